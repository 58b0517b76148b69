/// A part of numbered work: every *n*th piece, so that all parts take about as long.
public struct Shard: Hashable, Sendable {
  /// Counted from 1.
  public let number: Int
  public let count: Int

  /// All of it.
  public static let whole = Shard(checked: 1, of: 1)

  public static let largestCount = 100_000

  private init(checked number: Int, of count: Int) {
    self.number = number
    self.count = count
  }

  public init(_ number: Int, of count: Int) throws(KnobProblem) {
    guard count >= 1, count <= Self.largestCount else {
      throw KnobProblem("there are 1 to \(Self.largestCount) shards, not \(count)")
    }
    guard number >= 1, number <= count else {
      throw KnobProblem("shards are counted from 1 to \(count), and \(number) is none of them")
    }
    self.init(checked: number, of: count)
  }

  /// Reads `3/16`.
  public init(_ text: String) throws(KnobProblem) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 2, numbers.count == 2 else {
      throw KnobProblem("'\(text)' is no shard, such as 3/16")
    }
    try self.init(numbers[0], of: numbers[1])
  }

  public func contains(_ piece: Int) -> Bool { piece % count == number - 1 }

  /// The pieces of it among the first `count` ones.
  public func pieces(of total: Int) -> StrideTo<Int> {
    stride(from: number - 1, to: total, by: count)
  }

  /// How many these are.
  public func size(of total: Int) -> Int {
    max(0, (total - (number - 1) + count - 1) / count)
  }
}

extension Shard: CustomStringConvertible {
  public var description: String { "\(number)/\(count)" }
}
