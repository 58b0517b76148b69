public import TimeBase

/// Remembers which ids were accepted lately, so that what is sent twice is taken once: the window of
/// SQS FIFO queues.
///
///     if window.admit(id, at: now) == .first { queue.send(message, at: now) }
///
/// An id is remembered from when it was accepted for as long as the window is, whatever becomes of
/// the message meanwhile and however often it comes again; at the very end of the window it is
/// forgotten. Of more ids than it has room for, the window forgets the oldest: from then on a
/// duplicate of it slips through, which ``Admission/firstForgetting(_:)`` tells.
///
/// - Complexity: O(1), amortised over the ids that run out. At most ``Policy/limit`` ids, about 40
///   bytes each.
@frozen
public struct DeduplicationWindow: Sendable {
  /// How long ids are remembered, and how many.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    public var window: TimeSpan

    /// In `1...100_000_000`.
    public var limit: Int

    /// The window of SQS; the limit is our own.
    @inlinable
    public init(window: TimeSpan = .minutes(5), limit: Int = 100_000) {
      self.window = window
      self.limit = limit
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if window <= .zero { return "a window of \(window) is not longer than zero" }
      if !(1...100_000_000).contains(limit) { return "\(limit) ids are not in 1...100000000" }
      return nil
    }
  }

  /// Whether an id was seen before.
  @frozen
  public enum Admission: BitwiseCopyable, Hashable, Sendable {
    case first

    /// It is new, and another one was forgotten before its time to make room.
    case firstForgetting(UInt64)

    case duplicate
  }

  public let policy: Policy
  @usableFromInline var accepted: RecencyTable<Instant>

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "deduplication: \(policy.problem ?? "")")
    self.policy = policy
    accepted = RecencyTable(limit: policy.limit)
  }

  /// How many ids are remembered.
  public var count: Int { accepted.count }

  /// Asks whether `id` is new, and remembers it if so.
  public mutating func admit(_ id: UInt64, at now: Instant) -> Admission {
    // Accepted in the order of time and never moved, so that the oldest are at the end.
    while let slot = accepted.oldest, accepted.table.value(at: slot) + policy.window <= now {
      accepted.remove(at: slot)
    }
    if accepted.slot(of: id) != nil { return .duplicate }
    guard accepted.isFull, let oldest = accepted.oldest else {
      _ = accepted.insert(id, now)
      return .first
    }
    let forgotten = accepted.table.key(at: oldest)
    _ = accepted.replaceOldest(with: id, now)
    return .firstForgetting(forgotten)
  }
}
