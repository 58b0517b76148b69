public import Synchronization
public import TimeBase

/// A component that many threads share: its state machine behind a lock, told the time of a clock.
///
/// ```
/// let limits = Live(
///   KeyedLimiter<GCRA>(
///     .init(each: .init(rate: .perSecond(10), burst: 20), maximumKeys: 100_000)))
///
/// func handle(_ request: Request) async -> Response {
///   let decision = limits.admit(request.address)
///   if let seconds = decision.retryAfterSeconds { return .tooManyRequests(seconds) }
///   …
/// }
/// ```
///
/// It is the very type that the simulation drives. Rate limiters, limit chains, concurrency limits,
/// breakers and deduplication have their methods here without the `now`; whatever else a component can
/// do, and any component that is not named, is reached by ``update(_:)``:
///
/// ```
/// let preflights = Live(PreflightCache<UInt64>(.chromium))
/// if preflights.update({ $0.needsPreflight(key, at: $1) }) { … }
/// ```
///
/// The clock is read under the lock: decisions are made in the order of their instants, which never
/// run backwards. Nothing here suspends; what has to wait has a front of its own (``LiveCache``,
/// ``LivePool``, ``LiveQueue``, ``LiveBulkhead`` …).
public final class Live<Component: Sendable>: Sendable {
  /// What tells it the time.
  public let clock: LiveClock

  @usableFromInline let component: Mutex<Component>

  #if THREAD_SANITIZER
    /// On Linux the sanitizer does not see into `Mutex`, which is no pthread lock: an atomic tells it
    /// that whoever has the lock comes after those who had it.
    @usableFromInline let handover = Atomic<Bool>(false)
  #endif

  @inlinable
  public init(_ component: Component, clock: LiveClock = .continuous) {
    self.clock = clock
    self.component = Mutex(component)
  }

  /// Does something with the component, alone and at one instant.
  ///
  /// `body` runs under the lock: it must be short, and must not come back to this front.
  @inlinable
  @discardableResult
  public func update<Value: Sendable, Failure: Error>(
    _ body: (inout Component, Instant) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try component.withLock { (component) throws(Failure) -> Value in
      #if THREAD_SANITIZER
        _ = handover.load(ordering: .acquiring)
        defer { handover.store(true, ordering: .releasing) }
      #endif
      return try body(&component, clock.now)
    }
  }
}
