public import TimeBase

extension Live where Component: RateLimiter {
  /// Decides on a request that arrives now.
  ///
  /// - Precondition: `cost` is not negative.
  @inlinable
  public func admit(cost: Int64 = 1) -> RateLimitDecision {
    update { $0.admit(cost: cost, at: $1) }
  }

  /// How much is left now.
  @inlinable
  public var status: RateLimitStatus { update { $0.status(at: $1) } }
}

extension Live {
  /// Decides on a request of `key` that arrives now.
  ///
  /// - Precondition: `cost` is not negative.
  @inlinable
  public func admit<Limiter: RateLimiter>(
    _ key: UInt64, cost: Int64 = 1
  ) -> RateLimitDecision where Component == KeyedLimiter<Limiter> {
    update { $0.admit(key, cost: cost, at: $1) }
  }

  /// How much `key` has left now.
  @inlinable
  public func status<Limiter: RateLimiter>(
    of key: UInt64
  ) -> RateLimitStatus where Component == KeyedLimiter<Limiter> {
    update { $0.status(of: key, at: $1) }
  }
}

extension Live where Component == LimitChain {
  /// Decides on a request that arrives now.
  ///
  /// - Parameter key: The key that a limit, by its position, knows the request under; `nil` exempts the
  ///   request from that limit. Called under the lock.
  /// - Precondition: `cost` is not negative.
  public func admit(cost: Int64 = 1, key: (Int) -> UInt64?) -> LimitChain.Decision {
    update { $0.admit(cost: cost, at: $1, key: key) }
  }
}

extension Live where Component == DeduplicationWindow {
  /// Asks whether `id` is new, and remembers it if so.
  public func admit(_ id: UInt64) -> DeduplicationWindow.Admission {
    update { $0.admit(id, at: $1) }
  }
}
