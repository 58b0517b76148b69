/// Records that are numbered as they come: 1, 2, 3, and so on, as a table with a counter of its own.
///
/// A number is never given twice, also not after its record was removed. Two such tables give the same
/// numbers to different records, which is what happens where each process counts for itself.
public struct NumberedRecords: Hashable, Sendable {
  /// A bit for each number, from 1 on.
  private var words: [UInt64] = []

  /// Records that were ever inserted: the last number given.
  public private(set) var lastNumber = 0

  /// Records that are there.
  public private(set) var count = 0

  public init() {}

  /// Inserts a record and returns its number.
  ///
  /// - Complexity: O(1) on average.
  public mutating func insert() -> Int {
    if lastNumber % 64 == 0 { words.append(0) }
    words[lastNumber / 64] |= 1 << UInt64(lastNumber % 64)
    lastNumber += 1
    count += 1
    return lastNumber
  }

  public func contains(_ number: Int) -> Bool {
    guard number >= 1, number <= lastNumber else { return false }
    return words[(number - 1) / 64] & 1 << UInt64((number - 1) % 64) != 0
  }

  /// Removes a record. Returns whether it was there.
  public mutating func remove(_ number: Int) -> Bool {
    guard contains(number) else { return false }
    words[(number - 1) / 64] &= ~(1 << UInt64((number - 1) % 64))
    count -= 1
    return true
  }

  /// Forgets everything, the counter included: the memory of a process that died.
  public mutating func forget() { self = NumberedRecords() }
}
