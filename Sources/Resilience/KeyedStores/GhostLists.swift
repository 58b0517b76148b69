/// Remembers keys that have left a cache, by their hashes, in up to two lists, each in the order in
/// which they came: what ARC, 2Q and S3-FIFO call their ghosts.
///
/// ```
/// words  [ tag|node+1 ][ 0 ][ tag|node+1 ] …   open addressing, three of four in use
/// marks  [ hash:31 list:1 ] …                  one for each node
/// lists  ring through a sentinel               one link of 8 bytes for each node
/// ```
///
/// That is 17⅓ bytes a ghost. Of a hash 31 bits stand in its mark and those bits in its word that
/// the node numbers leave free, so that one key in 10⁹ is taken for another among 10⁵ ghosts and
/// one in 10⁵ among 10⁷; which one depends on nothing but the hashes. Every operation takes
/// constant time. Memory grows with use.
@frozen
@usableFromInline
package struct GhostLists: Sendable {
  /// The last list holds the free nodes.
  @usableFromInline var lists = SlotLists(listCount: 3, slotLimit: 0)
  @usableFromInline var marks = SlotColumn<UInt32>(slotLimit: 0, blank: 0)
  @usableFromInline var words: ContiguousArray<UInt32> = []
  @usableFromInline var counts = (first: 0, second: 0)
  @usableFromInline var usedNodeCount = 0
  @usableFromInline var nodeCapacity = 0
  @usableFromInline var slotMask: UInt32 = 0
  @usableFromInline var limit = 0

  @inlinable
  package init() {}

  /// Forgets everything, now for at most `limit` ghosts in all lists together.
  @inlinable
  package mutating func reset(limit: Int) {
    self.limit = limit
    slotMask = ~0 >> UInt32(limit).leadingZeroBitCount
    lists.removeAll(slotLimit: limit)
    marks.removeAll(slotLimit: limit)
    words.removeAll(keepingCapacity: true)
    counts = (0, 0)
    usedNodeCount = 0
    nodeCapacity = 0
  }

  /// How many ghosts a list holds.
  @inlinable
  package func count(of list: Int) -> Int { list == 0 ? counts.first : counts.second }

  /// The bytes that the ghosts take.
  @inlinable
  package var bytes: Int {
    lists.bytes + marks.bytes + words.capacity * MemoryLayout<UInt32>.stride
  }

  /// Takes a ghost out of its list.
  ///
  /// - Returns: the list; `nil` if there is no such ghost.
  @inlinable
  package mutating func take(_ hash: UInt64) -> Int? {
    guard let position = position(of: hash) else { return nil }
    let node = node(in: words[position])
    let list = Int(marks[node] & 1)
    remove(node, wordAt: position)
    return list
  }

  /// The list of a ghost; `nil` if there is no such ghost.
  @inlinable
  package func list(of hash: UInt64) -> Int? {
    position(of: hash).map { Int(marks[node(in: words[$0])] & 1) }
  }

  /// Adds a ghost that is not remembered, as the youngest of a list.
  ///
  /// - Precondition: there are fewer than the limit.
  @inlinable
  package mutating func append(_ hash: UInt64, to list: Int = 0) {
    let node: Int
    if let free = lists.back(of: 2) {
      node = free
      lists.remove(node)
    } else {
      precondition(
        usedNodeCount < limit, "there are \(limit) ghosts already, the most there may be")
      if usedNodeCount == nodeCapacity { grow() }
      node = usedNodeCount
      usedNodeCount += 1
    }
    let fingerprint = Self.fingerprint(of: hash)
    marks.set(node, to: fingerprint << 1 | UInt32(truncatingIfNeeded: list))
    lists.pushFront(node, to: list)
    if list == 0 { counts.first += 1 } else { counts.second += 1 }
    let tag = UInt32(truncatingIfNeeded: hash) & ~slotMask
    link(tag | UInt32(truncatingIfNeeded: node + 1), fingerprint)
  }

  /// Forgets the oldest ghost of a list; nothing happens to an empty one.
  @inlinable
  package mutating func dropOldest(of list: Int = 0) {
    guard let node = lists.back(of: list) else { return }
    var position = home(marks[node] >> 1)
    while self.node(in: words[position]) != node { position = following(position) }
    remove(node, wordAt: position)
  }

  @inlinable
  static func fingerprint(of hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 33) }

  @inlinable
  func home(_ fingerprint: UInt32) -> Int {
    Int(truncatingIfNeeded: (UInt64(fingerprint) &* UInt64(words.count)) &>> 31)
  }

  @inlinable
  func following(_ position: Int) -> Int { position + 1 == words.count ? 0 : position + 1 }

  @inlinable
  func distance(from home: Int, to position: Int) -> Int {
    position >= home ? position - home : position - home + words.count
  }

  @inlinable
  func node(in word: UInt32) -> Int { Int(word & slotMask) - 1 }

  @inlinable
  func position(of hash: UInt64) -> Int? {
    guard !words.isEmpty else { return nil }
    let fingerprint = Self.fingerprint(of: hash)
    var position = home(fingerprint)
    while words[position] != 0 {
      let word = words[position]
      if (word ^ UInt32(truncatingIfNeeded: hash)) & ~slotMask == 0,
        marks[node(in: word)] >> 1 == fingerprint
      {
        return position
      }
      position = following(position)
    }
    return nil
  }

  @inlinable
  mutating func link(_ word: UInt32, _ fingerprint: UInt32) {
    var position = home(fingerprint)
    while words[position] != 0 { position = following(position) }
    words[position] = word
  }

  /// Frees a node and closes the gap in the words, as in ``SlotTable``.
  @inlinable
  mutating func remove(_ node: Int, wordAt position: Int) {
    if marks[node] & 1 == 0 { counts.first -= 1 } else { counts.second -= 1 }
    lists.moveToFront(node, of: 2)
    var gap = position
    var position = following(position)
    while words[position] != 0 {
      let home = home(marks[self.node(in: words[position])] >> 1)
      if distance(from: home, to: position) >= distance(from: gap, to: position) {
        words[gap] = words[position]
        gap = position
      }
      position = following(position)
    }
    words[gap] = 0
  }

  /// Doubles the nodes, up to the limit.
  @inlinable
  @inline(never)
  mutating func grow() {
    nodeCapacity = min(limit, max(32, 2 * nodeCapacity))
    let old = words
    words = ContiguousArray(repeating: 0, count: nodeCapacity + nodeCapacity / 3 + 1)
    for word in old where word != 0 { link(word, marks[node(in: word)] >> 1) }
  }
}
