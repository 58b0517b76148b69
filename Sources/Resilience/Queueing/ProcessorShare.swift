public import TimeBase

/// Cores that all jobs share equally, in whole numbers: egalitarian processor sharing (Kleinrock,
/// 1967).
///
/// With n jobs on c cores each runs at speed min(1, c / n). A virtual clock runs at that speed; a job
/// of demand d that comes at virtual time v is done when the clock shows v + d, whoever comes and
/// goes in between (virtual time as in weighted fair queueing).
///
///     let ticket = processor.add(job, demand: .milliseconds(100), at: now)
///     // Look again at processor.nextFinish, and then:
///     while let job = processor.finish(at: now) { … }
///
/// The virtual clock counts in 2⁻³² ns and is rounded down whenever somebody comes or goes; a job is
/// done in the first whole nanosecond in which it has had all that it needs, and not before.
///
/// - Complexity: O(log *n*) to add, finish and withdraw.
@frozen
public struct ProcessorShare<Job: BitwiseCopyable & Sendable>: Sendable {
  @frozen
  @usableFromInline
  struct Rank: BitwiseCopyable, Comparable, Sendable {
    @usableFromInline var finish: UInt128
    @usableFromInline var order: UInt64

    @inlinable
    init(finish: UInt128, order: UInt64) {
      self.finish = finish
      self.order = order
    }

    @inlinable
    static func < (first: Self, second: Self) -> Bool {
      first.finish == second.finish ? first.order < second.order : first.finish < second.finish
    }
  }

  /// How many jobs run at full speed together; at least 1.
  public let cores: Int

  @usableFromInline var slab = TokenSlab<Job>(limit: Int(Int32.max))
  @usableFromInline var heap = SlotHeap<Rank>()

  /// In 2⁻³² ns.
  @usableFromInline var virtualTime: UInt128 = 0
  @usableFromInline var since = Instant.zero
  @usableFromInline var added: UInt64 = 0

  /// - Precondition: `cores` is in `1...1_000_000`.
  @inlinable
  public init(cores: Int) {
    precondition((1...1_000_000).contains(cores), "\(cores) cores are not in 1...1000000")
    self.cores = cores
  }

  /// How many jobs share the cores.
  @inlinable
  public var count: Int { heap.count }

  /// Adds a job; a negative demand counts as none.
  @inlinable
  public mutating func add(_ job: Job, demand: TimeSpan, at now: Instant) -> QueueTicket {
    advance(to: now)
    let slot = Int(slab.insert(job).index)
    let work = UInt128(max(0, demand.nanoseconds)) << 32
    heap.insert(slot, rank: Rank(finish: virtualTime + work, order: added))
    added &+= 1
    return QueueTicket(index: UInt32(truncatingIfNeeded: slot))
  }

  /// When the next job will be done if nobody comes or goes; `nil` without jobs.
  @inlinable
  public var nextFinish: Instant? {
    guard let finish = heap.firstRank?.finish else { return nil }
    guard finish > virtualTime else { return since }
    let left = finish - virtualTime
    let (share, slowdown) = (UInt128(cores), UInt128(max(cores, heap.count)))
    let time = (left * slowdown + (share << 32) - 1) / (share << 32)
    return since + TimeSpan(nanoseconds: Int64(clamping: time))
  }

  /// Takes out a job that is done at `now`; call it until it returns `nil`.
  @inlinable
  public mutating func finish(at now: Instant) -> Job? {
    guard let next = nextFinish, next <= now else { return nil }
    // The job was done then, and the others are faster since.
    advance(to: next)
    guard let slot = heap.removeFirst() else { return nil }
    return slab.remove(at: Int32(truncatingIfNeeded: slot))
  }

  /// Takes out a job that somebody broke off.
  ///
  /// - Precondition: The owner of `ticket` is still there. Those that are done at `now` have been
  ///   taken out by ``finish(at:)``.
  @inlinable
  @discardableResult
  public mutating func withdraw(_ ticket: QueueTicket, at now: Instant) -> Job {
    precondition(heap.contains(Int(ticket.index)), "the owner of ticket \(ticket.index) is gone")
    advance(to: now)
    heap.remove(Int(ticket.index))
    return slab.remove(at: Int32(truncatingIfNeeded: ticket.index))
  }

  @inlinable
  mutating func advance(to now: Instant) {
    guard now > since else { return }
    if heap.isEmpty {
      virtualTime = 0
    } else {
      let elapsed = UInt128((now - since).nanoseconds) << 32
      let progress =
        heap.count <= cores ? elapsed : elapsed * UInt128(cores) / UInt128(heap.count)
      virtualTime += progress
    }
    since = now
  }
}
