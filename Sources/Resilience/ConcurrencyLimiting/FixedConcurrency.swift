public import TimeBase

/// Always the same limit: a bulkhead whose callers do not wait.
///
/// - SeeAlso: ``KeyedConcurrencyLimit`` for one limit for each key; Resilience4j, `SemaphoreBulkhead`.
@frozen
public struct FixedConcurrency: ConcurrencyPolicy {
  /// How many requests may be under way; 0 rejects everything.
  public let limit: Int

  /// The default is that of Resilience4j.
  @inlinable
  public init(limit: Int = 25) { self.limit = limit }

  public var problem: String? {
    (0...ConcurrencyLimits.highest).contains(limit)
      ? nil : "the limit must be in 0...\(ConcurrencyLimits.highest), and is \(limit)"
  }

  public var highestLimit: Int { limit }

  @inlinable
  public func makeState(at start: Instant) {}

  @inlinable
  public func limit(in state: inout (), at now: Instant) -> Int { limit }

  @inlinable
  public func record(_ sample: ConcurrencySample, in state: inout (), word: UInt64) {}
}
