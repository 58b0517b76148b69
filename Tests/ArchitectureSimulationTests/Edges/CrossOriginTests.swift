import ArchitectureSimulation
import Testing
import TimeBase

/// Requests that pages of another origin make: what has to come before them, and what stops them.
@Suite struct CrossOriginTests {
  /// A hundred requests of one browser, ten in each second, through a gateway, 10 ms away.
  private func play(
    _ filters: String, method: String = "PUT", browser: String = "", traits: String = "{}",
    client: String = "", handles: String = #""*": []"#
  ) throws -> RunResult {
    let result = try Sketch(
      network: #""links": [ { "from": "web", "to": "edge", "latency": "10ms" } ]"#,
      clients: [
        Sketch.steady(
          calls: "edge",
          """
          "browser": { "crossOrigin": "100%" \(browser) },
          "requests": { "\(method) /a": \(traits) } \(client)
          """)
      ],
      components: [
        ("edge", #"{ "kind": "gateway", "filters": [ \#(filters) ], "calls": "app" }"#),
        ("app", #"{ "kind": "service", "workers": "unlimited", "handles": { \#(handles) } }"#),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func browser(_ result: RunResult) throws -> BrowserResult {
    try #require(result.clients[0].browser)
  }

  @Test func `Leave is asked for once, in a round trip of its own, and costs no work`() throws {
    let result = try play(#"{ "cors": { "maxAge": "1h" } }"#)
    let client = try result.client()
    #expect(client.count(ofStatus: 200) == 100)
    #expect(client.attempts == 101)
    #expect(client.latency?.maximum == .milliseconds(40))
    #expect(client.latency?.mean == .microseconds(20_200))
    #expect(try browser(result).preflights == 1)
    #expect(try result.component("edge").filters?.preflights == 1)
    #expect(try result.station("app").arrivals == 100)
  }

  @Test(arguments: [
    // What does not say is remembered for 5 s: asked at 0.05 s and answered at 0.07 s, it is good up to
    // 5.07 s.
    ("{}", "", UInt64(2)), (#"{ "maxAge": "1h" }"#, #", "preflightCache": "2s""#, 5),
    (#"{ "maxAge": "0s" }"#, "", 100), (#"{ "maxAge": "1h" }"#, #", "preflightCache": "0s""#, 100),
    (#"{ "maxAge": "1h" }"#, #", "preflightCache": "safari""#, 1),
  ])
  func `Leave is remembered as long as the answer says and the browser pleases`(
    _ cors: String, _ browser: String, _ preflights: UInt64
  ) throws {
    let result = try play(#"{ "cors": \#(cors) }"#, browser: browser)
    #expect(try self.browser(result).preflights == preflights)
    #expect(try result.client().succeeded == 100)
  }

  @Test(arguments: [
    ("GET", "{}", UInt64(0)), ("POST", "{}", 0), ("DELETE", "{}", 1),
    ("GET", #"{ "headers": { "Authorization": "Bearer x" } }"#, 1),
    ("POST", #"{ "headers": { "Content-Type": "application/json" } }"#, 1),
    ("POST", #"{ "headers": { "Content-Type": "text/plain" } }"#, 0),
    // Each of four objects has a URL of its own.
    ("PUT", #"{ "key": { "uniform": 4 } }"#, 4),
  ])
  func `Simple requests need no leave, and others need it for each URL`(
    _ method: String, _ traits: String, _ preflights: UInt64
  ) throws {
    let result = try play(#"{ "cors": { "maxAge": "1h" } }"#, method: method, traits: traits)
    #expect(try browser(result).preflights == preflights)
  }

  @Test func `Without leave the request is not made, and a simple one is made in vain`() throws {
    let asked = try play("")
    #expect(try asked.client().blame == ["100 blocked at edge"])
    #expect(try asked.station("app").arrivals == 100)
    #expect(try browser(asked).preflights == 100)
    let simple = try play("", method: "GET")
    #expect(try simple.client().blame == ["100 blocked at edge"])
    #expect(try browser(simple).preflights == 0)
  }

  @Test
  func `Where nothing answers preflights they come to an application that does not know them`()
    throws
  {
    let result = try play("", handles: #""PUT /a": [ { "count": "done" } ]"#)
    #expect(try result.station("app").failures == 100)
    #expect(try result.component("app").counters.map(\.count) == [0])
  }

  @Test func `Only origins that are let in are`() throws {
    let filter = #"{ "cors": { "origins": ["https://shop.example"] } }"#
    #expect(try play(filter).client().succeeded == 0)
    let origin = #", "origin": "https://shop.example""#
    #expect(try play(filter, browser: origin).client().succeeded == 100)
  }

  @Test func `Pages can read only what is answered after leave was given`() throws {
    let limit = #"{ "limit": { "fixedWindow": "1h", "limit": 40 } }"#
    let cors = #"{ "cors": {} }"#
    let before = try play("\(limit), \(cors)", method: "GET").client()
    #expect(before.count(ofStatus: 429) == 0)
    #expect(before.blame == ["60 blocked at edge"])
    let after = try play("\(cors), \(limit)", method: "GET").client()
    #expect(after.count(ofStatus: 429) == 60)
  }

  @Test func `A preflight carries no token, and no redirect of it is followed`() throws {
    let cors = #"{ "cors": { "maxAge": "1h" } }"#
    let bearer = #"{ "bearer": { "work": "0s" } }"#
    #expect(try play("\(bearer), \(cors)").client().succeeded == 0)
    #expect(try play("\(cors), \(bearer)").client().succeeded == 100)
    let redirect = #"{ "httpsRedirect": 308 }"#
    #expect(try play("\(redirect), \(cors)").client().blame == ["100 blocked at edge"])
    #expect(
      try play("\(redirect), \(cors)", client: #", "scheme": "https""#).client().succeeded == 100)
  }
}
