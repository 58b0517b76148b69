import ArchitectureSimulation
import Testing
import TimeBase

/// Balancers that send what belongs together to the same target.
@Suite struct StickySessionTests {
  private static func balancer(_ traits: String) -> (String, String) {
    ("lb", #"{ "kind": "balancer", "over": "app" \#(traits) }"#)
  }

  /// Users who send a request a second each, a tenth of a second apart.
  private static func users(_ count: Int, _ traits: String = "") -> (String, String) {
    (
      "web",
      #"{ "users": \#(count), "think": "1s", "spawn": "10/s", "calls": "lb" \#(traits) }"#
    )
  }

  private static let app = [
    Sketch.service(
      "app", #""workers": "unlimited", "instances": 3"#,
      does: #"{ "cached": { "in": "cache", "otherwise": [] } }"#),
    ("cache", #"{ "kind": "cache", "capacity": 100, "latency": "0s", "of": "app" }"#),
  ]

  private func play(
    _ client: (String, String), _ sticky: String, faults: [String] = [], _ health: String = ""
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "30500ms", "warmup": "0s""#, clients: [client],
      components: [Self.balancer((sticky.isEmpty ? "" : #", "sticky": { \#(sticky) }"#) + health)]
        + Self.app, faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `a session meets one instance, and what that has in its cache`() throws {
    let free = try play(Self.users(1), "")
    #expect(try free.component("app").instances.map(\.arrivals) == [10, 10, 10])
    #expect(try free.cache().misses == 3)
    let kept = try play(Self.users(1), #""by": "session""#)
    #expect(try kept.component("app").instances.map(\.arrivals) == [30, 0, 0])
    #expect(try kept.cache().misses == 1)
    #expect(try kept.component("lb").balancing?.sessions == .init(begun: 1, kept: 29, moved: 0))
  }

  /// Nine users, three on each instance, of which one is away from 10 s to 20 s.
  @Test func `sessions of an instance that crashes move, and stay where they are`() throws {
    let result = try play(
      Self.users(9), #""by": "session""#,
      faults: [#"{ "at": "10s", "for": "10s", "crash": "app", "instance": 0 }"#],
      #", "passiveHealth": { "failures": 1, "for": "1s", "precision": "exact" }"#)
    let client = try result.client()
    let sessions = try #require(result.component("lb").balancing?.sessions)
    #expect(
      sessions.begun == 9 && sessions.begun + sessions.kept + sessions.moved == client.offered)
    // The one who calls at 10 s fails; the two others are sent elsewhere, and that one at 11 s as well.
    #expect(sessions.moved == 3)
    #expect(try result.station("app").failures == 0)
    #expect(client.blame == ["1 refused at app"])
    // Three users had sent nine requests each; nobody has come back.
    let arrivals = try result.component("app").instances.map(\.arrivals)
    #expect(arrivals[0] == 3 * 9 + 1 && arrivals.reduce(0, +) == client.offered)
  }

  @Test func `requests of an open client belong to no session, but come from an address`() throws {
    let open = (
      "web",
      """
      { "arrivals": { "constant": "1/s", "first": "0s" }, "calls": "lb", "addresses": 1 }
      """
    )
    let bySession = try play(open, #""by": "session""#)
    let counts = try bySession.component("app").instances.map(\.arrivals)
    #expect(counts.reduce(0, +) == 31 && counts.allSatisfy { $0 >= 10 })
    #expect(
      try bySession.component("lb").balancing?.sessions == .init(begun: 0, kept: 0, moved: 0))
    let byAddress = try play(open, #""by": "address""#)
    #expect(try byAddress.component("app").instances.map(\.arrivals) == [31, 0, 0])
  }

  @Test(arguments: [
    (#""requests": { "get": { "key": { "uniform": 3 } } }"#, #""by": "key""#),
    (#""tenant": { "uniform": 3 }"#, #""by": "tenant""#),
  ])
  func `what is about the same, or for the same, meets the same`(
    traits: String, sticky: String
  ) throws {
    let result = try play(Self.users(20, ", " + traits), sticky)
    let sessions = try #require(result.component("lb").balancing?.sessions)
    #expect(sessions.begun == 3 && sessions.moved == 0)
    #expect(try sessions.kept + 3 == result.client().offered)
  }

  /// Each of two visitors sends five requests, one after the other.
  @Test func `a visitor keeps to a target until it leaves`() throws {
    let visitors = (
      "web",
      """
      { "sessions": { "arrivals": { "constant": "1/s", "limit": 2 }, "requests": 5, "think": "2s" },
        "calls": "lb" }
      """
    )
    let result = try play(visitors, #""by": "session""#)
    #expect(try result.component("app").instances.map(\.arrivals) == [5, 5, 0])
    let forgetful = try play(visitors, #""by": "session", "entries": 1"#)
    #expect(
      try forgetful.component("lb").balancing?.sessions == .init(begun: 10, kept: 0, moved: 0))
    let idle = try play(visitors, #""by": "session", "idle": "1s""#)
    #expect(try idle.component("lb").balancing?.sessions == .init(begun: 10, kept: 0, moved: 0))
  }

  /// What one process remembers all of them know.
  @Test func `a session keeps to its target whichever process its calls come to`() throws {
    let result = try play(
      Self.users(1), #""by": "session""#, faults: [], #", "workers": 4"#)
    #expect(try result.component("app").instances.map(\.arrivals).sorted() == [0, 0, 30])
  }
}
