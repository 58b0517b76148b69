/// What has happened in a cache since it was made.
@frozen
public struct CacheStatistics: BitwiseCopyable, Hashable, Sendable {
  public var hits: Int64 = 0

  /// Lookups that found nothing to use, those of expired entries included.
  public var misses: Int64 = 0

  /// Entries that were found to have expired, by a lookup or when their key was set again.
  public var expirations: Int64 = 0

  /// Entries that had to make room for others.
  public var evictions: Int64 = 0

  @inlinable
  public init() {}

  /// All lookups.
  @inlinable
  public var lookups: Int64 { hits + misses }

  /// The share of lookups that hit, 0 to 1; 0 before the first.
  @inlinable
  public var hitRatio: Double { lookups == 0 ? 0 : Double(hits) / Double(lookups) }
}
