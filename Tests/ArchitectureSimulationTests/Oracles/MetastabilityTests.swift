import ArchitectureSimulation
import Testing
import TimeBase

/// Retries that keep a system down after what broke it has been repaired.
@Suite struct MetastabilityTests {
  /// Goodput in stretches of the run, in requests a second.
  private func goodput(
    _ sketch: Sketch, _ windows: [(from: Int, to: Int)], _ metric: String = "goodput"
  ) throws -> (values: [Double], result: RunResult) {
    var sketch = sketch
    sketch.expect = windows.map {
      """
      { "metric": "\(metric)", "of": "web", "atLeast": "0/s", "from": "\($0.from)s",
        "to": "\($0.to)s" }
      """
    }
    let result = try sketch.play()
    return (result.expectations.map { $0.observed ?? .nan }, result)
  }

  /// 80 requests a second into a server of 100/s with a timeout of 500 ms; for five seconds the
  /// server does not answer.
  private func storm(_ retry: String) -> Sketch {
    Sketch(
      run: #""duration": "120s", "warmup": "0s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "poisson": "80/s" }, "calls": "app", "timeout": "500ms" \(retry) }
          """
        )
      ],
      components: [
        ("app", #"{ "kind": "service", "backlog": "unlimited", "work": "10ms" }"#)
      ], faults: [#"{ "at": "30s", "for": "5s", "outage": "app", "mode": "hang" }"#])
  }

  @Test(arguments: [
    (#", "retry": { "attempts": 4, "backoff": "none" }"#, false),
    (#", "retry": { "attempts": 4, "backoff": "none", "budget": "20%" }"#, true), ("", true),
  ])
  func `Three retries keep a storm going that a budget of a fifth ends`(
    _ retry: String, _ recovers: Bool
  ) throws {
    let (goodputs, result) = try goodput(storm(retry), [(5, 30), (30, 35), (100, 120)])
    #expect(goodputs[0] > 75)
    #expect(goodputs[1] < 1)
    if recovers {
      #expect(goodputs[2] > 75)
    } else {
      // Work goes on as fast as ever, and none of it is in time.
      #expect(goodputs[2] < 1)
      #expect(try #require(try result.steps(at: "app").last).busyMean > 0.99)
    }
    #expect(Books(of: result).complaints == [])
  }

  /// The retry example of Bronson et al. (HotOS'21), cases meta-hotos-280 and meta-hotos-140: request
  /// k at (k + 0.5) / λ, a server of 300/s, a timeout of 1 s and one more attempt. The server stands
  /// still for ten seconds: the job that begins at 30 s takes 3,000 times as long.
  @Test(arguments: [(280, false), (140, true)])
  func `One retry makes twice the load, which the server carries or never does`(
    _ rate: Int, _ recovers: Bool
  ) throws {
    let first = 500_000_000 / rate
    let sketch = Sketch(
      run: #""duration": "220s", "warmup": "0s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "\(rate)/s", "first": "\(first)ns" }, "calls": "app",
            "timeout": "1s", "retry": { "attempts": 2, "backoff": "none" } }
          """
        )
      ],
      components: [
        ("app", #"{ "kind": "service", "backlog": "unlimited", "work": "3333333ns" }"#)
      ], faults: [#"{ "at": "30s", "for": "10s", "slow": "app", "factor": 3000 }"#])
    let (goodputs, result) = try goodput(sketch, [(5, 30), (200, 220)])
    #expect(abs(goodputs[0] - Double(rate)) < 0.01 * Double(rate))
    #expect(Books(of: result).complaints == [])
    let queue = try result.steps(at: "app").map(\.queueMean)
    let step = result.series.step.seconds
    let growth = (queue[queue.count - 1] - queue[queue.count - 11]) / (10 * step)
    if recovers {
      #expect(abs(goodputs[1] - 140) < 4.2)
      #expect(abs(growth) < 9)
      // Back 119 s after the end of the trigger, within 8 s.
      let points = try result.points()
      let late = points.indices.last {
        Double($0) * step > 40 && Double(points[$0].succeeded) < 0.9 * 140 * step
      }
      let recovery = Double(try #require(late) + 1) * step - 40
      #expect(abs(recovery - 119) < 8)
    } else {
      #expect(goodputs[1] < 8.4)
      // 560 attempts a second into 300.
      #expect(abs(growth - 260) < 9)
    }
  }
}
