import EventEngine
import TimeBase

/// Cores that all computations of an instance share equally.
///
/// With n computations on c cores each runs at speed min(1, c / n), or as the universal scalability
/// law has it. The processor keeps a virtual
/// clock that runs at that speed; a computation of demand d that comes at virtual time v is done
/// when the clock reaches v + d, whoever comes and goes in between (Kleinrock's egalitarian
/// processor sharing; virtual time as in weighted fair queueing).
///
/// - Complexity: O(log *n*) to add and to finish.
struct ProcessorSharing: ~Copyable {
  private struct Job: BitwiseCopyable {
    var finish: Double
    var order: UInt64
    var call: CallID
    var demand: TimeSpan
    var since: Instant

    static func < (first: Job, second: Job) -> Bool {
      first.finish == second.finish ? first.order < second.order : first.finish < second.finish
    }
  }

  /// How many times as long each of n computations takes.
  enum Law: BitwiseCopyable {
    case cores(Int)
    case scalability(contention: Double, coherency: Double)

    func stretch(_ count: Int) -> Double {
      let n = Double(count)
      switch self {
      case .cores(let cores): return count <= cores ? 1 : n / Double(cores)
      case .scalability(let contention, let coherency):
        return count < 2 ? 1 : 1 + contention * (n - 1) + coherency * n * (n - 1)
      }
    }
  }

  private let law: Law

  /// A binary heap; the first is the next to finish.
  private var jobs: [Job] = []
  private var virtualTime = 0.0
  private var since = Instant.zero
  private var added: UInt64 = 0

  /// How many times as long everything takes, and whether nothing goes on at all.
  private var slowness = 1.0
  private var isFrozen = false

  init(_ law: Law) {
    self.law = law
  }

  mutating func add(_ call: CallID, demand: TimeSpan, at now: Instant) {
    advance(to: now)
    added &+= 1
    jobs.append(
      Job(
        finish: virtualTime + Double(demand.nanoseconds), order: added, call: call,
        demand: demand, since: now))
    siftUp(jobs.count - 1)
  }

  /// When the next computation will be done if nobody comes or goes; never before `now`.
  func nextFinish(after now: Instant) -> Instant? {
    guard !isFrozen, let first = jobs.first else { return nil }
    let left = max(0, first.finish - virtualTime)
    return max(now, since + TimeSpan(roundingNanoseconds: (left * stretch).rounded(.up)))
  }

  /// Removes and returns a computation that is done at `now`.
  mutating func finish(at now: Instant) -> Processor.Finished? {
    guard let first = jobs.first, let time = nextFinish(after: since), time <= now else {
      return nil
    }
    advance(to: now)
    remove(at: 0)
    return Processor.Finished(call: first.call, demand: first.demand, since: first.since)
  }

  /// Removes a computation that somebody broke off, and returns what is left of it.
  @discardableResult
  mutating func withdraw(_ call: CallID, at now: Instant) -> TimeSpan {
    advance(to: now)
    guard let index = jobs.firstIndex(where: { $0.call == call }) else { return .zero }
    let left = max(0, jobs[index].finish - virtualTime)
    remove(at: index)
    return TimeSpan(roundingNanoseconds: left.rounded(.up))
  }

  var count: Int { jobs.count }

  /// Everybody who computes.
  var calls: [CallID] { jobs.map(\.call) }

  mutating func setSlowness(_ factor: Double, at now: Instant) {
    advance(to: now)
    slowness = factor
  }

  mutating func setFrozen(_ frozen: Bool, at now: Instant) {
    advance(to: now)
    isFrozen = frozen
  }

  private var stretch: Double {
    slowness * law.stretch(jobs.count)
  }

  private mutating func advance(to now: Instant) {
    if jobs.isEmpty {
      virtualTime = 0
    } else if !isFrozen {
      virtualTime += Double((now - since).nanoseconds) / stretch
    }
    since = now
  }

  private mutating func remove(at index: Int) {
    let last = jobs.removeLast()
    guard index < jobs.count else { return }
    jobs[index] = last
    siftDown(index)
    siftUp(index)
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard jobs[child] < jobs[parent] else { return }
      jobs.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var parent = start
    while true {
      var child = 2 * parent + 1
      guard child < jobs.count else { return }
      if child + 1 < jobs.count, jobs[child + 1] < jobs[child] { child += 1 }
      guard jobs[child] < jobs[parent] else { return }
      jobs.swapAt(child, parent)
      parent = child
    }
  }
}
