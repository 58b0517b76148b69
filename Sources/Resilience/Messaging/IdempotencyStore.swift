public import TimeBase

/// Remembers what came of requests, so that one that is sent again is answered and not executed again:
/// with delivery at least once, this makes the effect happen once.
///
///     switch store.begin(key, fingerprint: hash, at: now) {
///     case .executes, .executesForgetting: execute, then store.complete(key, result)
///     case .replays(let result): answer(result)
///     case .inProgress: answer(409)
///     case .differs: answer(422)
///     }
///
/// The result of the first execution is kept, failures of the server included, as Stripe does; what
/// was refused before anything was done is not (``abandon(_:)``). A key is forgotten when its time
/// since the beginning is over, exactly then included, or when there are more keys than room: the
/// oldest first.
///
/// Whoever crashes between the effect and ``complete(_:_:)`` leaves the key in progress until it is
/// forgotten: then the effect can happen twice.
///
/// - Complexity: O(1), amortised over the keys that run out. At most ``Policy/limit`` keys.
@frozen
public struct IdempotencyStore<Result: BitwiseCopyable & Sendable>: Sendable {
  /// How long results are kept, and how many.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    public var retention: TimeSpan

    /// In `1...100_000_000`.
    public var limit: Int

    /// The retention of Stripe, which prunes after 24 hours; the limit is our own.
    @inlinable
    public init(retention: TimeSpan = .minutes(24 * 60), limit: Int = 100_000) {
      self.retention = retention
      self.limit = limit
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if retention <= .zero { return "a retention of \(retention) is not longer than zero" }
      if !(1...100_000_000).contains(limit) { return "\(limit) keys are not in 1...100000000" }
      return nil
    }
  }

  /// What to do with a request.
  @frozen
  public enum Decision: BitwiseCopyable, Sendable {
    /// It is the first with this key.
    case executes

    /// It is the first with this key, and another key was forgotten before its time to make room.
    case executesForgetting(UInt64)

    /// It was executed, with this result.
    case replays(Result)

    /// The first is not done yet.
    case inProgress

    /// The first asked for something else under the same key.
    case differs
  }

  @frozen
  @usableFromInline
  struct State: BitwiseCopyable, Sendable {
    @usableFromInline var begun: Instant
    @usableFromInline var fingerprint: UInt64
    @usableFromInline var result: Result?

    @inlinable
    init(begun: Instant, fingerprint: UInt64) {
      self.begun = begun
      self.fingerprint = fingerprint
    }
  }

  public let policy: Policy
  @usableFromInline var states: RecencyTable<State>

  /// - Precondition: The policy has no ``Policy/problem``.
  @inlinable
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "idempotency: \(policy.problem ?? "")")
    self.policy = policy
    states = RecencyTable(limit: policy.limit)
  }

  /// How many keys are remembered.
  @inlinable
  public var count: Int { states.count }

  /// Decides on a request, and takes its key as in progress if it is the first.
  ///
  /// - Parameter fingerprint: A hash of what the request asks for.
  @inlinable
  public mutating func begin(
    _ key: UInt64, fingerprint: UInt64, at now: Instant
  ) -> Decision {
    // Begun in the order of time and never moved, so that the oldest are at the end.
    while let slot = states.oldest, states.table.value(at: slot).begun + policy.retention <= now {
      states.remove(at: slot)
    }
    if let slot = states.slot(of: key) {
      let state = states.table.value(at: slot)
      guard state.fingerprint == fingerprint else { return .differs }
      return state.result.map { .replays($0) } ?? .inProgress
    }
    let state = State(begun: now, fingerprint: fingerprint)
    guard states.isFull, let oldest = states.oldest else {
      _ = states.insert(key, state)
      return .executes
    }
    let forgotten = states.table.key(at: oldest)
    _ = states.replaceOldest(with: key, state)
    return .executesForgetting(forgotten)
  }

  /// Keeps the result of the execution. Returns `false` if the key was forgotten meanwhile.
  ///
  /// - Precondition: The key has no result yet.
  @inlinable
  @discardableResult
  public mutating func complete(_ key: UInt64, _ result: Result) -> Bool {
    guard let slot = states.slot(of: key) else { return false }
    states.table.update(at: slot) { state in
      precondition(
        state.result == nil, "key \(key) was completed with \(result) and had a result already")
      state.result = result
    }
    return true
  }

  /// Forgets a key because nothing was done. Returns `false` if it was forgotten meanwhile.
  @inlinable
  @discardableResult
  public mutating func abandon(_ key: UInt64) -> Bool {
    guard let slot = states.slot(of: key) else { return false }
    states.remove(at: slot)
    return true
  }
}

extension IdempotencyStore.Decision: Equatable where Result: Equatable {}
