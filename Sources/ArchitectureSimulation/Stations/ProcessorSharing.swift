import EventEngine
import TimeBase

/// Cores that all computations of an instance share equally.
///
/// With n computations on c cores each runs at speed min(1, c / n). The processor keeps a virtual
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

  let cores: Int

  /// A binary heap; the first is the next to finish.
  private var jobs: [Job] = []
  private var virtualTime = 0.0
  private var since = Instant.zero
  private var added: UInt64 = 0

  private(set) var finished: UInt64 = 0

  /// Over all that finished, of their time here over their demand.
  private(set) var slowdownSum = 0.0

  /// How many times as long everything takes, and whether nothing goes on at all.
  private var slowness = 1.0
  private var isFrozen = false

  /// When an event that will look at the processor is in the timeline.
  var armed: Instant?

  init(cores: Int) {
    self.cores = cores
  }

  var count: Int { jobs.count }

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
  mutating func finish(at now: Instant) -> CallID? {
    guard let first = jobs.first, let time = nextFinish(after: since), time <= now else {
      return nil
    }
    advance(to: now)
    remove(at: 0)
    finished &+= 1
    slowdownSum += Double((now - first.since).nanoseconds) / Double(first.demand.nanoseconds)
    return first.call
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
    slowness * (jobs.count <= cores ? 1 : Double(jobs.count) / Double(cores))
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

extension Simulation {
  /// Lets a call compute beside others.
  mutating func process(_ call: CallID, for demand: TimeSpan, at instance: Int) {
    calls[call].state = .processing
    instances[instance].processor.add(call, demand: demand, at: now)
    armProcessor(instance)
  }

  /// Sees to it that an event is there when the next computation of an instance will be done.
  mutating func armProcessor(_ instance: Int) {
    guard let next = instances[instance].processor.nextFinish(after: now) else { return }
    // An event that rings too early finds nothing done and arms the next one.
    if let armed = instances[instance].processor.armed, armed <= next { return }
    instances[instance].processor.armed = next
    timeline.schedule(
      Event(.processor, subject: UInt32(truncatingIfNeeded: instance)), at: next,
      phase: .completion)
  }

  mutating func advanceProcessor(_ instance: Int) {
    if instances[instance].processor.armed == now { instances[instance].processor.armed = nil }
    while let call = instances[instance].processor.finish(at: now) {
      workIsDone(call)
    }
    armProcessor(instance)
  }
}
