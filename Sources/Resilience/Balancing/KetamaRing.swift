/// Consistent hashing by points on a ring: a key belongs to the target whose point comes next.
///
/// Each target has 160 points for each unit of weight, chained checksums of its name, so that taking
/// one away moves its own keys and nobody else's. Bit for bit what nginx's `hash … consistent` does,
/// and by default Pingora.
///
/// - SeeAlso: nginx, *ngx_http_upstream_hash_module*; Karger et al., *Consistent hashing and random
///   trees*, STOC 1997; Jones, *libketama*, 2007, for the name.
package struct KetamaRing: Sendable {
  /// A share of the ring.
  package struct Member: BitwiseCopyable, Sendable {
    package let target: Int
    package let weight: Int
    package let seed: CRC32

    package init(target: Int, weight: Int, seed: CRC32) {
      self.target = target
      self.weight = weight
      self.seed = seed
    }
  }

  /// Points for each unit of weight.
  static let pointsPerWeight = 160

  /// The sum of weights that a ring may have, so that it takes no more than 128 MiB.
  static let weightLimit = 100_000

  /// The points in ascending order, without repetition, and whose they are.
  private var points: ContiguousArray<UInt32> = []
  private var owners: ContiguousArray<UInt16> = []

  /// Of several targets at one point the first keeps it; nginx leaves that to its sort.
  ///
  /// - Precondition: The weights add up to 100,000 at most, and nobody's points are all taken, which
  ///   two equal names would mean.
  /// - Complexity: O(*p* log *p*) for *p* points.
  package init(_ members: [Member]) {
    let weight = members.reduce(0) { $0 + $1.weight }
    precondition(
      weight <= Self.weightLimit,
      "a ring for weights of \(weight) in all would be too large; divide them to \(Self.weightLimit)"
    )
    var entries: ContiguousArray<UInt64> = []
    entries.reserveCapacity(weight * Self.pointsPerWeight)
    for member in members {
      var point: UInt32 = 0
      for _ in 0..<(member.weight * Self.pointsPerWeight) {
        var crc = member.seed
        crc.update(littleEndian: point)
        point = crc.checksum
        entries.append(UInt64(point) << 32 | UInt64(member.target))
      }
    }
    entries.sort()
    points.reserveCapacity(entries.count)
    owners.reserveCapacity(entries.count)
    for entry in entries {
      let point = UInt32(entry >> 32)
      guard point != points.last else { continue }
      points.append(point)
      owners.append(UInt16(truncatingIfNeeded: entry))
    }
    checkThatAll(members, own: points.count)
  }

  /// How many points there are.
  package var count: Int { points.count }

  /// The number of the first point at `position` or after it, from which ``owner(at:)`` goes on.
  ///
  /// - Complexity: O(log *p*).
  package func index(of position: UInt32) -> Int {
    var (low, high) = (0, points.count)
    while low < high {
      let middle = (low + high) / 2
      if points[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whose the point is; numbers beyond the last begin anew.
  package func owner(at index: Int) -> Int { Int(owners[index % owners.count]) }

  private func checkThatAll(_ members: [Member], own pointCount: Int) {
    guard pointCount < members.reduce(0, { $0 + $1.weight }) * Self.pointsPerWeight else { return }
    var ownsPoint = [Bool](repeating: false, count: (members.map(\.target).max() ?? 0) + 1)
    for owner in owners { ownsPoint[Int(owner)] = true }
    for member in members {
      precondition(
        ownsPoint[member.target],
        "target \(member.target) has the name of another; a ring needs different ones")
    }
  }
}
