import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// The processor of one instance, however its computations share it.
struct Processor: ~Copyable {
  /// A computation that is done.
  struct Finished: BitwiseCopyable {
    var call: CallID
    var demand: TimeSpan
    var since: Instant
  }

  private var sharing: ProcessorSharing
  private var ordered: OrderedProcessor
  private let isOrdered: Bool

  /// Whether it asks for the priorities of its computations.
  let isByPriority: Bool

  private let cores: Int

  /// Cores that somebody computes on, or has to himself.
  private(set) var busyCores = TimeWeightedLevel()

  private(set) var finished: UInt64 = 0

  /// Over all that finished, of their time here over their demand.
  private(set) var slowdownSum = 0.0

  /// When an event that will look at the processor is in the timeline.
  var armed: Instant?

  init(_ plan: Service.Processor?) {
    var law = ProcessorSharing.Law.cores(1)
    var cores = 1
    var (isOrdered, isByPriority) = (false, false)
    switch plan {
    case nil: break
    case .shared(let count): law = .cores(count)
    case .scalable(let contention, let coherency):
      law = .scalability(contention: contention, coherency: coherency)
    case .inOrder(let count): (cores, isOrdered) = (count, true)
    case .byPriority(let count): (cores, isOrdered, isByPriority) = (count, true, true)
    }
    sharing = ProcessorSharing(law)
    ordered = OrderedProcessor(cores: cores)
    self.isOrdered = isOrdered
    self.isByPriority = isByPriority
    self.cores = plan?.cores ?? 1
  }

  /// Writes down how many cores are busy, after somebody has come or gone.
  private mutating func countCores(at now: Instant) {
    let count = isOrdered ? ordered.count : sharing.count
    busyCores.change(to: Int64(min(count, cores)), at: now)
  }

  /// - Parameter rank: The lower, the more urgent.
  mutating func add(_ call: CallID, demand: TimeSpan, rank: Int64, at now: Instant) {
    if isOrdered {
      ordered.add(call, demand: demand, rank: rank, at: now)
    } else {
      sharing.add(call, demand: demand, at: now)
    }
    countCores(at: now)
  }

  /// Lets a call have a core to itself, from its turn on until it is withdrawn.
  ///
  /// - Precondition: The cores take one computation after the other.
  mutating func hold(_ call: CallID, at now: Instant) {
    precondition(isOrdered, "only a processor with an order has turns to wait for")
    ordered.add(call, demand: .zero, rank: 0, holds: true, at: now)
    countCores(at: now)
  }

  /// When the next computation will be done if nobody comes or goes; never before `now`.
  func nextFinish(after now: Instant) -> Instant? {
    isOrdered ? ordered.nextFinish(after: now) : sharing.nextFinish(after: now)
  }

  /// Removes and returns a computation that is done at `now`.
  mutating func finish(at now: Instant) -> CallID? {
    guard let job = isOrdered ? ordered.finish(at: now) : sharing.finish(at: now) else {
      return nil
    }
    countCores(at: now)
    // Who only got a core has computed nothing.
    guard job.demand > .zero else { return job.call }
    finished &+= 1
    slowdownSum += Double((now - job.since).nanoseconds) / Double(job.demand.nanoseconds)
    return job.call
  }

  /// Removes a computation that somebody broke off, and returns what is left of it.
  @discardableResult
  mutating func withdraw(_ call: CallID, at now: Instant) -> TimeSpan {
    defer { countCores(at: now) }
    return isOrdered ? ordered.withdraw(call, at: now) : sharing.withdraw(call, at: now)
  }

  /// Everybody who computes or waits for it.
  var calls: [CallID] { isOrdered ? ordered.calls : sharing.calls }

  mutating func setSlowness(_ factor: Double, at now: Instant) {
    ordered.setSlowness(factor, at: now)
    sharing.setSlowness(factor, at: now)
  }

  mutating func setFrozen(_ frozen: Bool, at now: Instant) {
    ordered.setFrozen(frozen, at: now)
    sharing.setFrozen(frozen, at: now)
  }
}
