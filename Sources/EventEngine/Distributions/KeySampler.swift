import PortableMathematics

/// Draws ranks of keys from a ``KeyDistribution``, one word each, in constant time.
///
/// A copy shares the table of the original.
@frozen
public struct KeySampler: Sendable {
  @frozen
  @usableFromInline
  enum Form: BitwiseCopyable, Sendable {
    case uniform(keys: UInt64)
    case hot(keys: UInt64, hotKeys: UInt64, threshold: UInt64)
    case table
    case sequential(keys: UInt64, first: UInt64)
  }

  @usableFromInline let form: Form

  /// Empty unless the form is a table. Apart from it, so that looking into it counts no references.
  @usableFromInline let table: AliasTable

  /// What is drawn from.
  public let distribution: KeyDistribution

  /// - Precondition: The distribution has no ``KeyDistribution/problem``.
  /// - Complexity: O(*n*) for Zipf's distribution of *n* keys, in time and memory; O(1) for others.
  public init(_ distribution: KeyDistribution) {
    if let problem = distribution.problem {
      preconditionFailure("nothing can be drawn from \(distribution): \(problem)")
    }
    self.distribution = distribution
    var table = AliasTable.empty
    switch distribution {
    case .uniform(let keys), .zipf(let keys, 0):
      form = .uniform(keys: UInt64(keys))
    case .zipf(let keys, let exponent):
      form = .table
      table = AliasTable(count: Int(keys)) { Self.weight(ofRank: $0, exponent: exponent) }
    case .hotShare(let keys, let hotKeys, let share):
      let threshold = Probability(share).threshold
      form = .hot(keys: UInt64(keys), hotKeys: UInt64(hotKeys), threshold: threshold)
    case .sequential(let keys, let first):
      form = .sequential(keys: UInt64(keys), first: UInt64(first))
    }
    self.table = table
  }

  /// Whether ``rank(for:)`` is to be asked with the number of the request, counted from 0, and not
  /// with a random word.
  @inlinable
  public var isSequential: Bool {
    if case .sequential = form { true } else { false }
  }

  /// Draws the rank of a key; 0 is the most popular.
  @inlinable
  public func sample(_ draws: inout Draws) -> UInt32 { rank(for: draws.nextWord()) }

  /// Returns the rank that ``sample(_:)`` makes of the word it draws.
  @inlinable
  public func rank(for word: UInt64) -> UInt32 {
    switch form {
    case .uniform(let keys):
      return UInt32(truncatingIfNeeded: word.multipliedFullWidth(by: keys).high)
    case .hot(let keys, let hotKeys, let threshold):
      let (first, count, rest) = Self.split(word, keys, hotKeys, threshold)
      return UInt32(truncatingIfNeeded: first + rest.multipliedFullWidth(by: count).high)
    case .table:
      return table.rank(for: word)
    case .sequential(let keys, let first):
      return UInt32(truncatingIfNeeded: first + word % keys)
    }
  }

  /// Returns how likely the key of a rank is.
  ///
  /// - Precondition: `rank` is below the number of keys.
  public func probability(of rank: UInt32) -> Double {
    if case .sequential(let keys, let first) = distribution {
      return (first..<first + keys).contains(Int64(rank)) ? 1 / Double(keys) : 0
    }
    precondition(
      rank < distribution.keyCount, "there are \(distribution.keyCount) keys and no rank \(rank)")
    switch distribution {
    case .uniform(let keys), .sequential(let keys, _):
      return 1 / Double(keys)
    case .hotShare(let keys, let hotKeys, let share):
      return rank < hotKeys ? share / Double(hotKeys) : (1 - share) / Double(keys - hotKeys)
    case .zipf(let keys, let exponent):
      guard case .table = form else { return 1 / Double(keys) }
      return Self.weight(ofRank: Int(rank), exponent: exponent) / table.total
    }
  }

  /// The part of the keys that `word` falls in, and the word stretched over that part.
  @inlinable
  static func split(
    _ word: UInt64, _ keys: UInt64, _ hotKeys: UInt64, _ threshold: UInt64
  ) -> (first: UInt64, count: UInt64, rest: UInt64) {
    if threshold == .max { return (0, hotKeys, word) }
    if threshold == 0 { return (hotKeys, keys - hotKeys, word) }
    if word < threshold {
      return (0, hotKeys, threshold.dividingFullWidth((word, 0)).quotient)
    }
    let rest = (0 &- threshold).dividingFullWidth((word - threshold, 0)).quotient
    return (hotKeys, keys - hotKeys, rest)
  }

  /// (`rank` + 1) to the power of -`exponent`.
  private static func weight(ofRank rank: Int, exponent: Double) -> Double {
    let position = Double(rank + 1)
    return exponent == 1 ? 1 / position : PortableMath.exp(-exponent * PortableMath.log(position))
  }
}
