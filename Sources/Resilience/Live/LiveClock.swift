internal import Synchronization
public import TimeBase

/// What tells a live front the time: any `Clock`, read as the ``Instant`` that state machines go by.
///
/// ```
/// let clock = LiveClock.continuous             // in production
/// let clock = LiveClock(VirtualClock())        // in a test
/// ```
///
/// Instants count from when the `LiveClock` was made. Copies share that origin; two that were made
/// apart do not, so make one for a process and hand it to everything.
///
/// - Complexity: A reading costs that of the clock, some 40 ns for `ContinuousClock` on Linux, and an
///   indirect call.
public struct LiveClock: Sendable {
  @usableFromInline let read: @Sendable () -> Instant
  private let pause: @Sendable (TimeSpan) async throws -> Void

  /// Starts at zero with the present reading of `base`.
  public init<Base: Clock>(_ base: Base) where Base.Duration == Duration {
    let origin = base.now
    read = { .zero + TimeSpan(origin.duration(to: base.now)) }
    pause = { try await base.sleep(until: base.now.advanced(by: Duration($0)), tolerance: nil) }
  }

  /// The time that goes on while the machine sleeps. All fronts use it unless told otherwise.
  public static let continuous = LiveClock(ContinuousClock())

  /// The time that stands still while the machine sleeps.
  public static let suspending = LiveClock(SuspendingClock())

  /// The present time. Never goes back, if the clock itself doesn't.
  @inlinable
  public var now: Instant { read() }

  /// Waits until `time`; returns at once if that has come.
  ///
  /// - Throws: `CancellationError` if the task is cancelled before.
  public func sleep(until time: Instant) async throws {
    // No operating system need be able to wait for centuries.
    let longest = TimeSpan.seconds(86_400)
    while true {
      let left = time - now
      guard left > .zero else { return }
      try await pause(min(left, longest))
    }
  }
}
