import ArchitectureSimulation
import Testing
import TimeBase

/// No model makes a run that does not end.
@Suite struct BoundTests {
  private func reason(_ result: RunResult) throws -> (time: Instant, text: String) {
    guard case .stopped(let time, let reason) = result.ending else {
      Issue.record("the run was not stopped")
      return (.zero, "")
    }
    return (time, reason)
  }

  @Test func `A line that grows without end stops the run, which names it`() throws {
    // Twice as many requests as the only worker can serve: of 2 a ms one stays.
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 1000"#,
      clients: [("web", #"{ "arrivals": { "constant": "200/s" }, "calls": "gateway" }"#)],
      components: [
        ("gateway", #"{ "kind": "gateway", "calls": "app" }"#),
        ("app", #"{ "kind": "service", "backlog": "unlimited", "work": "10ms" }"#),
      ]
    ).play()
    let (time, text) = try reason(result)
    // A request in line is three calls: at the client, at the gateway and here.
    #expect(text.contains("over the limit of 1000"))
    #expect(text.contains("app had grown to 33"))
    #expect(time > .zero + .seconds(3) && time < .zero + .seconds(4))
    #expect(result.window.end == time)
    #expect(Books(of: result).complaints == [])
    #expect(result.warmup == .fixed)
  }

  @Test func `Abandoned calls that nobody answers count as well`() throws {
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 1000"#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "100/s" }, "calls": "gateway", "timeout": "10ms" }"#
        )
      ],
      components: [
        ("gateway", #"{ "kind": "gateway", "calls": "app" }"#),
        ("app", #"{ "kind": "service", "workers": "unlimited", "work": "10ms" }"#),
      ], faults: [#"{ "at": "0s", "outage": "app", "mode": "hang" }"#]
    ).play()
    #expect(try reason(result).text.contains(" had grown to 50"))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A model that goes round in no time is stopped`() throws {
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 100"#,
      clients: [("web", #"{ "users": 1, "think": "0s", "calls": "app" }"#)],
      components: [Sketch.service(does: #"{ "respond": 204 }"#)]
    ).play()
    let (time, text) = try reason(result)
    #expect(time == .zero)
    #expect(text.contains("time stands still at 0s"))
    #expect(Books(of: result).complaints == [])
    #expect(try result.client().completed > 10_000)
    // A window of no length has no rates, rather than rates that are not numbers.
    #expect(try result.client().goodput == 0)
    #expect(result == result)
  }

  @Test func `Calls that multiply within an instant are stopped`() throws {
    let result = try Sketch(
      run: #""duration": "1h", "warmup": "0s", "inFlightLimit": 10000"#,
      clients: [Sketch.once(at: "1s")],
      components: [
        Sketch.service(does: #"{ "chance": "99.9999%", "then": [ { "call": "app" } ] }"#)
      ]
    ).play()
    let (time, text) = try reason(result)
    #expect(time == .zero + .seconds(1))
    #expect(text.contains("app had grown to"))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Each turn of a loop of calls draws anew`() throws {
    // One visit and half a chance of another, and so on: two visits a request on average, with a
    // variance of 2; four standard deviations of 1,000 requests are 179.
    let result = try Sketch(
      clients: [
        ("web", #"{ "arrivals": { "constant": "1000/s", "limit": 1000 }, "calls": "app" }"#)
      ],
      components: [
        Sketch.service(does: #"{ "chance": "50%", "then": [ { "call": "other" } ] }"#),
        Sketch.service("other", does: #"{ "call": "app" }"#),
      ]
    ).play()
    #expect(result.ending == .completed)
    #expect(abs(Int(try result.station("app").arrivals) - 2_000) < 179)
    #expect(try result.client().succeeded == 1_000)
  }

  @Test(arguments: [1, 3, 255, 256, 300, 1000], ["none", "1ms"])
  func `A request is tried as often as its policy says`(
    _ attempts: Int, _ backoff: String
  ) throws {
    let result = try Sketch(
      clients: [
        Sketch.once(
          "web", #""retry": { "attempts": \#(attempts), "backoff": "\#(backoff)" }"#)
      ],
      components: [Sketch.service(does: #"{ "wait": "1ms" }"#)],
      faults: [#"{ "at": "0s", "outage": "app" }"#]
    ).play()
    let books = try result.client()
    #expect(books.attempts == UInt64(attempts))
    #expect(books.blame == ["1 refused at app"])
    #expect(try result.station("app").arrivals == UInt64(attempts))
    let wait = backoff == "none" ? 0 : attempts - 1
    #expect(books.latencyOfAll?.maximum == .milliseconds(Int64(wait)))
  }

  @Test(arguments: [1, 3, 255, 256, 300, 1000])
  func `A job is delivered as often as its policy says`(_ attempts: Int) throws {
    let result = try Sketch(
      clients: [Sketch.once()],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        (
          "jobs",
          """
          { "kind": "queue", "steps": [ { "wait": "1ms" }, { "respond": 500 } ],
            "retry": { "attempts": \(attempts), "backoff": "2ms" } }
          """
        ),
      ]
    ).play()
    #expect(try result.queue().redelivered == UInt64(attempts - 1))
    #expect(try result.queue().deadLettered == 1)
    let station = try result.station("jobs")
    #expect(station.residence?.maximum == .milliseconds(Int64(3 * attempts - 2)))
    #expect(station.service?.count == UInt64(attempts))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `The event log keeps so many entries and counts the others`() throws {
    // The breaker opens, lets one through after 1 ms, and opens again: two entries each time.
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "500/s", "limit": 5500 }, "calls": "app",
            "breaker": { "slidingWindowSize": 1, "minimumNumberOfCalls": 1,
                         "permittedNumberOfCallsInHalfOpenState": 1,
                         "waitDurationInOpenState": "1ms" } }
          """
        )
      ], components: [Sketch.service(does: #"{ "respond": 500 }"#)]
    ).play()
    #expect(EventLog.limit == 10_000)
    #expect(result.log.entries.count == 10_000)
    // One when it first opens, and two for each of the other 5,499 requests.
    #expect(result.log.dropped == 1 + 2 * 5_499 - 10_000)
    #expect(try result.station("app").arrivals == 5_500)
  }
}
