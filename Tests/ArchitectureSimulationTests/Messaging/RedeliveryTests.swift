import ArchitectureSimulation
import Testing
import TimeBase

/// Jobs that come back: each delivery is another try, which may go otherwise.
@Suite struct RedeliveryTests {
  private static let jobCount = 1_000

  /// Ways in which a job is delivered up to four times.
  private static let fourDeliveries = [
    #""retry": { "attempts": 4, "on": ["serverErrors"], "backoff": "none" }"#,
    #""visibility": { "timeout": "10s", "maxReceives": 4 }"#,
    #""push": { "prefetch": 1, "onFailure": "reject", "deliveryLimit": 3 }"#,
  ]

  private static func play(
    _ delivery: String, _ steps: String, workers: String = "100", faults: [String] = []
  ) throws -> RunResult {
    let sketch = Sketch(
      run: #""duration": "2m", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "1000/s", "limit": \#(jobCount) }, "calls": "app" }"#
        )
      ],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        (
          "jobs",
          #"{ "kind": "queue", "workers": \#(workers), \#(delivery), "steps": [ \#(steps) ] }"#
        ),
      ], faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// With probability `p` of a failure, played through in all ways that four deliveries can go.
  private static func shares(failing p: Double) -> (deliveries: [Double], dead: Double) {
    var deliveries = [0.0, 0, 0, 0]
    var dead = 0.0
    for way in 0..<16 {
      let fails = (0..<4).map { way >> $0 & 1 == 1 }
      let probability = fails.reduce(1) { $0 * ($1 ? p : 1 - p) }
      deliveries[fails.firstIndex(of: false) ?? 3] += probability
      if fails.allSatisfy({ $0 }) { dead += probability }
    }
    return (deliveries, dead)
  }

  private static func expect(_ count: UInt64, isAbout share: Double, _ what: String) {
    let mean = Double(jobCount) * share
    let deviation = (mean * (1 - share)).squareRoot()
    #expect(abs(Double(count) - mean) < 4 * deviation, "\(what): \(count), expected \(mean)")
  }

  @Test(arguments: fourDeliveries, [0.5, 0.7])
  func `a job is dead when each of its deliveries has failed by itself`(
    delivery: String, share: Double
  ) throws {
    let result = try Self.play(
      delivery, #"{ "wait": "1ms" }, { "fail": "\#(Int(share * 100))%" }"#)
    let shares = Self.shares(failing: share)
    #expect(abs(shares.dead - share * share * share * share) < 1e-12)
    Self.expect(try result.queue().deadLettered, isAbout: shares.dead, "dead letters")
    let jobs = try result.jobs()
    #expect(jobs.succeeded + jobs.failed == UInt64(Self.jobCount))
    for (index, share) in shares.deliveries.enumerated() {
      let count = jobs.deliveries.first { $0.number == index + 1 }?.count ?? 0
      Self.expect(count, isAbout: share, "\(index + 1) deliveries")
    }
  }

  /// Four independent exponential times of 100 ms have a standard deviation of 200 ms; the same one four
  /// times would have 400 ms. That of a sample is off by √((κ − 1)/4n), where the kurtosis κ is 4.5.
  @Test func `each delivery takes a time of its own`() throws {
    let result = try Self.play(
      Self.fourDeliveries[0], #"{ "wait": { "exponential": "100ms" } }, { "fail": "100%" }"#,
      workers: #""unlimited""#)
    let times = try #require(try result.jobs().timeToFailure)
    let count = Double(Self.jobCount)
    #expect(times.count == UInt64(Self.jobCount))
    #expect(try result.queue().deadLettered == UInt64(Self.jobCount))
    #expect(abs(times.mean.seconds - 0.4) < 4 * 0.2 / count.squareRoot())
    let off = 0.2 * (3.5 / (4 * count)).squareRoot()
    #expect(abs(times.standardDeviation.seconds - 0.2) < 4 * off)
  }

  @Test func `what a fault fails may succeed when it comes back`() throws {
    let result = try Self.play(
      Self.fourDeliveries[0], #"{ "wait": "1ms" }"#,
      faults: [#"{ "at": "0s", "errors": "jobs", "share": "50%" }"#])
    Self.expect(try result.queue().deadLettered, isAbout: 0.0625, "dead letters")
  }

  /// What a job's call waits between its attempts differs from delivery to delivery as well.
  @Test func `waits between attempts are drawn for each delivery`() throws {
    let sketch = Sketch(
      run: #""duration": "2m", "warmup": "0s""#,
      clients: [Sketch.once()],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        (
          "jobs",
          #"""
          { "kind": "queue", "retry": { "attempts": 2, "on": ["serverErrors"], "backoff": "none" },
            "steps": [ { "call": "receiver",
              "retry": { "attempts": 2, "backoff": { "base": "10s", "jitter": "full" } } } ] }
          """#
        ),
        ("receiver", #"{ "kind": "external", "latency": "0s", "answers": { "500": "100%" } }"#),
      ])
    let one = try sketch.play()
    #expect(try one.station("receiver").arrivals == 4)
    let total = try #require(try one.jobs().timeToFailure?.mean.seconds)
    // Had both deliveries waited equally long, the total would be twice the wait of one alone.
    let alone = try Sketch(
      run: sketch.run, clients: sketch.clients,
      components: sketch.components.map {
        (
          $0.0,
          $0.1.replacing(
            #""retry": { "attempts": 2, "on""#, with: #""retry": { "attempts": 1, "on""#)
        )
      }
    ).play()
    let first = try #require(try alone.jobs().timeToFailure?.mean.seconds)
    #expect(first > 0 && total > first)
    #expect(abs(total - 2 * first) > 1e-3)
  }
}
