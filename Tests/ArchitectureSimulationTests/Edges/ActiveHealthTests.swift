import ArchitectureSimulation
import Testing
import TimeBase

/// Ten requests a second, in turn to two targets that are checked every second, from half a second on.
@Suite struct ActiveHealthTests {
  private static let checked = #""interval": "1s", "delay": "500ms", "stagger": false"#

  private func play(
    _ checks: String, _ traits: String = "", faults: [String] = [],
    targets: [(String, String)] = [
      Sketch.service("a", does: ""), Sketch.service("b", does: ""),
    ], over: String = #"["a", "b"]"#
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "lb")],
      components: [
        (
          "lb",
          #"{ "kind": "balancer", "over": \#(over), "activeHealth": { \#(checks) } \#(traits) }"#
        )
      ] + targets, faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func events(_ result: RunResult) -> [String] {
    result.log.entries.filter { $0.subject == "lb" }.map {
      "\($0.time - Instant.zero): \($0.event)"
    }
  }

  @Test func `three failures take a target out, and two passes bring it back`() throws {
    let result = try play(
      #""request": "GET /health", "#
        + Self.checked,
      faults: [#"{ "at": "3s", "for": "4s", "outage": "a" }"#])
    // Fails at 3.5, 4.5, 5.5 and 6.5 s, passes at 7.5 and 8.5 s.
    #expect(
      events(result) == ["5.5s: target a fails its checks", "8.5s: target a passes its checks"])
    #expect(try result.client().blame == ["13 refused at a"])
    // In turn until 5.45 s and from 8.55 s on, and ten checks of each.
    #expect(try result.station("a").arrivals == 28 + 8 + 10)
    #expect(try result.station("b").arrivals == 64 + 10)
    let checks = try #require(result.component("lb").balancing).checks
    #expect(
      checks == [
        .init(target: "a", sent: 10, failed: 4, wentDown: 1, cameUp: 1, down: .seconds(3)),
        .init(target: "b", sent: 10, failed: 0, wentDown: 0, cameUp: 0, down: .zero),
      ])
  }

  /// A worker that is busy for a second keeps a check waiting that has 200 ms; a connection needs none.
  @Test(
    arguments: [
      (#""request": "GET /health", "#, 1, 1), (#""request": "GET /health", "#, 2, 0), ("", 1, 0),
    ] as [(String, Int, UInt64)])
  func `a check stands in line like any request`(
    request: String, workers: Int, failed: UInt64
  ) throws {
    let result = try Sketch(
      clients: [Sketch.once(calls: "lb")],
      components: [
        (
          "lb",
          """
          { "kind": "balancer", "over": "app", "activeHealth": {
              \(request) "interval": "20s", "timeout": "200ms", "delay": "100ms", "start": "up" } }
          """
        ),
        (
          "app",
          """
          { "kind": "service", "workers": \(workers), "handles": {
              "GET /health": [], "*": [ { "wait": "1s" } ] } }
          """
        ),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    let check = try #require(result.component("lb").balancing?.checks.first)
    #expect(check.target == "app" && check.sent == 1 && check.failed == failed)
    #expect(try result.client().failed == 0)
    // Who gives up leaves the work where it is.
    #expect(try result.station("app").arrivals == (request.isEmpty ? 1 : 2))
    #expect(try result.station("app").wasted == failed)
  }

  @Test(arguments: [
    (#""request": "GET /health", "#, #""outage": "a", "mode": "hang""#, true),
    ("", #""outage": "a", "mode": "hang""#, false),
    ("", #""outage": "a", "mode": "refuse""#, true),
    ("", #""crash": "a""#, true),
    (#""request": "GET /health", "#, #""partition": "a", "from": "lb""#, true),
    ("", #""partition": "a", "from": "lb", "way": "back""#, true),
    ("", #""slow": "a", "factor": 1000"#, false),
  ])
  func `a connection says that somebody listens, and an answer that somebody works`(
    request: String, fault: String, isSeen: Bool
  ) throws {
    let result = try play(
      request + Self.checked + #", "fall": 1, "timeout": "100ms""#,
      faults: [#"{ "at": "3s", \#(fault) }"#])
    let checks = try #require(result.component("lb").balancing?.checks)
    #expect(checks.map(\.failed) == [isSeen ? 7 : 0, 0])
    #expect(checks[0].wentDown == (isSeen ? 1 : 0))
  }

  @Test func `checks of what all share take all out, unless so few are left`() throws {
    func failures(_ traits: String) throws -> UInt64 {
      let result = try play(
        #""request": "GET /health", "fall": 2, "# + Self.checked, traits,
        faults: [#"{ "at": "2s", "outage": "database" }"#],
        targets: [
          (
            "app",
            """
            { "kind": "service", "instances": 2, "workers": "unlimited", "handles": { "*": [],
                "GET /health": [ { "health": [ { "down": "database", "then": "unhealthy" } ] } ] } }
            """
          ), Sketch.database("1ms"),
        ], over: #""app""#)
      let client = try result.client()
      #expect(client.failed == client.count(.noTarget))
      return client.failed
    }
    // Both fail at 2.5 and 3.5 s.
    #expect(try failures("") == 65)
    #expect(try failures(#", "panicThreshold": 50"#) == 0)
  }

  @Test func `who counts as down at first gets nothing before it has passed`() throws {
    let result = try play(#""start": "down", "rise": 2, "# + Self.checked)
    #expect(try result.client().blame == ["15 noTarget at lb"])
    let down = try #require(result.component("lb").balancing?.checks.map(\.down))
    #expect(down == [.milliseconds(1500), .milliseconds(1500)])
  }

  @Test func `first checks are spread over an interval, those of every process`() throws {
    let result = try play(
      #""interval": "1s", "fall": 1"#, #", "workers": 2"#,
      faults: [#"{ "at": "0s", "outage": ["a", "b"] }"#])
    #expect(
      events(result) == [
        "0s: target a fails its checks", "250ms: target a fails its checks",
        "500ms: target b fails its checks", "750ms: target b fails its checks",
      ])
    let down = try #require(result.component("lb").balancing?.checks.map(\.down))
    #expect(down == [.milliseconds(9875), .milliseconds(9375)])
  }

  /// Two failures in a row are a failed check, and two connections bring the target back.
  @Test func `ordinary calls can count as checks`() throws {
    let result = try play(
      #""fall": 1, "errorLimit": 2, "# + Self.checked,
      faults: [#"{ "at": "3s", "errors": "a", "share": "100%" }"#])
    #expect(
      events(result).prefix(3) == [
        "3.25s: target a fails its checks", "4.5s: target a passes its checks",
        "4.75s: target a fails its checks",
      ])
    #expect(try result.client().failed == 8)
    let check = try #require(result.component("lb").balancing?.checks.first)
    #expect(check.failed == 0 && check.wentDown == 4 && check.cameUp == 3)
  }

  /// Away from 5 s to 6 s and from 6 s to 7 s. The first is up again at 7 s, by checks at 6 and 7 s.
  @Test func `an instance that comes anew has to pass again`() throws {
    let result = try play(
      #""start": "down", "rise": 2, "interval": "1s", "stagger": false"#,
      faults: [#"{ "at": "5s", "deploy": "app" }"#],
      targets: [
        Sketch.service("app", #""instances": 2, "workers": "unlimited", "boot": "1s""#, does: "")
      ], over: #""app""#)
    // Until the checks at 1 s, and from 6 s to 7 s.
    #expect(try result.client().blame == ["20 noTarget at lb"])
    #expect(
      events(result).map { String($0.drop { $0 != " " }.dropFirst()) } == [
        "target app[0] passes its checks", "target app[1] passes its checks",
        "target app[0] passes its checks", "target app[1] passes its checks",
      ])
    #expect(events(result).suffix(2).map { $0.prefix(2) } == ["7s", "8s"])
  }

  @Test func `a panic calls nobody who is not there`() throws {
    let result = try play(
      #""interval": "1s""#, #", "panicThreshold": 100"#,
      faults: [#"{ "at": "5s", "deploy": "app" }"#],
      targets: [
        Sketch.service("app", #""instances": 2, "workers": "unlimited", "boot": "1s""#, does: "")
      ], over: #""app""#)
    #expect(try result.client().failed == 0)
  }

  @Test func `jitter makes intervals longer by a draw of each check`() throws {
    func sent(_ jitter: Int) throws -> [UInt64] {
      let result = try play(
        #""interval": "100ms", "jitter": \#(jitter), "stagger": false, "delay": "50ms""#)
      return try #require(result.component("lb").balancing).checks.map(\.sent)
    }
    #expect(try sent(0) == [100, 100])
    // A mean of 125 ms.
    let spread = try sent(50)
    #expect(spread.allSatisfy { (76...84).contains($0) }, "\(spread)")
    #expect(try sent(50) == spread)
  }
}
