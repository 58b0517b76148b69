/// Consistent hashing by a table: a key's hash is an index, and a lookup one division.
///
/// Each target walks through the table in an order of its own, an offset and a skip, and they take
/// turns to claim the next free entry; so shares differ by an entry, and taking a target away moves
/// few keys of the others. With weights a target waits until its turn is due, as in Envoy.
///
/// - SeeAlso: Eisenbud et al., *Maglev: a fast and reliable software network load balancer*, NSDI
///   2016, section 3.4; Envoy, *Maglev load balancer*.
package struct MaglevTable: Sendable {
  /// A claimant of entries.
  package struct Member: BitwiseCopyable, Sendable {
    package let target: Int
    package let weight: Int

    /// Where the target begins, below the size of the table.
    package let offset: Int

    /// How far it goes from one entry to the next, in `1..<size`.
    package let skip: Int

    package init(target: Int, weight: Int, offset: Int, skip: Int) {
      self.target = target
      self.weight = weight
      self.offset = offset
      self.skip = skip
    }

    /// By the hashes of the target's name, as in Envoy.
    init(target: Int, weight: Int, _ identity: TargetIdentity, size: Int) {
      self.init(
        target: target, weight: weight, offset: Int(identity.offsetHash % UInt64(size)),
        skip: Int(identity.skipHash % UInt64(size - 1)) + 1)
    }
  }

  /// Whose each entry is.
  package private(set) var owners: ContiguousArray<Int32>

  /// - Precondition: `size` is a prime number, so that every walk meets every entry.
  /// - Complexity: O(*m* log *m*) on average for *m* entries and no more targets than that; never
  ///   above O(*m n*).
  package init(size: Int, _ members: [Member]) {
    owners = ContiguousArray(repeating: -1, count: size)
    guard let heaviest = members.map(\.weight).max() else { return }
    var places = members.map(\.offset)
    var dues = members.map { _ in 0 }
    var claimed = 0
    var turn = 1
    while claimed < size {
      for (number, member) in members.enumerated() where claimed < size {
        guard turn &* member.weight >= dues[number] else { continue }
        dues[number] &+= heaviest
        var place = places[number]
        while owners[place] >= 0 { place = Self.advance(place, by: member.skip, in: size) }
        owners[place] = Int32(truncatingIfNeeded: member.target)
        places[number] = Self.advance(place, by: member.skip, in: size)
        claimed += 1
      }
      turn += 1
    }
  }

  /// Whose the keys of this hash are; `nil` if there is nobody.
  package func owner(of hash: UInt64) -> Int? {
    let owner = owners[Int(hash % UInt64(owners.count))]
    return owner < 0 ? nil : Int(owner)
  }

  private static func advance(_ place: Int, by skip: Int, in size: Int) -> Int {
    let next = place &+ skip
    return next >= size ? next &- size : next
  }

  /// Whether every walk through a table of this size meets every entry.
  ///
  /// - Complexity: O(√*n*).
  static func isPrime(_ size: Int) -> Bool {
    guard size > 3 else { return size > 1 }
    var divisor = 2
    while divisor * divisor <= size {
      if size.isMultiple(of: divisor) { return false }
      divisor += 1
    }
    return true
  }
}
