import ArchitectureModel
import EventEngine
import Resilience
import Testing
import TimeBase

@Suite struct CacheReadingTests {
  private static func text(cache: String = "", step: String, keys: String = "{ }") -> String {
    """
    {
      "format": 1,
      "clients": { "web": { "arrivals": { "constant": "1/s" }, "calls": "app",
                            "requests": { "GET": \(keys) } } },
      "components": {
        "app": { "kind": "service", "handles": { "*": [ \(step) ] } },
        "cache": { "kind": "cache", "capacity": 8, "latency": "1ms" \(cache) }
      }
    }
    """
  }

  private static let get = #"{ "get": "cache" }"#

  private static func architecture(_ text: String) throws -> Architecture {
    try ModelDocument(text, named: "m.json").architecture()
  }

  private static func steps(_ step: String) throws -> [Step] {
    guard case .service(let service) = try architecture(text(step: step)).components[0].kind
    else { return [] }
    return service.handlers[0].steps
  }

  @Test func `what a cache does beside holding keys is read into the types that do it`() throws {
    let text = Self.text(
      cache: """
        , "threads": 1, "connections": 9, "earlyExpiration": 2, "absences": { "ttl": "5s" },
        "stale": { "whileRevalidating": "30s" }, "leases": {}
        """, step: Self.get)
    guard case .cache(let cache) = try Self.architecture(text).components[1].kind else { return }
    #expect(cache.threads == 1 && cache.connections == 9)
    #expect(cache.earlyExpiration == EarlyExpiration(eagerness: 2))
    #expect(cache.absences == Cache.Absences(timeToLive: .seconds(5), capacity: 1_000))
    #expect(
      cache.stale == StaleRules(whileRevalidating: .seconds(30), renewalLimit: .seconds(5)))
    #expect(cache.leases == Cache.Leases(interval: .seconds(10), pause: .milliseconds(10)))
    #expect(!cache.isPlain)
  }

  @Test func `steps that use caches are read with what they leave out`() throws {
    #expect(
      try Self.steps(
        #"{ "cached": { "in": "cache", "ttl": "60s", "jitter": "10%", "otherwise": [] } }"#) == [
          .cached(
            CachedRead(
              in: "cache", lifetime: JitteredLifetime(.seconds(60), spread: .seconds(6)),
              otherwise: []))
        ])
    #expect(
      try Self.steps(#"{ "written": { "in": "cache", "by": "write-behind", "do": [] } }"#) == [
        .written(CachedWrite(in: "cache", by: .writeBehind, steps: []))
      ])
    #expect(
      try Self.steps(#"{ "increment": "cache", "ttl": "1s", "above": 3, "then": [] }"#) == [
        .keyValue(
          CacheOperation(
            .increment(above: 3), in: "cache", lifetime: JitteredLifetime(.seconds(1))))
      ])
  }

  @Test func `keys can come one after the other`() throws {
    func key(_ text: String) throws -> KeyDistribution? {
      try Self.architecture(Self.text(step: Self.get, keys: #"{ "key": \#(text) }"#))
        .clients[0].requests[0].key
    }
    #expect(try key(#"{ "sequential": 5 }"#) == .sequential(keys: 5, first: 0))
    #expect(
      try key(#"{ "sequential": { "keys": 5, "first": 7 } }"#) == .sequential(keys: 5, first: 7))
  }

  @Test(arguments: [
    (
      #", "threads": 1, "of": "app""#, get,
      #"cache: "threads" are those of a server; a cache in a process has none of its own"#
    ),
    (
      #", "connections": 5"#, get,
      #"cache.connections: "connections" needs "threads": without them nobody waits"#
    ),
    (
      #", "threads": 4, "connections": 3"#, get,
      #"cache.connections: expected at least 4, one for each thread, found 3"#
    ),
    (
      #", "stale": { "inBackground": true }"#, get,
      #"cache.stale: expected "whileRevalidating" or "ifError" above zero: nothing is served"#
    ),
    (
      #", "absences": { "capacity": 5 }"#, get,
      "components.cache.absences: missing key 'ttl'"
    ),
    (
      "", #"{ "cached": { "in": "cache", "jitter": "5%", "otherwise": [] } }"#,
      #"[0].cached: "jitter" needs "ttl", which it shortens"#
    ),
    (
      "", #"{ "set": "cache", "ttl": "1s", "jitter": "2s" }"#,
      """
      [0].jitter: the spread must be between zero and the time to live 1s, and is 2s
      """
    ),
    (
      "", #"{ "written": { "in": "cache", "by": "write-trough", "do": [] } }"#,
      #""write-around", found "write-trough"; did you mean 'write-through'?"#
    ),
    (
      "", #"{ "written": { "in": "cache", "by": "cache-aside", "ttl": "1s", "do": [] } }"#,
      #"[0].written.ttl: "ttl" is of what is set; cache-aside sets nothing"#
    ),
    (
      "", #"{ "written": { "in": "cache", "by": "write-around", "buffer": {}, "do": [] } }"#,
      #"[0].written.buffer: "buffer" is for write-behind; write-around has none"#
    ),
    (
      "", #"{ "increment": "cache", "then": [] }"#,
      #"[0].then: "then" and "else" need "above": the count that decides"#
    ),
    ("", #"{ "delete": "app" }"#, "[0].delete: 'app' is a service, not a cache"),
    (
      "", #"{ "get": "cache", "ttl": "1s" }"#,
      "unknown key 'ttl'"
    ),
  ])
  func `what is wrong with a cache is told where it stands`(
    _ cache: String, _ step: String, _ message: String
  ) {
    let error = #expect(throws: InvalidModel.self) {
      try ModelDocument(Self.text(cache: cache, step: step), named: "m.json")
    }
    #expect(error?.description.contains(message) ?? false, "\(error?.description ?? "")")
  }
}
