import Resilience
import Testing

@Suite struct MaglevTableTests {
  /// Vector B11, from memory of the paper's example.
  @Test func `targets claim entries in turns`() {
    let members = [(3, 4), (0, 2), (3, 1)].enumerated().map {
      MaglevTable.Member(target: $0, weight: 1, offset: $1.0, skip: $1.1)
    }
    #expect(MaglevTable(size: 7, members).owners == [1, 0, 1, 0, 2, 2, 0])
    let rest = [members[0], members[2]]
    #expect(MaglevTable(size: 7, rest).owners == [0, 0, 0, 0, 2, 2, 2])
  }

  /// Vector B12, of Envoy's documentation.
  @Test func `a target of twice the weight has twice the entries`() {
    let members = [
      MaglevTable.Member(target: 0, weight: 1, offset: 11, skip: 5),
      MaglevTable.Member(target: 1, weight: 2, offset: 7, skip: 3),
    ]
    let owners = MaglevTable(size: 65_537, members).owners
    let counts = [0, 1].map { (target: Int32) -> Int in owners.count { $0 == target } }
    #expect(counts == [21_846, 43_691])
  }

  @Test(arguments: 1...20)
  func `shares of equal targets differ by one entry, and few keys move when one goes`(seed: UInt64)
  {
    var draws = TestDraws(seed: seed)
    let size = 1009
    let members = (0..<(2 + draws.below(9))).map {
      MaglevTable.Member(
        target: $0, weight: 1, offset: draws.below(size), skip: 1 + draws.below(size - 1))
    }
    let owners = MaglevTable(size: size, members).owners
    let counts = members.map { member in owners.count { $0 == member.target } }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    let gone = Int32(draws.below(members.count))
    let rest = MaglevTable(size: size, members.filter { $0.target != gone }).owners
    let moved = zip(owners, rest).count { $0 != gone && $0 != $1 }
    #expect(!rest.contains(gone) || members.count == 1)
    // Hashing by the number of targets would move all but one in n of them.
    #expect(moved < size / 2)
  }

  @Test func `nobody owns anything in a table of nobody`() {
    #expect(MaglevTable(size: 7, []).owner(of: 3) == nil)
  }

  @Test(arguments: [1, 4, 65_536, 5_000_017])
  func `a table of a size that is no prime number in range says why`(size: Int) {
    let problem = BalancingAlgorithm.maglev(tableSize: size).problem
    #expect(problem == "a table of \(size) is not a prime number in 2...5000011")
    #expect(BalancingAlgorithm.maglev().problem == nil)
  }
}
