import Resilience
import Testing
import TimeBase

@Suite struct KeyHashTests {
  /// The check value of the CRC-32 catalogue, and two that any gzip agrees with.
  @Test(arguments: [("123456789", 0xCBF4_3926), ("", 0), ("a", 0xE8B7_BE43)] as [(String, UInt32)])
  func `checksums are those of Ethernet`(text: String, checksum: UInt32) {
    var crc = CRC32()
    crc.update(text.utf8)
    #expect(crc.checksum == checksum)
  }

  @Test func `the checksum of two texts follows from those of each`() {
    for (first, second) in [("12345", "6789"), ("", "123456789"), ("123456789", "")] {
      var (one, other) = (CRC32(), CRC32())
      one.update(first.utf8)
      other.update(second.utf8)
      let whole = CRC32.checksum(
        of: one.checksum, followedBy: other.checksum, length: second.utf8.count)
      #expect(whole == 0xCBF4_3926)
    }
  }

  /// Published digests of XXH64; the last is longer than a block.
  @Test(
    arguments: [
      ("", 0, 0xEF46_DB37_51D8_E999), ("a", 0, 0xD24E_C4F1_A98C_6E5B),
      ("abc", 0, 0x44BC_2CF5_AD77_0999),
      ("Nobody inspects the spammish repetition", 0, 0xFBCE_A83C_8A37_8BF1),
    ] as [(String, UInt64, UInt64)])
  func `hashes are those of xxHash`(text: String, seed: UInt64, hash: UInt64) {
    #expect(XXHash64.hash(Array(text.utf8), seed: seed) == hash)
  }

  /// Vector B6: the hash after one pass, and the peer of three equal ones.
  @Test(
    arguments: [
      (0xC0A8_0101, 154, 1), (0xC0A8_01FE, 154, 1), (0x0A00_0007, 2565, 0), (0x0808_0808, 3023, 2),
      (0xCB00_7109, 2592, 0),
    ] as [(UInt32, UInt32, Int)])
  func `an address counts by its first three octets`(address: UInt32, hash: UInt32, peer: Int) {
    let key = RoutingKey(ipv4: address)
    #expect(key.addressHash(after: RoutingKey.addressSeed) == hash)
    var draws = TestDraws(seed: 0)
    var balancer = TargetBalancer(
      .init(algorithm: .addressHash, passiveHealth: .none), targetCount: 3)
    #expect(balancer.pick(for: key, at: .zero, using: &draws) == peer)
  }

  /// The bytes one by one, as nginx has them, against the pass in one step.
  @Test(arguments: 1...50)
  func `a pass over an address is what its bytes make of it`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let (high, low) = (draws.next(), draws.next())
    let key = RoutingKey(ipv6: high, low)
    let bytes = [high, low].flatMap { half in (0..<8).map { half >> (56 - 8 * $0) & 0xFF } }
    var (hash, twin): (UInt32, UInt64) = (RoutingKey.addressSeed, 89)
    for _ in 0..<5 {
      for byte in bytes { twin = (twin * 113 + byte) % 6271 }
      hash = key.addressHash(after: hash)
      #expect(UInt64(hash) == twin)
    }
  }

  /// Vector B7: the sums after each of three tries, and the peers of three equal ones.
  @Test(
    arguments: [
      ("/a", [26_992, 56_241, 84_920], [1, 0, 2]),
      ("/index.html", [27_170, 57_374, 57_984], [2, 2, 0]),
      ("user:42", [25_711, 47_541, 71_038], [1, 0, 1]),
    ] as [(String, [UInt32], [Int])])
  func `a key adds a checksum on each try`(text: String, sums: [UInt32], peers: [Int]) {
    let key = RoutingKey(text)
    var sum: UInt32 = 0
    let found = (0..<3).map { number in
      sum += key.keyHash(onTry: number)
      return sum
    }
    #expect(found == sums)
    #expect(found.map { Int($0) % 3 } == peers)
  }

  @Test(arguments: 0...20)
  func `the number of a try stands before the key`(number: Int) {
    var crc = CRC32()
    crc.update((number == 0 ? "/path" : "\(number)/path").utf8)
    #expect(RoutingKey("/path").keyHash(onTry: number) == crc.checksum >> 16 & 0x7FFF)
  }

  @Test func `a number is its digits`() {
    for number in [0, 7, 10, 1_234_567_890, UInt64.max] {
      #expect(RoutingKey(number: number) == RoutingKey(String(number)))
    }
    #expect(RoutingKey("") == .none && RoutingKey([]) == .none)
  }
}
