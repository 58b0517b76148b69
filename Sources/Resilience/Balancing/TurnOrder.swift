/// Who is richest in smooth weighted round robin while everybody earns the same, kept in order so that
/// nobody has to be looked at.
///
/// What all earn changes no order, so it is noted once for all of them (``earned``) rather than added to
/// every credit. Who is picked pays, which mostly makes them the poorest: the order turns by one place.
struct TurnOrder: Sendable {
  /// Targets from the richest to the poorest, of equals the lowest number first; a ring that begins at
  /// `head`.
  private var ring: ContiguousArray<Int32> = []
  private var head = 0

  /// Rounds since the order was forgotten: to find it takes time, which only pays if it lasts.
  private var calmRounds = 0

  /// What everybody has earned that stands in no credit.
  private(set) var earned = 0

  /// Larger amounts are written into the credits, long before they could overflow.
  private static var mostEarned: Int { 1 << 48 }

  /// Whether the order is known.
  private(set) var isFound = false

  /// Whether the order is known and can go on being used.
  var isUsable: Bool { isFound && earned < Self.mostEarned }

  /// Counts a round in which the order was not known.
  ///
  /// - Returns: Whether it is time to find it, for so many targets.
  mutating func isDue(for count: Int) -> Bool {
    calmRounds &+= 1
    return calmRounds > count
  }

  /// Finds the order anew.
  ///
  /// - Complexity: O(*n* log *n*).
  mutating func find(_ credits: UnsafeMutableBufferPointer<Int>) {
    ring = ContiguousArray(0..<Int32(truncatingIfNeeded: credits.count))
    ring.sort { Self.precedes(Int($0), Int($1), credits) }
    (head, isFound) = (0, true)
  }

  /// Forgets the order; whoever does must add to all credits what all have earned.
  mutating func forget() {
    (calmRounds, earned, isFound) = (0, 0, false)
  }

  /// A round: everybody earns `step`, the richest is picked and pays `price`.
  ///
  /// - Complexity: O(1), plus the number of others that are poorer afterwards than who was picked.
  mutating func next(
    earning step: Int, paying price: Int, _ credits: UnsafeMutableBufferPointer<Int>
  ) -> Int {
    let count = ring.count
    let picked = Int(ring[head])
    earned &+= step
    credits[picked] &-= price
    // The place that was the first is the last now.
    var place = head
    head = head &+ 1 == count ? 0 : head &+ 1
    while place != head {
      let before = place == 0 ? count &- 1 : place &- 1
      guard Self.precedes(picked, Int(ring[before]), credits) else { break }
      ring[place] = ring[before]
      place = before
    }
    if Int(ring[place]) != picked { ring[place] = Int32(truncatingIfNeeded: picked) }
    return picked
  }

  private static func precedes(
    _ one: Int, _ other: Int, _ credits: UnsafeMutableBufferPointer<Int>
  ) -> Bool {
    credits[one] > credits[other] || (credits[one] == credits[other] && one < other)
  }
}
