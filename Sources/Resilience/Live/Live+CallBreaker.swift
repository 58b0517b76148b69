internal import Synchronization
public import TimeBase

extension Live where Component: CallBreaker {
  /// Decides whether a call may be made now. Record how it came out, or use ``run(classify:_:)``
  /// that does.
  @inlinable
  public func admit() -> CircuitBreaker.Permission { update { $0.admit(at: $1) } }

  /// Records how a call came out that was let through.
  ///
  /// - Precondition: `permission` was granted, and has not been recorded.
  @inlinable
  public func record(
    _ outcome: CallOutcome, of permission: CircuitBreaker.Permission, lasting duration: TimeSpan
  ) {
    update { $0.record(outcome, of: permission, lasting: duration, at: $1) }
  }

  /// The state as of the last call: an open breaker whose wait is over finds out with the next one.
  public var state: CircuitBreaker.State { update { breaker, _ in breaker.state } }

  /// Calls that were let through and have not ended.
  public var inFlightCount: Int { update { breaker, _ in breaker.inFlightCount } }

  /// Makes a call if the breaker lets it, and records how it came out and how long it took.
  ///
  /// ```
  /// let breaker = Live(CircuitBreaker(.init(window: .calls(100))))
  /// let user = try await breaker.run { try await users.fetch(id) }
  /// ```
  ///
  /// - Parameter classify: What an error says about the health of what was called.
  /// - Throws: ``Rejection/breakerOpen(retryAfter:)``, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    classify: (any Error) -> CallOutcome = { CallOutcome($0) },
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    let (permission, start) = try update { (breaker, now) throws(Rejection) in
      let permission = breaker.admit(at: now)
      guard permission != .rejected else {
        throw .breakerOpen(retryAfter: breaker.openUntil.map { max(.zero, $0 - now) })
      }
      return (permission, now)
    }
    do {
      let value = try await body()
      end(permission, as: .success, since: start)
      return value
    } catch {
      end(permission, as: classify(error), since: start)
      throw error
    }
  }

  private func end(
    _ permission: CircuitBreaker.Permission, as outcome: CallOutcome, since start: Instant
  ) {
    update { $0.record(outcome, of: permission, lasting: $1 - start, at: $1) }
  }
}
