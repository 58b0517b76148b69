import ArchitectureSimulation
import EventEngine
import PortableMathematics
import Resilience
import Testing
import TimeBase

/// Lines that are served in random order, against theory and against other orders.
@Suite struct RandomOrderLineTests {
  /// One server, arrivals at half its rate: the mean wait is ρ / (μ − λ) = 1 service time, and the second
  /// moment 2 ρ / (μ − λ)² · 2 / (2 − ρ) = 16/3 of them. Standard errors are those of 20 batches.
  @Test func `the wait has the published moments`() {
    let batches = (0..<20).map { Self.moments(seed: UInt64($0), jobs: 5_000) }
    for (values, expected) in [(batches.map(\.first), 1.0), (batches.map(\.second), 16.0 / 3)] {
      let mean = values.reduce(0, +) / 20
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 19
      let error = (variance / 20).squareRoot()
      #expect(abs(mean - expected) < 4 * error, "\(mean) ± \(error), expected \(expected)")
      #expect(error < expected / 10)
    }
  }

  /// Waits of one queue, in service times: the first and the second moment.
  private static func moments(seed: UInt64, jobs: Int) -> (first: Double, second: Double) {
    var draws = ExponentialDraws(seed: seed)
    var pool = ScheduledWorkerPool<Int>(.init(workers: 1, queue: .init(discipline: .siro)))
    var arrivals: [Instant] = []
    var (free, next) = (Instant.distantFuture, Instant.zero)
    var (first, second, served) = (0.0, 0.0, 0)
    func begins(_ job: Int, at now: Instant) {
      let wait = (now - arrivals[job]).seconds
      first += wait
      second += wait * wait
      served += 1
      free = now + draws.exponential(mean: 1)
    }
    while served < jobs {
      if next < free {
        let now = next
        arrivals.append(now)
        if case .starts = pool.arrive(arrivals.count - 1, at: now) {
          begins(arrivals.count - 1, at: now)
        }
        next = now + draws.exponential(mean: 2)
      } else {
        let now = free
        free = .distantFuture
        pool.finish()
        if case .served(let job)? = pool.startNext(at: now, word: draws.word()) {
          begins(job, at: now)
        }
      }
    }
    return (first / Double(served), second / Double(served))
  }

  private static func play(_ discipline: String) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "60s", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { "poisson": "45/s", "limit": 2000 }, "calls": "app" }"#)],
      components: [
        (
          "app",
          #"""
          { "kind": "service", "workers": 1, "backlog": "unlimited", "work": "20ms",
            "discipline": "\#(discipline)" }
          """#
        )
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Where all work takes equally long, how many wait does not depend on who is next, and neither does
  /// the mean wait, to the nanosecond; its spread does.
  @Test func `a random order changes the spread of the waits and not their mean`() throws {
    let fifo = try #require(try Self.play("fifo").station("app").wait)
    let siro = try #require(try Self.play("siro").station("app").wait)
    let lifo = try #require(try Self.play("lifo").station("app").wait)
    #expect(siro.count == fifo.count)
    #expect(siro.mean == fifo.mean)
    #expect(siro.standardDeviation > fifo.standardDeviation)
    #expect(siro.standardDeviation < lifo.standardDeviation)
    #expect(try Self.play("siro").digest == Self.play("siro").digest)
  }

  /// The lines of a pool, a database and a queue are as that of a service.
  @Test func `every line can be served in random order`() throws {
    let result = try Sketch(
      run: #""duration": "30s", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { "poisson": "45/s", "limit": 500 }, "calls": "app" }"#)],
      components: [
        Sketch.service(
          does: #"""
            { "acquire": "permits" }, { "call": "database", "as": "read" }, { "enqueue": "jobs" }
            """#),
        ("permits", #"{ "kind": "pool", "size": 2, "discipline": "siro" }"#),
        (
          "database",
          #"""
          { "kind": "database", "connections": 1, "discipline": "siro",
            "read": { "exponential": "18ms" } }
          """#
        ),
        (
          "jobs",
          #"""
          { "kind": "queue", "workers": 1, "discipline": "siro",
            "steps": [ { "wait": { "exponential": "18ms" } } ] }
          """#
        ),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client().succeeded == 500)
    for name in ["permits", "database", "jobs"] {
      #expect(try result.station(name).queueMaximum > 0, "\(name)")
    }
  }
}

/// Words, and exponential times, of a test's own.
private struct ExponentialDraws {
  private let source: RandomSource
  private var index: UInt64 = 0

  init(seed: UInt64) { source = RandomSource(seed: seed) }

  mutating func word() -> UInt64 {
    index += 1
    return source.word(component: 1, purpose: 1, index: index)
  }

  mutating func exponential(mean seconds: Double) -> TimeSpan {
    TimeSpan(
      roundingNanoseconds: -seconds * 1e9 * PortableMath.log(Draws.positiveUnit(word())))
  }
}
