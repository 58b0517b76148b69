public import TimeBase

/// How SQLite waits for a lock: it polls, with pauses of 1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50 and
/// then 100 ms, the last one cut short so that it ends with the timeout
/// (`sqliteDefaultBusyCallback` in SQLite's `main.c`).
///
///     let busy = BusyTimeout(.seconds(5))
///     while !lock.tryAcquire() {
///       guard let pause = busy.pause(beforeRetry: retry) else { throw Busy() }
///       …
///     }
///
/// Nobody lines up: whoever polls first after a release has the lock, and until then nobody has it.
@frozen
public struct BusyTimeout: BitwiseCopyable, Hashable, Sendable {
  /// How long to wait in all; SQLite keeps it in whole milliseconds, and so does this.
  public var timeout: TimeSpan

  /// Whether the system sleeps for less than a second. Where it does not, each pause takes one.
  public var sleepsMilliseconds: Bool

  @inlinable
  public init(_ timeout: TimeSpan, sleepsMilliseconds: Bool = true) {
    self.timeout = timeout
    self.sleepsMilliseconds = sleepsMilliseconds
  }

  /// What makes the timeout unusable, if anything.
  public var problem: String? {
    timeout < .zero ? "a busy timeout of \(timeout) is negative; 0s does not wait" : nil
  }

  /// How long to sleep before the retry of this number, counted from 0; `nil` to give up.
  ///
  /// - Precondition: `retry` is not negative.
  public func pause(beforeRetry retry: Int) -> TimeSpan? {
    precondition(retry >= 0, "there is no retry \(retry)")
    let limit = timeout.nanoseconds / 1_000_000
    let retry = Int64(retry)
    guard sleepsMilliseconds else {
      return (retry + 1) * 1_000 > limit ? nil : .seconds(1)
    }
    let known = Int64(Self.pauses.count)
    let index = min(retry, known - 1)
    // A number of retries beyond all timeouts must not overflow.
    let further = min(max(0, retry - (known - 1)), Int64.max / 200)
    let slept = Self.slept[Int(index)] + Self.pauses[Int(known) - 1] * further
    let pause = min(Self.pauses[Int(index)], limit - slept)
    return pause <= 0 ? nil : .milliseconds(pause)
  }

  private static let pauses: [Int64] = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100]

  /// What was slept before each of them.
  private static let slept: [Int64] = [0, 1, 3, 8, 18, 33, 53, 78, 103, 128, 178, 228]
}
