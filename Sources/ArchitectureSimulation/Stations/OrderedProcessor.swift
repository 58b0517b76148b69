import EventEngine
import TimeBase

/// Cores that take one computation after the other: those that came first, or those of the highest
/// priority, which interrupt others (preemptive resume).
///
/// - Complexity: O(*c*) for *c* cores to look and to finish; to add O(1) in order, by priority O(*n*).
struct OrderedProcessor: ~Copyable {
  private struct Job: BitwiseCopyable {
    var call: CallID

    /// The lower, the earlier its turn.
    var rank: Int64
    var left: Double
    var demand: TimeSpan
    var since: Instant

    /// Whether it keeps its core from its turn on until it is withdrawn.
    var holds = false
  }

  private let cores: Int

  /// In the order of their turns from `head` on; the first `cores` of them run.
  private var jobs: [Job] = []
  private var head = 0
  private var since = Instant.zero
  private var slowness = 1.0
  private var isFrozen = false

  init(cores: Int) {
    self.cores = cores
  }

  private var runningEnd: Int { min(jobs.count, head + cores) }

  /// - Parameter rank: The lower, the earlier its turn; among equals who came first.
  /// - Parameter holds: Whether it is done as soon as it gets a core, and keeps that.
  mutating func add(
    _ call: CallID, demand: TimeSpan, rank: Int64, holds: Bool = false, at now: Instant
  ) {
    advance(to: now)
    let job = Job(
      call: call, rank: rank, left: Double(demand.nanoseconds), demand: demand, since: now,
      holds: holds)
    var place = jobs.count
    if jobs.count > head, jobs[jobs.count - 1].rank > rank {
      var (low, high) = (head, jobs.count)
      while low < high {
        let middle = (low + high) / 2
        if jobs[middle].rank > rank { high = middle } else { low = middle + 1 }
      }
      place = low
    }
    jobs.insert(job, at: place)
  }

  func nextFinish(after now: Instant) -> Instant? {
    guard !isFrozen, head < jobs.count else { return nil }
    var least = Double.infinity
    for index in head..<runningEnd { least = min(least, jobs[index].left) }
    guard least < .infinity else { return nil }
    return max(now, since + TimeSpan(roundingNanoseconds: (least * slowness).rounded(.up)))
  }

  /// Removes and returns a computation that is done at `now`.
  mutating func finish(at now: Instant) -> Processor.Finished? {
    guard !isFrozen else { return nil }
    advance(to: now)
    for index in head..<runningEnd where jobs[index].left <= 0 {
      let job = jobs[index]
      if job.holds { jobs[index].left = .infinity } else { remove(at: index) }
      return Processor.Finished(call: job.call, demand: job.demand, since: job.since)
    }
    return nil
  }

  /// Removes a computation that somebody broke off, and returns what is left of it.
  mutating func withdraw(_ call: CallID, at now: Instant) -> TimeSpan {
    advance(to: now)
    guard let index = jobs[head...].firstIndex(where: { $0.call == call }) else { return .zero }
    let left = jobs[index].holds ? 0 : max(0, jobs[index].left)
    remove(at: index)
    return TimeSpan(roundingNanoseconds: left.rounded(.up))
  }

  /// Those who have a core or wait for one.
  var count: Int { jobs.count - head }

  /// Everybody who computes or waits for a core.
  var calls: [CallID] { jobs[head...].filter { $0.left < .infinity }.map(\.call) }

  mutating func setSlowness(_ factor: Double, at now: Instant) {
    advance(to: now)
    slowness = factor
  }

  mutating func setFrozen(_ frozen: Bool, at now: Instant) {
    advance(to: now)
    isFrozen = frozen
  }

  private mutating func advance(to now: Instant) {
    if !isFrozen, head < jobs.count {
      let done = Double((now - since).nanoseconds) / slowness
      for index in head..<runningEnd { jobs[index].left -= done }
    }
    since = now
  }

  /// What ran moves up to the place that is free; the line behind does not move.
  private mutating func remove(at index: Int) {
    guard index < head + cores else {
      jobs.remove(at: index)
      return
    }
    var place = index
    while place > head {
      jobs[place] = jobs[place - 1]
      place -= 1
    }
    head += 1
    guard head * 2 > jobs.count, head > 32 || head == jobs.count else { return }
    jobs.removeFirst(head)
    head = 0
  }
}
