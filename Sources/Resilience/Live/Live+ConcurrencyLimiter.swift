internal import Synchronization
public import TimeBase

extension Live {
  /// Decides on a request that arrives now. Release its token when it ends, or use
  /// ``run(classify:_:)`` that does.
  @inlinable
  public func acquire<Policy: ConcurrencyPolicy>() -> ConcurrencyDecision
  where Component == ConcurrencyLimiter<Policy> {
    update { $0.acquire(at: $1) }
  }

  /// Takes note of the end of a request. The random bits of rules that probe are made of the time.
  ///
  /// - Precondition: `token` was admitted by this limiter and has not been released.
  @inlinable
  public func release<Policy: ConcurrencyPolicy>(
    _ token: ConcurrencyToken, as outcome: CallOutcome
  ) where Component == ConcurrencyLimiter<Policy> {
    update { limiter, now in
      let word = KeyHash.mix64(UInt64(bitPattern: now.nanoseconds))
      limiter.release(token, as: outcome, at: now, word: word)
    }
  }

  /// Makes a call if the limit lets it, and takes note of its end, however it ends.
  ///
  /// ```
  /// let limit = Live(ConcurrencyLimiter(VegasConcurrency()))
  /// let rows = try await limit.run { try await database.query(sql) }
  /// ```
  ///
  /// - Parameter classify: What an error teaches; a failure is one that means overload.
  /// - Throws: ``Rejection/concurrencyLimit``, or what `body` throws.
  public nonisolated(nonsending) func run<Policy: ConcurrencyPolicy, Value>(
    classify: (any Error) -> CallOutcome = { CallOutcome($0) },
    _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value where Component == ConcurrencyLimiter<Policy> {
    guard let token = acquire().token else { throw Rejection.concurrencyLimit }
    do {
      let value = try await body()
      release(token, as: .success)
      return value
    } catch {
      release(token, as: classify(error))
      throw error
    }
  }
}

extension Live where Component == KeyedConcurrencyLimit {
  /// Decides on a request of `key`. Release its token when it ends.
  public func acquire(_ key: UInt64) -> ConcurrencyDecision {
    update { limit, _ in limit.acquire(key) }
  }

  /// Takes note of the end of a request.
  ///
  /// - Precondition: `token` was admitted by this limit and has not been released.
  public func release(_ token: ConcurrencyToken) {
    update { limit, _ in limit.release(token) }
  }

  /// Makes a call if the limit of `key` lets it, and takes note of its end, however it ends.
  ///
  /// - Throws: ``Rejection/concurrencyLimit``, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    _ key: UInt64, _ body: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    guard let token = acquire(key).token else { throw Rejection.concurrencyLimit }
    defer { release(token) }
    return try await body()
  }
}
