/// A natural number of any size, with just the operations that a decimal conversion needs.
struct BigNatural {
  /// Least significant first, without zeros at the end.
  private var words: [UInt32]

  init(_ value: UInt32) {
    words = value == 0 ? [] : [value]
  }

  /// The place of the highest set bit, counted from 1; 0 for zero.
  var bitWidth: Int {
    guard let last = words.last else { return 0 }
    return words.count * 32 - last.leadingZeroBitCount
  }

  mutating func multiply(by factor: UInt32, adding addend: UInt32) {
    var carry = UInt64(addend)
    for index in words.indices {
      carry += UInt64(words[index]) * UInt64(factor)
      words[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
  }

  mutating func shiftLeft(by count: Int) {
    guard !words.isEmpty, count > 0 else { return }
    let bits = UInt64(count % 32)
    var carry: UInt64 = 0
    for index in words.indices {
      carry |= UInt64(words[index]) << bits
      words[index] = UInt32(truncatingIfNeeded: carry)
      carry >>= 32
    }
    if carry > 0 { words.append(UInt32(carry)) }
    words.insert(contentsOf: repeatElement(0, count: count / 32), at: 0)
  }

  private mutating func shiftRightByOne() {
    var carry: UInt32 = 0
    for index in words.indices.reversed() {
      let word = words[index]
      words[index] = word >> 1 | carry
      carry = word << 31
    }
    dropZeros()
  }

  private mutating func subtract(_ other: Self) {
    var borrow: Int64 = 0
    for index in words.indices {
      let subtrahend = index < other.words.count ? Int64(other.words[index]) : 0
      let difference = Int64(words[index]) - subtrahend + borrow
      words[index] = UInt32(truncatingIfNeeded: difference)
      borrow = difference >> 32
    }
    dropZeros()
  }

  private func isLess(than other: Self) -> Bool {
    guard words.count == other.words.count else { return words.count < other.words.count }
    for index in words.indices.reversed() where words[index] != other.words[index] {
      return words[index] < other.words[index]
    }
    return false
  }

  private mutating func dropZeros() {
    while words.last == 0 { words.removeLast() }
  }

  /// Divides, rounding down, and tells whether there was no remainder.
  ///
  /// - Precondition: The quotient fits in 64 bits.
  /// - Complexity: O(64 × *n*), where *n* is the number of words.
  consuming func quotient64(dividingBy divisor: consuming Self) -> (UInt64, isExact: Bool) {
    divisor.shiftLeft(by: 63)
    var quotient: UInt64 = 0
    for _ in 0..<64 {
      quotient <<= 1
      if !isLess(than: divisor) {
        subtract(divisor)
        quotient |= 1
      }
      divisor.shiftRightByOne()
    }
    return (quotient, words.isEmpty)
  }
}
