import PortableMathematics

import PortableMathematics

/// How many of something there are, as a model states it: requests in a batch, requests of a session.
/// At least 1.
public enum CountDistribution: Hashable, Sendable {
  case constant(Int)

  /// Every number from the first through the second equally.
  case uniform(from: Int, through: Int)

  /// 1, 2, 3, … with probabilities that shrink by a constant factor: after each one it goes on with
  /// probability 1 - 1 / `mean`.
  case geometric(mean: Double)

  /// One of these, all equally likely.
  case empirical([Int])

  /// The largest number; what would be more is this many.
  public static let largest = 1_000_000

  /// What is wrong with the parameters, in the words of a model's author; `nil` if nothing is.
  public var problem: String? {
    let range = 1...Self.largest
    func outside(_ count: Int) -> String {
      "a count must be between 1 and \(Self.largest), not \(count)"
    }
    switch self {
    case .constant(let count):
      return range.contains(count) ? nil : outside(count)
    case .uniform(let first, let last):
      if !range.contains(first) { return outside(first) }
      if !range.contains(last) { return outside(last) }
      return first <= last ? nil : "expected two counts, the lower one first"
    case .geometric(let mean):
      return mean >= 1 && mean <= Double(Self.largest)
        ? nil : "mean must be between 1 and \(Self.largest), not \(Distribution.text(mean))"
    case .empirical(let counts):
      if counts.isEmpty { return "expected at least one count" }
      return counts.first { !range.contains($0) }.map(outside)
    }
  }

  /// The mean, before a geometric count is cut at ``largest``.
  public var mean: Double {
    switch self {
    case .constant(let count): Double(count)
    case .uniform(let first, let last): (Double(first) + Double(last)) / 2
    case .geometric(let mean): mean
    case .empirical(let counts): counts.reduce(0) { $0 + Double($1) } / Double(counts.count)
    }
  }

  /// Draws a count with one word, none for a constant one.
  ///
  /// - Precondition: There is no ``problem``.
  public func sample(_ draws: inout Draws) -> Int {
    switch self {
    case .constant(let count):
      return count
    case .uniform(let first, let last):
      return first + Int(draws.next(below: UInt64(last - first + 1)))
    case .geometric(let mean):
      guard mean > 1 else { return 1 }
      // By inversion: the largest number that a unit exponential reaches at this pace.
      let pace = -PortableMath.log1p(-1 / mean)
      let number = (-PortableMath.log(draws.nextPositiveUnit()) / pace).rounded(.down)
      return 1 + Int(min(number, Double(Self.largest - 1)))
    case .empirical(let counts):
      return counts[Int(draws.next(below: UInt64(counts.count)))]
    }
  }
}
