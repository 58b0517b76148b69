/// Which keys are asked for, as a model states it: how popular the key of each rank is.
///
/// Ranks count from 0, the most popular key.
public enum KeyDistribution: Hashable, Sendable {
  /// All keys equally.
  case uniform(keys: Int64)

  /// The key of rank *r* in proportion to 1 / (*r* + 1)^`exponent`; about 1 for what people read.
  case zipf(keys: Int64, exponent: Double)

  /// The first `hotKeys` keys get `share` of the requests, in `0...1`, and the others the rest;
  /// equally among themselves.
  case hotShare(keys: Int64, hotKeys: Int64, share: Double)

  /// One after the other, from `first` on, and after the last the first again: what is drawn from is
  /// the number of the request and not chance.
  case sequential(keys: Int64, first: Int64)

  /// The most keys that a distribution may have; Zipf's takes eight bytes for each.
  public static let largestKeyCount: Int64 = 10_000_000

  /// The number of keys.
  public var keyCount: Int64 {
    switch self {
    case .uniform(let keys), .zipf(let keys, _), .hotShare(let keys, _, _),
      .sequential(let keys, _):
      keys
    }
  }

  /// What is wrong with the parameters, in the words of a model's author; `nil` if nothing is.
  public var problem: String? {
    guard (1...Self.largestKeyCount).contains(keyCount) else {
      return "keys must be between 1 and \(Self.largestKeyCount), not \(keyCount)"
    }
    switch self {
    case .uniform:
      return nil
    case .zipf(_, let exponent):
      return (0...20).contains(exponent)
        ? nil : "exponent must be between 0 and 20, not \(Distribution.text(exponent))"
    case .hotShare(let keys, let hotKeys, let share):
      guard hotKeys >= 1, hotKeys < keys else {
        return "hotKeys must be between 1 and \(keys - 1), one less than keys, not \(hotKeys)"
      }
      return (0...1).contains(share)
        ? nil : "share must be between 0 and 1, not \(Distribution.text(share))"
    case .sequential(_, let first):
      return (0...Self.largestKeyCount).contains(first)
        ? nil : "first must be between 0 and \(Self.largestKeyCount), not \(first)"
    }
  }
}
