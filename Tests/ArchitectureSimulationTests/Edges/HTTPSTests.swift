import ArchitectureSimulation
import Testing
import TimeBase

/// Redirects to https, and what browsers remember of the hosts that asked them to come so.
@Suite struct HTTPSTests {
  /// A hundred requests of one browser, ten in each second, straight to a service or through a proxy.
  private func play(
    _ filter: String, scheme: String = "http", browser: String? = "", proxy: String? = nil,
    requests: String = #""GET /a": {}"#, latency: String = "0s"
  ) throws -> RunResult {
    let traits =
      (browser.map { #""browser": { \#($0) }, "# } ?? "")
      + #""scheme": "\#(scheme)", "requests": { \#(requests) }"#
    var sketch = Sketch(
      clients: [Sketch.steady(calls: proxy == nil ? "app" : "edge", traits)],
      components: [
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "filters": [ \(filter) ],
            "handles": { "GET /a": [ { "count": "read" } ], "POST /a": [ { "count": "written" } ] } }
          """
        )
      ])
    if let proxy {
      sketch.components.append(("edge", #"{ "kind": "gateway", "calls": "app" \#(proxy) }"#))
    }
    sketch.network = #""latency": "\#(latency)""#
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func browser(_ result: RunResult) throws -> BrowserResult {
    try #require(result.clients[0].browser)
  }

  private func filters(_ result: RunResult) throws -> FilterResult {
    try #require(result.component("app").filters)
  }

  private static let year = #"{ "httpsRedirect": 308, "hsts": "365d" }"#

  @Test func `Without a browser a redirect is the answer, and no work is done for it`() throws {
    let result = try play(Self.year, browser: nil)
    #expect(try result.client().count(ofStatus: 308) == 100)
    #expect(try result.component("app").counters.map(\.count) == [0, 0])
    #expect(
      try filters(result)
        == FilterResult(redirects: 100, policies: 0, preflights: 0, retryAfters: 0))
  }

  @Test func `Without a policy each visit is two, and takes two round trips`() throws {
    let result = try play(#"{ "httpsRedirect": 308 }"#, latency: "10ms")
    let client = try result.client()
    #expect(client.succeeded == 100)
    #expect(client.attempts == 200)
    #expect(client.latency?.areAll(.milliseconds(40)) == true)
    #expect(try browser(result).redirects == 100)
    #expect(try result.station("app").arrivals == 200)
  }

  @Test func `With a policy only the first visit is two`() throws {
    let result = try play(Self.year, latency: "10ms")
    let client = try result.client()
    #expect(client.count(ofStatus: 200) == 100)
    #expect(client.attempts == 101)
    #expect(client.latency?.maximum == .milliseconds(40))
    #expect(client.latency?.mean == .microseconds(20_200))
    #expect(try browser(result).redirects == 1)
    #expect(try browser(result).upgrades == 99)
    #expect(try filters(result).policies == 100)
  }

  @Test(arguments: [
    // 100 ms are between two visits; an age is over when it is reached, and is counted from the last
    // answer.
    ("0s", UInt64(100)), ("1s", 1), ("365d", 1),
  ])
  func `A policy holds for its age from the last answer on`(_ age: String, _ redirects: UInt64)
    throws
  {
    let result = try play(#"{ "httpsRedirect": 308, "hsts": "\#(age)" }"#)
    #expect(try browser(result).redirects == redirects)
  }

  @Test(arguments: [("1s", UInt64(10)), ("2s", 1)])
  func `A policy is over at its age and not after it`(_ age: String, _ redirects: UInt64) throws {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1/s", "first": "500ms" }, "calls": "app", "browser": {} }
          """
        )
      ],
      components: [
        Sketch.service(does: #"{ "httpsRedirect": 301, "hsts": "\#(age)" }"#)
      ]
    ).play()
    #expect(try browser(result).redirects == redirects)
  }

  @Test func `Each user remembers for itself, and so does each address`() throws {
    let filter = Self.year
    func redirects(_ client: String) throws -> UInt64 {
      let result = try Sketch(
        clients: [("web", #"{ \#(client), "calls": "app", "browser": {} }"#)],
        components: [Sketch.service(does: filter)]
      ).play()
      #expect(Books(of: result).complaints == [])
      return try browser(result).redirects
    }
    #expect(try redirects(#""users": 7, "think": "1s""#) == 7)
    let open = #""arrivals": { "constant": "100/s" }, "addresses": 5"#
    #expect(try redirects(open) == 5)
  }

  @Test func `A host speaks for those below it if it says so`() throws {
    func redirects(_ more: String) throws -> UInt64 {
      let result = try Sketch(
        clients: [
          (
            "web",
            """
            { "users": 1, "think": "1s", "calls": "app", "browser": {},
              "tasks": { "t": { "requests": ["GET /a", "GET /b"] } },
              "requests": { "GET /a": { "host": "example.org" },
                            "GET /b": { "host": "api.example.org" } } }
            """
          )
        ],
        components: [
          Sketch.service(does: #"{ "httpsRedirect": 308, "hsts": "1d" \#(more) }"#)
        ]
      ).play()
      return try browser(result).redirects
    }
    #expect(try redirects("") == 2)
    #expect(try redirects(#", "includeSubDomains": true"#) == 1)
  }

  @Test(arguments: [(308, [UInt64(0), 100]), (301, [100, 0])])
  func `With 301 a POST comes back as a GET`(_ status: Int, _ counts: [UInt64]) throws {
    let result = try play(
      #"{ "httpsRedirect": \#(status) }"#, requests: #""POST /a": {}"#)
    #expect(try result.component("app").counters.map(\.count) == counts)
  }

  // MARK: Behind a proxy that takes encryption off

  private static let tells = #", "forwardedProto": "sets""#

  struct Case: Sendable, CustomTestStringConvertible {
    var filter: String
    var proxy: String
    var scheme = "https"
    var redirects: UInt64 = 0
    var loops: UInt64 = 0
    var policies: UInt64 = 0

    var testDescription: String { "\(filter) behind \(proxy) by \(scheme)" }
  }

  static let cases = [
    // Trusted and told: as without a proxy.
    Case(
      filter: #""httpsRedirect": 308, "trustsProxy": true, "hsts": "1d""#, proxy: tells,
      policies: 100),
    Case(
      filter: #""httpsRedirect": 308, "trustsProxy": true, "hsts": "1d""#, proxy: tells,
      scheme: "http", redirects: 1, policies: 100),
    // Untrusted: the application sees http, whatever comes, and sends everybody away for ever.
    Case(
      filter: #""httpsRedirect": 308, "hsts": "1d""#, proxy: tells, redirects: 2000, loops: 100),
    // Trusted, but nobody says anything.
    Case(
      filter: #""httpsRedirect": 308, "trustsProxy": true, "hsts": "1d""#, proxy: "",
      redirects: 2000, loops: 100),
    // By the header alone, which is believed for the redirect and not for the scheme: no loop, and no
    // policy although all come by https.
    Case(filter: #""httpsRedirect": 308, "by": "forwardedProto", "hsts": "1d""#, proxy: tells),
    Case(
      filter: #""httpsRedirect": 308, "by": "forwardedProto", "hsts": "1d""#, proxy: tells,
      scheme: "http", redirects: 100),
    Case(
      filter: #""httpsRedirect": 308, "by": "forwardedProto", "hsts": "1d", "trustsProxy": true"#,
      proxy: tells, scheme: "http", redirects: 1, policies: 100),
    // Without the header nobody is sent away.
    Case(
      filter: #""httpsRedirect": 308, "by": "forwardedProto", "hsts": "1d""#, proxy: "",
      scheme: "http"),
    Case(
      filter: #""httpsRedirect": "never", "trustsProxy": true, "hsts": "1d""#, proxy: tells,
      policies: 100),
  ]

  @Test(arguments: cases)
  func `Behind a proxy it matters what it says and whether it is believed`(_ one: Case) throws {
    let result = try play("{ \(one.filter) }", scheme: one.scheme, proxy: one.proxy)
    let (browser, filters) = (try browser(result), try filters(result))
    #expect(browser.redirects == one.redirects)
    #expect(browser.loops == one.loops)
    #expect(filters.policies == one.policies)
    #expect(filters.redirects == one.redirects + one.loops)
    let client = try result.client()
    #expect(client.blame == (one.loops > 0 ? ["\(one.loops) blocked at edge"] : []))
    #expect(client.attempts == 100 + one.redirects)
  }

  @Test func `A proxy in between that says how it was asked itself says http`() throws {
    let filter = #"{ "httpsRedirect": 308, "trustsProxy": true, "hsts": "1d" }"#
    func succeeded(_ inner: String) throws -> UInt64 {
      let result = try Sketch(
        clients: [Sketch.steady(calls: "edge", #""scheme": "https", "browser": {}"#)],
        components: [
          Sketch.service(does: filter),
          ("edge", #"{ "kind": "gateway", "forwardedProto": "sets", "calls": "inner" }"#),
          ("inner", #"{ "kind": "gateway", "calls": "app" \#(inner) }"#),
        ]
      ).play()
      return try result.client().succeeded
    }
    #expect(try succeeded("") == 100)
    #expect(try succeeded(Self.tells) == 0)
  }
}
