import ArchitectureSimulation
import Testing
import TimeBase

/// A probe a second, at half past each, of a service that answers ten requests a second by a database
/// which is away from 10 s to 20 s.
@Suite struct HealthTests {
  private func result(
    _ steps: String, more components: String = "", expect: String = "", faults: String? = nil,
    workers: String = "\"unlimited\""
  ) throws -> RunResult {
    let outage = #"{ "at": "10s", "for": "10s", "outage": "database" }"#
    return try Sketch.play(
      """
      {
        "format": 1, "name": "sketch", "run": { "duration": "30s", "warmup": "0s" },
        "clients": {
          "web": { "arrivals": { "constant": "10/s", "first": "50ms" }, "calls": "api",
                   "requests": { "data": {} } },
          "probe": { "arrivals": { "constant": "1/s", "first": "500ms" }, "calls": "api",
                     "requests": { "health": {} } }
        },
        "components": {
          "api": { "kind": "service", "workers": \(workers), "handles": {
            "data": [ { "call": "database", "as": "read", "breaker": {
                          "slidingWindowSize": 10, "minimumNumberOfCalls": 10,
                          "failureRateThreshold": "100%", "waitDurationInOpenState": "5s",
                          "permittedNumberOfCallsInHalfOpenState": 1 } } ],
            "health": [ \(steps) ] } },
          "database": { "kind": "database", "connections": 5, "read": "4ms" } \(components)
        },
        "faults": [ \(faults ?? outage) ],
        "expect": [ \(expect) ]
      }
      """)
  }

  private func changes(_ steps: String) throws -> [String] {
    try result(steps).health[0].changes.map { "\($0.time) \($0.status)" }
  }

  @Test func `Who depends on what is away is unhealthy until it is back`() throws {
    let result = try result(
      #"{ "health": [ { "down": "database", "then": "unhealthy" } ] }"#,
      expect: """
        { "metric": "health.unhealthy", "of": "api", "during": "outage of database", "equals": "100%",
          "expect": "fail" },
        { "metric": "health.untilUnhealthy", "of": "api", "during": "outage of database",
          "equals": "500ms" },
        { "metric": "health.degraded", "of": "api", "between": ["33.3%", "33.4%"] },
        { "metric": "health.changes", "of": "api", "equals": 2 },
        { "metric": "health.untilDegraded", "of": "api", "from": "21s", "above": "1m" },
        { "metric": "errors", "of": "probe", "status": 503, "during": "outage of database",
          "equals": "100%" }
        """)
    #expect(result.health.map(\.name) == ["api"])
    #expect(result.health[0].probes == 30)
    let times = [10_500, 20_500].map { Instant.zero + .milliseconds($0) }
    #expect(result.health[0].changes.map(\.time) == times)
    #expect(
      result.expectations.map(\.verdict)
        == Array(repeating: ExpectationResult.Verdict.pass, count: 6))
    #expect(result.log.entries.contains { $0.subject == "api" && $0.event == "health: unhealthy" })
  }

  /// 503 for what is only degraded would take the service out of rotation.
  @Test func `What is degraded still answers 200 unless the model says otherwise`() throws {
    let rule = #"{ "down": "database", "then": "degraded" }"#
    for (step, failures) in [
      (#"{ "health": [ \#(rule) ] }"#, 0), (#"{ "health": [ \#(rule) ], "degraded": 429 }"#, 10),
    ] {
      let result = try result(step)
      let probe = try #require(result.clients.first { $0.name == "probe" })
      #expect(probe.total.failed == UInt64(failures))
    }
  }

  /// Of the 20 calls in the 2 s before 10.5 s five failed. The breaker opens at 10.95 s, so that nothing
  /// ends from then on but a trial at about 16 s, which fails as well.
  @Test func `Errors count over a window`() throws {
    let found = try changes(
      #"{ "health": [ { "errorsOf": "database", "above": "20%", "over": "2s", "then": "degraded" } ] }"#
    )
    #expect(found == ["10.5s degraded", "13.5s healthy", "16.5s degraded", "18.5s healthy"])
  }

  @Test func `A breaker that is not closed is seen`() throws {
    let found = try changes(
      #"{ "health": [ { "breakerOpen": "database", "then": "degraded" } ] }"#)
    #expect(found == ["11.5s degraded", "21.5s healthy"])
  }

  @Test func `The worst of all rules is the answer`() throws {
    let found = try changes(
      """
      { "health": [ { "breakerOpen": "database", "then": "degraded" },
                    { "down": "database", "then": "unhealthy" } ] }
      """)
    #expect(found == ["10.5s unhealthy", "20.5s degraded", "21.5s healthy"])
  }

  /// A probe that calls the database itself is refused as everybody is, and answers when it was
  /// answered.
  @Test func `A probe can be a call`() throws {
    let found = try changes(
      """
      { "call": "database", "as": "read", "otherwise": [ { "health": [ { "is": "unhealthy" } ] } ] },
      { "health": [] }
      """)
    #expect(found == ["10.5s unhealthy", "20.504s healthy"])
  }

  /// The worker takes one job and never ends it: the seventh comes 650 ms after the start, and more
  /// than 40 % of 10 wait when the sixth has come.
  @Test(arguments: [(#""40%""#, "500ms"), ("5", "1.5s"), (#""90%""#, "1.5s")])
  func `A line that is too long is seen by the next probe`(above: String, first: String) throws {
    let text = """
      {
        "format": 1, "name": "sketch", "run": { "duration": "5s", "warmup": "0s" },
        "clients": {
          "web": { "arrivals": { "constant": "10/s", "first": "50ms" }, "calls": "api",
                   "requests": { "job": {} } },
          "probe": { "arrivals": { "constant": "1/s", "first": "575ms" }, "calls": "api",
                     "requests": { "health": {} } }
        },
        "components": {
          "api": { "kind": "service", "workers": "unlimited", "handles": {
            "job": [ { "enqueue": "jobs" } ],
            "health": [ { "health": [ { "queue": "jobs", "above": \(above), "then": "degraded" } ] } ] } },
          "jobs": { "kind": "queue", "capacity": 10, "workers": 1, "work": "1h" }
        }
      }
      """
    let health = try #require(try Sketch.play(text).health.first)
    let expected = first == "500ms" ? 575 : 1_575
    #expect(health.changes.map(\.time) == [Instant.zero + .milliseconds(Int64(expected))])
  }

  /// The only worker is held by a request that waits for a database that hangs: the probe waits too.
  @Test func `A probe queues like any other request`() throws {
    let result = try result(
      #"{ "health": [] }"#,
      faults: #"{ "at": "10s", "for": "10s", "outage": "database", "mode": "hang" }"#,
      workers: "1")
    let probe = try #require(result.clients.first { $0.name == "probe" })
    #expect(probe.total.succeeded == 10)
    #expect(probe.total.inFlightAtEnd == 20)
  }
}
