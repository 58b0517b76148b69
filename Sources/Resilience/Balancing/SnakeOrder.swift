/// Whose turn it is by least connections while calls only come, kept so that nobody has to be looked
/// at: through all targets, back again, and so on, like the picks of a snake draft.
///
/// Who is picked has one connection more and waits until everybody else has been picked as well: a lap.
/// Those who are left all earn the same, so that a lap goes from the richest to the poorest. The target
/// at place *r* of *n*, from 0, earns *r* + 1 steps until it is picked and pays *n* − *r*. (The last is
/// tied with nobody and neither earns nor pays, which comes to the same.) So a lap brings neighbours
/// closer by two steps each. Where none were further apart than that they have changed sides: the next
/// lap goes the other way and leaves everybody with the credit from before the first.
///
///     credits 7 6 5 ── 0, 1, 2 ──▶ 5 6 7 ── 2, 1, 0 ──▶ 7 6 5, and so on for ever
///
/// Nothing is written down meanwhile but the turn. Credits that are too far apart come closer with
/// each lap of the plain rule; after ordinary traffic one is enough.
@frozen
@usableFromInline
struct SnakeOrder: Sendable {
  /// The targets from the richest to the poorest, of equals the lowest number first; then the same
  /// backwards.
  @usableFromInline var ring: ContiguousArray<Int32> = []

  /// The place in the ring of who is next. What is picked before stands in no credit.
  @usableFromInline var head = 0

  /// Whether the order is known.
  @usableFromInline private(set) var isFound = false

  /// Whether all were tied once and no call has ended since: to find the order takes time, which only
  /// pays if it lasts.
  private(set) var isCalm = false

  /// What everybody who is tied earns at a pick.
  private var step = 0

  /// Nothing is known.
  init() {}

  /// Takes note that all targets are tied, and finds the order if nothing has ended since they were
  /// the last time. Credits that lead to no such order are left to the plain rule.
  ///
  /// - Complexity: O(*n* log *n*), or O(*n*) where credits are further apart than a snake's can be.
  mutating func find(_ credits: UnsafeMutableBufferPointer<Int>, earning step: Int) {
    guard isCalm else {
      isCalm = true
      return
    }
    guard let least = credits.min(), let most = credits.max(),
      most &- least <= 2 &* step &* (credits.count &- 1)
    else { return }
    let lap = TurnOrder.richestFirst(credits)
    for (richer, poorer) in zip(lap, lap.dropFirst()) {
      let gap = credits[Int(richer)] &- credits[Int(poorer)]
      // Those who end up equal change sides if that puts the lower number first.
      guard gap < 2 &* step || (gap == 2 &* step && poorer < richer) else { return }
    }
    ring = lap
    ring.append(contentsOf: lap.reversed())
    (head, isFound, self.step) = (0, true, step)
  }

  /// Forgets the order, after ``settle(_:)``.
  mutating func forget() {
    (isFound, isCalm) = (false, false)
  }

  /// A pick.
  @inlinable
  mutating func next() -> Int {
    let picked = ring[head]
    head &+= 1
    if head == ring.count { head = 0 }
    return Int(picked)
  }

  /// Writes into all credits what stands in none.
  ///
  /// - Complexity: O(*n*).
  func settle(_ credits: UnsafeMutableBufferPointer<Int>) {
    guard isFound else { return }
    for place in credits.indices { credits[Int(ring[place])] &+= owed(atPlace: place) }
  }

  /// What a target has earned and paid that does not stand in its credit.
  ///
  /// - Complexity: O(*n*) while the order is known.
  func owed(to target: Int) -> Int {
    guard isFound, let place = ring.firstIndex(of: Int32(truncatingIfNeeded: target)) else {
      return 0
    }
    return owed(atPlace: place)
  }

  /// The same of the target at a place of the first lap.
  private func owed(atPlace place: Int) -> Int {
    let count = ring.count / 2
    let there = step &* (2 &* place &+ 1 &- count)
    guard head >= count else { return place < head ? there : step &* head }
    // On the way back the last are the first, and who has been picked is even.
    let picks = head &- count
    return count &- 1 &- place < picks ? 0 : there &+ step &* picks
  }
}
