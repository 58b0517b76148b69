internal import Synchronization
public import TimeBase

/// A call took longer than it was given.
@frozen
public struct TimedOut: Error, Hashable, Sendable {
  public let timeout: TimeSpan

  @inlinable
  public init(_ timeout: TimeSpan) { self.timeout = timeout }
}

extension LiveClock {
  /// Makes a call and cancels it when it takes longer than `timeout`.
  ///
  /// ```
  /// let answer = try await LiveClock.continuous.run(timeout: .seconds(2)) { try await ask() }
  /// ```
  ///
  /// Cancelling is a request: this returns when the call does, so it must heed cancellation. What it
  /// returns after the timeout all the same is not thrown away.
  ///
  /// - Throws: ``TimedOut`` if the call threw after it was cancelled for its time, or what it throws.
  public func run<Value: Sendable>(
    timeout: TimeSpan, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    guard timeout < .forever else { return try await body() }
    let deadline = now + timeout
    return try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        try? await sleep(until: deadline)
        return nil
      }
      if let value = try await group.next().flatMap({ $0 }) {
        group.cancelAll()
        return value
      }
      // The time is up, or the caller was cancelled, of which the call has learned as well.
      let isCancelled = Task.isCancelled
      group.cancelAll()
      do {
        if let value = try await group.next().flatMap({ $0 }) { return value }
      } catch  where !isCancelled {
        throw TimedOut(timeout)
      }
      throw CancellationError()
    }
  }
}
