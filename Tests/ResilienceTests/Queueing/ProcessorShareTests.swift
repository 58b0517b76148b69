import Resilience
import Testing
import TimeBase

@Suite struct ProcessorShareTests {
  /// Runs jobs of (arrival, demand) in nanoseconds and returns when each was done.
  private static func finishes(_ jobs: [(at: Int64, demand: Int64)], cores: Int) -> [Int64] {
    var processor = ProcessorShare<Int>(cores: cores)
    var result = Array(repeating: Int64(-1), count: jobs.count)
    func run(until time: Int64) {
      while let next = processor.nextFinish, next.nanoseconds <= time {
        while let job = processor.finish(at: next) { result[job] = next.nanoseconds }
      }
    }
    for (number, job) in jobs.enumerated() {
      run(until: job.at)
      _ = processor.add(
        number, demand: .nanoseconds(job.demand), at: .init(nanoseconds: job.at))
    }
    run(until: .max)
    return result
  }

  /// Components specification, section 8: jobs (0, 100) and (50, 10) on one core.
  @Test func `a short job overtakes a long one`() {
    #expect(Self.finishes([(0, 100), (50, 10)], cores: 1) == [110, 70])
  }

  @Test(
    arguments: [
      ([(0, 100), (0, 100)], 2, [100, 100]),
      ([(0, 100), (0, 100), (0, 100)], 2, [150, 150, 150]),
      ([(0, 30), (0, 60), (0, 90)], 1, [90, 150, 180]),
      ([(0, 0), (5, 0)], 1, [0, 5]),
      ([(0, 1), (0, 1), (0, 1)], 2, [2, 2, 2]),
    ] as [([(Int64, Int64)], Int, [Int64])])
  func `cores are shared equally`(jobs: [(Int64, Int64)], cores: Int, done: [Int64]) {
    #expect(Self.finishes(jobs, cores: cores) == done)
  }

  /// A twin that gives each job its share in exact fractions, one event after the other.
  @Test(arguments: 1...8)
  func `finishes agree with exact fractions to a nanosecond each`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let cores = 1 + draws.below(3)
    var time: Int64 = 0
    let jobs = (0..<60).map { _ in
      time += Int64(draws.below(2_000))
      return (at: time, demand: Int64(1 + draws.below(4_000)))
    }
    let exact = ExactSharing.finishes(jobs, cores: cores)
    for (done, exact) in zip(Self.finishes(jobs, cores: cores), exact) {
      // Each finish in between is rounded up to a whole nanosecond.
      #expect(abs(Double(done) - exact) <= Double(jobs.count))
    }
    #expect(Self.finishes(jobs, cores: 60) == jobs.map { $0.at + $0.demand })
  }

  @Test func `who is broken off leaves its share to the others`() {
    var processor = ProcessorShare<Int>(cores: 1)
    _ = processor.add(1, demand: .nanoseconds(100), at: .zero)
    let ticket = processor.add(2, demand: .nanoseconds(100), at: .zero)
    #expect(processor.nextFinish == .init(nanoseconds: 200))
    #expect(processor.withdraw(ticket, at: .init(nanoseconds: 100)) == 2)
    #expect(processor.nextFinish == .init(nanoseconds: 150))
    #expect(processor.finish(at: .init(nanoseconds: 149)) == nil)
    #expect(processor.finish(at: .init(nanoseconds: 150)) == 1)
    #expect(processor.count == 0 && processor.nextFinish == nil)
  }

  @Test func `centuries of work do not overflow`() {
    var processor = ProcessorShare<Int>(cores: 1)
    for job in 0..<1_000 { _ = processor.add(job, demand: .forever, at: .zero) }
    #expect(processor.nextFinish == .distantFuture)
    #expect(processor.finish(at: .init(nanoseconds: .max - 1)) == nil)
  }

  @Test func `breaking off twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var processor = ProcessorShare<Int>(cores: 1)
      let ticket = processor.add(1, demand: .seconds(1), at: .zero)
      processor.withdraw(ticket, at: .zero)
      processor.withdraw(ticket, at: .zero)
    }
  }
}

/// Processor sharing by the definition: from event to event, each job gets its share.
private enum ExactSharing {
  static func finishes(_ jobs: [(at: Int64, demand: Int64)], cores: Int) -> [Double] {
    var left: [Int: Double] = [:]
    var result = Array(repeating: 0.0, count: jobs.count)
    var now = 0.0
    var next = 0
    while next < jobs.count || !left.isEmpty {
      let speed = min(1, Double(cores) / Double(max(1, left.count)))
      let arrival = next < jobs.count ? Double(jobs[next].at) : .infinity
      let departure = (left.values.min() ?? .infinity) / speed + now
      let event = min(arrival, departure)
      for job in left.keys.sorted() { left[job, default: 0] -= (event - now) * speed }
      now = event
      if arrival < departure {
        left[next] = Double(jobs[next].demand)
        next += 1
      } else {
        for job in left.keys.sorted() where (left[job] ?? 0) < 1e-6 {
          result[job] = now
          left[job] = nil
        }
      }
    }
    return result
  }
}
