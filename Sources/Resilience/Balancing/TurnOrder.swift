/// Who is richest in smooth weighted round robin while everybody earns the same, kept in order so that
/// nobody has to be looked at.
///
/// What all earn changes no order, so it is noted once for all of them rather than added to every
/// credit. Who is picked pays, which mostly makes them the poorest: the order turns by one place. Once
/// it is certain to do so for ever (``isRotation``), nothing is written down but whose turn it is:
/// after a lap everybody has earned what they have paid.
@frozen
@usableFromInline
struct TurnOrder: Sendable {
  /// Targets from the richest to the poorest, of equals the lowest number first; a ring that begins at
  /// `head`.
  @usableFromInline var ring: ContiguousArray<Int32> = []
  @usableFromInline var head = 0

  /// Whether everybody who is picked becomes the poorest. Then the first of the ring is that of a lap,
  /// and of this lap nothing stands in the credits.
  @usableFromInline var isRotation = false

  /// Whether the order is known.
  private(set) var isFound = false

  /// Rounds since the order was forgotten: to find it takes time, which only pays if it lasts.
  private var calmRounds = 0

  /// What everybody earns in a round. Who is picked pays as much as all of them earn.
  private var step = 0

  /// What everybody has earned that stands in no credit, but for a rotation's lap.
  private var earned = 0

  /// Larger amounts are written into the credits, long before they could overflow.
  private static var mostEarned: Int { 1 << 48 }

  /// Nothing is known.
  init() {}

  private var price: Int { step &* ring.count }

  /// Whether the order is known and can go on being used.
  var isUsable: Bool { isFound && earned < Self.mostEarned }

  /// Counts a round in which the order was not known.
  ///
  /// - Returns: Whether it is time to find it, for so many targets.
  mutating func isDue(for count: Int) -> Bool {
    calmRounds &+= 1
    return calmRounds > count
  }

  /// Finds the order anew, for rounds in which everybody earns `step`.
  ///
  /// - Complexity: O(*n* log *n*).
  mutating func find(_ credits: UnsafeMutableBufferPointer<Int>, earning step: Int) {
    ring = Self.richestFirst(credits)
    (head, isFound, self.step) = (0, true, step)
    isRotation = leadsToRotation(credits)
  }

  /// Forgets the order, after ``settle(_:)``.
  mutating func forget() {
    (calmRounds, earned, isFound, isRotation) = (0, 0, false, false)
  }

  /// Writes into all credits what stands in none.
  mutating func settle(_ credits: UnsafeMutableBufferPointer<Int>) {
    for target in credits.indices { credits[target] &+= earned }
    guard isRotation else { return }
    for (place, target) in ring.enumerated() {
      credits[Int(target)] &+= owed(atPlace: place)
    }
  }

  /// What a target has earned and paid that does not stand in its credit.
  ///
  /// - Complexity: O(*n*) in a rotation.
  func owed(to target: Int) -> Int {
    guard isRotation, let place = ring.firstIndex(of: Int32(truncatingIfNeeded: target)) else {
      return earned
    }
    return earned &+ owed(atPlace: place)
  }

  private func owed(atPlace place: Int) -> Int {
    step &* head &- (place < head ? price : 0)
  }

  /// A round of a rotation.
  @inlinable
  mutating func rotate() -> Int {
    let picked = ring[head]
    head &+= 1
    if head == ring.count { head = 0 }
    return Int(picked)
  }

  /// A round: the richest is picked and pays.
  ///
  /// - Complexity: O(1), plus the number of others that are poorer afterwards than who was picked.
  mutating func next(_ credits: UnsafeMutableBufferPointer<Int>) -> Int {
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
    if head == 0 { isRotation = leadsToRotation(credits) }
    return picked
  }

  /// Whether the first, once it has paid, comes after the last. Then so does the second after the
  /// first, which pay the same, and so on.
  private func leadsToRotation(_ credits: UnsafeMutableBufferPointer<Int>) -> Bool {
    guard let first = ring.first, let last = ring.last else { return false }
    let rest = credits[Int(first)] &- price
    return rest < credits[Int(last)] || (rest == credits[Int(last)] && first >= last)
  }

  /// The targets from the richest to the poorest, of equals the lowest number first.
  ///
  /// - Complexity: O(*n* log *n*).
  static func richestFirst(
    _ credits: UnsafeMutableBufferPointer<Int>
  ) -> ContiguousArray<Int32> {
    var targets = ContiguousArray(0..<Int32(truncatingIfNeeded: credits.count))
    targets.sort { precedes(Int($0), Int($1), credits) }
    return targets
  }

  private static func precedes(
    _ one: Int, _ other: Int, _ credits: UnsafeMutableBufferPointer<Int>
  ) -> Bool {
    credits[one] > credits[other] || (credits[one] == credits[other] && one < other)
  }
}
