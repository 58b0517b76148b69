/// Tells how often keys have been seen of late, for an admission policy that compares them.
public protocol FrequencyEstimator: Sendable {
  /// Forgets everything, now for a cache of `capacity` entries. Counts nothing before ``begin()``.
  mutating func reset(capacity: Int)

  /// Starts to count, if it has not yet: the cache is half full.
  mutating func begin()

  /// A key was seen.
  mutating func increment(_ hash: UInt64)

  /// How often a key has been seen, about; 0 to 15.
  func frequency(of hash: UInt64) -> Int

  /// The bytes that the estimator has allocated.
  var bytes: Int { get }
}
