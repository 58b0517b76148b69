import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct ThrottleTests {
  private func play(
    _ steps: String, faults: [String] = [], policy: String = ""
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "60s", "warmup": "0s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "100/s" }, "calls": "app", "throttle": {} \(policy) }
          """
        )
      ],
      components: [Sketch.service(does: steps)], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `Nobody is turned away while everybody is accepted, be it for an error`() throws {
    #expect(try play("").client().failed == 0)
    let errors = try play(#"{ "respond": 500 }"#).client()
    #expect(errors.count(.limited) == 0)
  }

  /// The n-th request is turned away with probability n / (n + 1): of 6,000 are sent as many as the
  /// sum of 1 / n, which is 9.3 with a standard deviation of 2.8.
  @Test(arguments: [503, 429])
  func `Of what nobody accepts only a few are sent`(_ status: Int) throws {
    let result = try play(#"{ "respond": \#(status) }"#)
    let sent = try result.station("app").arrivals
    #expect((1...20).contains(sent))
    let client = try result.client()
    #expect(client.count(.limited) == client.completed - sent)
    #expect(client.failures.first { $0.cause == .limited }?.place == "web")
  }

  @Test func `What is refused counts, and so does each attempt`() throws {
    let result = try play(
      "", faults: [#"{ "at": "0s", "for": "60s", "outage": "app", "mode": "refuse" }"#],
      policy: #", "retry": { "attempts": 3, "backoff": "none" }"#)
    let client = try result.client()
    #expect(client.succeeded == 0)
    #expect(try result.station("app").arrivals < 25)
  }

  @Test func `After an outage requests get through again`() throws {
    let result = try play(
      "", faults: [#"{ "at": "10s", "for": "10s", "outage": "app", "mode": "refuse" }"#])
    // Accepted before: 1000; as many again may be made before the first is turned away.
    let client = try result.client()
    #expect(client.count(.refused) > 900)
    let points = try result.points()
    #expect(points.suffix(points.count / 6).reduce(0) { $0 + $1.succeeded } > 900)
  }
}
