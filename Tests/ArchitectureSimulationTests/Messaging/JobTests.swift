import ArchitectureSimulation
import Testing
import TimeBase

/// What becomes of jobs: where they end, when, and after how many attempts.
@Suite struct JobTests {
  static let callback = #"""
    { "call": "receiver", "timeout": "10s",
      "retry": { "attempts": 4, "backoff": { "base": "1s", "cap": "30s", "jitter": "50%" } } }
    """#

  /// An application whose every request becomes a job, an hour after the start.
  static func sketch(
    users: Int, queue: String, steps: String = callback, receiver: String = #""latency": "5ms""#,
    faults: [String] = []
  ) -> Sketch {
    Sketch(
      run: #""duration": "119m", "warmup": "0s""#,
      clients: [("web", #"{ "users": \#(users), "think": "1h", "calls": "app" }"#)],
      components: [
        Sketch.service(
          does: #"{ "enqueue": "jobs", "otherwise": [ { "respond": 503 } ] }"#),
        ("jobs", #"{ "kind": "queue", \#(queue), "steps": [ \#(steps) ] }"#),
        ("receiver", #"{ "kind": "external", \#(receiver) }"#),
      ], faults: faults)
  }

  private func play(_ sketch: Sketch) throws -> RunResult {
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let dead = [#"{ "at": "0s", "outage": "receiver" }"#]

  @Test func `two workers and a queue of twenty take 22 of 60`() throws {
    let result = try play(
      Self.sketch(users: 60, queue: #""workers": 2, "capacity": 20"#, faults: Self.dead))
    #expect(try result.client().succeeded == 22)
    #expect(try result.client().count(ofStatus: 503) == 38)
    let jobs = try result.jobs()
    #expect(jobs.accepted == 22)
    #expect(jobs.failed == 22)
    #expect(jobs.failures.map(\.cause) == [.refused])
    #expect(jobs.attempts == [.init(number: 4, count: 22)])
    #expect(jobs.deliveries == [.init(number: 1, count: 22)])
    #expect(try result.station("jobs").queueMaximum == 20)
    #expect(try result.external().effects == 0)
  }

  /// Waits of 1, 2 and 4 s, each spread by half to either side: 7 s on average with a standard
  /// deviation of √1.75 s, never below 3.5 s or above 10.5 s, and in 95 of 100 cases up to 9.16 s
  /// (a simulation of the sum of three uniform numbers).
  @Test func `a dead receiver costs four attempts and three waits`() throws {
    let count = 2_000
    let result = try play(
      Self.sketch(users: count, queue: #""workers": "unlimited""#, faults: Self.dead))
    let jobs = try result.jobs()
    let times = try #require(jobs.timeToFailure)
    #expect(jobs.attempts == [.init(number: 4, count: UInt64(count))])
    #expect(times.count == UInt64(count))
    let standardError = (1.75 / Double(count)).squareRoot()
    #expect(abs(times.mean.seconds - 7) < 4 * standardError)
    #expect(times.maximum <= .milliseconds(10_500))
    #expect(abs(times.p95.seconds - 9.16) < 0.16)
    #expect(jobs.timeToSuccess == nil)
  }

  /// Four timeouts of 10 s and three waits of 1, 2 and 4 s, without jitter: 47 s a job.
  @Test func `a receiver that hangs holds each worker for 47 seconds`() throws {
    let steps = Self.callback.replacing(#", "jitter": "50%""#, with: "")
    let result = try play(
      Self.sketch(
        users: 100, queue: #""workers": 10"#, steps: steps,
        faults: [#"{ "at": "0s", "outage": "receiver", "mode": "hang" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.failed == 100)
    #expect(jobs.failures.map(\.cause) == [.timeout])
    // The tenth ten end after ten times as long.
    #expect(jobs.timeToFailure?.maximum == .seconds(470))
    #expect(abs(try result.station("jobs").busyMean * 119 * 60 - 4_700) < 1e-6)
  }

  @Test func `a job that is put aside between attempts leaves its worker to others`() throws {
    // The same attempts as deliveries: each holds the worker for 10 s only.
    let result = try play(
      Self.sketch(
        users: 10,
        queue: #"""
          "workers": 1, "retry": { "attempts": 4, "on": ["timeout", "serverErrors"],
            "backoff": { "base": "1s", "cap": "30s" } }
          """#,
        steps: #"{ "call": "receiver", "timeout": "10s" }"#,
        faults: [#"{ "at": "0s", "outage": "receiver", "mode": "hang" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.failed == 10)
    #expect(jobs.deliveries == [.init(number: 4, count: 10)])
    #expect(try result.queue().redelivered == 30)
    // Forty times 10 s, and no wait in between: there is always another job.
    #expect(jobs.timeToFailure?.maximum == .seconds(400))
  }

  /// A success is tried 1, 2, 3 or 4 times with probabilities 0.7, 0.21, 0.063 and 0.0189; 0.0081
  /// fail for good.
  @Test func `a flaky receiver is tried until it succeeds`() throws {
    let result = try play(
      Self.sketch(
        users: 4_000, queue: #""workers": "unlimited""#,
        receiver: #""latency": "5ms", "answers": { "500": "30%" }"#))
    let jobs = try result.jobs()
    #expect(jobs.succeeded + jobs.failed == 4_000)
    for (number, share) in [(1, 0.7), (2, 0.21), (3, 0.063), (4, 0.027)] {
      let count = try #require(jobs.attempts.first { $0.number == number }).count
      let deviation = (4_000 * share * (1 - share)).squareRoot()
      #expect(abs(Double(count) - 4_000 * share) < 4 * deviation, "\(number) attempts")
    }
    #expect(abs(Double(jobs.failed) - 32.4) < 4 * 32.4.squareRoot())
    #expect(try result.external().effects == jobs.succeeded)
  }

  @Test func `what a guard blocks fails after no attempt`() throws {
    let result = try play(
      Self.sketch(
        users: 30, queue: #""workers": 10"#,
        steps: #"{ "wait": "50ms" }, { "guard": "receiver" }, "# + Self.callback,
        receiver: #""latency": "5ms", "address": "loopback""#))
    #expect(try result.client().succeeded == 30)
    let jobs = try result.jobs()
    #expect(jobs.failed == 30)
    #expect(jobs.failures.map(\.cause) == [.blocked])
    #expect(jobs.blocked == 30)
    #expect(jobs.attempts == [.init(number: 0, count: 30)])
    #expect(jobs.timeToFailure?.maximum == .milliseconds(150))
    #expect(try result.station("receiver").arrivals == 0)
  }

  @Test func `two workers that take half a second drain forty jobs at four a second`() throws {
    let result = try play(
      Self.sketch(users: 40, queue: #""of": "app", "workers": 2"#, steps: #"{ "wait": "500ms" }"#))
    #expect(try result.jobs().timeToSuccess?.maximum == .seconds(10))
    #expect(try result.jobs().timeToSuccess?.mean == .milliseconds(5_250))
  }

  /// Of ten jobs of 45 minutes that came an hour after the start, at the end of 119 minutes.
  @Test func `what is unfinished at the end is counted`() throws {
    let sketch = Self.sketch(
      users: 10, queue: #""workers": 1"#, steps: #"{ "wait": "45m" }"#)
    let jobs = try play(sketch).jobs()
    #expect(jobs.succeeded == 1)
    #expect(jobs.workedOnAtEnd == 1)
    #expect(jobs.waitingAtEnd == 8)
    #expect(jobs.oldestAtEnd == .seconds(59 * 60))
    #expect(jobs.accepted == jobs.succeeded + jobs.unfinishedAtEnd)
  }
}
