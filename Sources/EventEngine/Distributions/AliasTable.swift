/// Draws a rank in proportion to weights that never rise, in constant time and with one word.
///
/// The word times the number of ranks gives a slot, and what is left over says whether the slot's
/// own rank is meant or its alias, a more popular one. One slot is eight bytes: a 32-bit threshold
/// above a 32-bit alias.
///
/// - SeeAlso: Walker, *An efficient method for generating discrete random variables with general
///   distributions*, ACM TOMS 3(3), 1977; Vose's construction of 1991, which needs no lists here
///   because the weights are sorted.
@frozen
@usableFromInline
struct AliasTable: Sendable {
  @usableFromInline let slots: [UInt64]

  /// The sum of the weights.
  let total: Double

  /// A table of no ranks, from which nothing can be drawn.
  static let empty = AliasTable(slots: [], total: 0)

  private init(slots: [UInt64], total: Double) {
    self.slots = slots
    self.total = total
  }

  /// - Parameters:
  ///   - count: The number of ranks, in `1...2^32`.
  ///   - weight: The weight of a rank; finite, not negative, and none above that of the rank before.
  /// - Complexity: O(`count`); no memory but the table.
  init(count: Int, weight: (Int) -> Double) {
    // A slot holds the bits of its rank's weight until it is settled.
    var slots = [UInt64]()
    slots.reserveCapacity(count)
    var total = 0.0
    for rank in 0..<count {
      let weight = weight(rank)
      total += weight
      slots.append(weight.bitPattern)
    }
    // A share is how often a slot's worth of probability its rank needs: 1 on average.
    let scale = Double(count) / total
    let isLarge = { (bits: UInt64) in Double(bitPattern: bits) * scale >= 1 }
    let boundary = slots.firstIndex { !isLarge($0) } ?? count
    Self.settle(&slots, from: boundary, scale: scale)
    self.slots = slots
    self.total = total
  }

  /// Fills the slots of ranks that need less than a slot from those, in `0..<boundary`, that need
  /// more.
  private static func settle(_ slots: inout [UInt64], from boundary: Int, scale: Double) {
    func share(_ rank: Int) -> Double { Double(bitPattern: slots[rank]) * scale }
    var donor = 0
    var left = boundary > 0 ? share(0) : 0
    for rank in boundary..<slots.count {
      guard donor < boundary else {
        slots[rank] = slot(share: 1, alias: rank)  // Nothing but rounding errors is missing.
        continue
      }
      let own = share(rank)
      slots[rank] = slot(share: own, alias: donor)
      left -= 1 - own
      // A donor that has less than a slot left is itself filled by the next.
      while left < 1, donor < boundary {
        let next = donor + 1
        let nextShare = next < boundary ? share(next) : 0
        slots[donor] =
          next < boundary ? slot(share: left, alias: next) : slot(share: 1, alias: donor)
        left = nextShare - (1 - left)
        donor = next
      }
    }
    for rank in min(donor, boundary)..<boundary { slots[rank] = slot(share: 1, alias: rank) }
  }

  private static func slot(share: Double, alias: Int) -> UInt64 {
    let threshold = UInt64((max(0, min(1, share)) * 0x1p32).rounded(.toNearestOrEven))
    return min(threshold, 0xFFFF_FFFF) << 32 | UInt64(alias)
  }

  /// Returns the rank for `word`.
  @inlinable
  func rank(for word: UInt64) -> UInt32 {
    let (position, rest) = word.multipliedFullWidth(by: UInt64(slots.count))
    let slot = slots[Int(position)]
    return UInt32(truncatingIfNeeded: rest >> 32 < slot >> 32 ? position : slot)
  }
}
