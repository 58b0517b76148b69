import Resilience
import Testing

@Suite struct IPAddressTests {
  /// RFC 4291, section 2.2, and RFC 5952, sections 1 to 5.
  @Test(arguments: [
    ("1.2.3.4", "1.2.3.4"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
    ("::", "::"), ("::1", "::1"), ("1::", "1::"), ("0:0:0:0:0:0:0:0", "::"),
    ("2001:DB8:0:0:8:800:200C:417A", "2001:db8::8:800:200c:417a"),
    ("2001:db8::0:1", "2001:db8::1"),
    ("2001:0db8:0000:0000:0001:0000:0000:0001", "2001:db8::1:0:0:1"),
    ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
    ("2001:db8::1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"),
    ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"), ("::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"),
    ("::ffff:192.0.2.128", "::ffff:192.0.2.128"), ("::ffff:c000:280", "::ffff:192.0.2.128"),
    ("64:ff9b::192.0.2.33", "64:ff9b::c000:221"), ("1:2:3:4:5:6:7.8.9.10", "1:2:3:4:5:6:708:90a"),
    ("::13.1.68.3", "::d01:4403"), ("FF02::1:FF00:1", "ff02::1:ff00:1"),
  ])
  func `all standard forms are read, and written in the shortest`(text: String, shortest: String) {
    #expect(IPAddress(text)?.description == shortest)
    #expect(IPAddress(shortest) == IPAddress(text))
  }

  @Test(arguments: [
    "", "1", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.04", "1..2.3", "1.2.3.",
    ".1.2.3",
    "1.2.3.4 ", " 1.2.3.4", "+1.2.3.4", "1.2.3.-4", "0x1.2.3.4", "1.2.3.4/8", ":", ":::", "1:",
    ":1",
    "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:", ":1:2:3:4:5:6:7:8", "1::2::3",
    "1:2:3:4::5:6:7:8", "::1:2:3:4:5:6:7:8", "12345::", "g::", "1:2:3:4:5:6:7:1.2.3.4",
    "::1.2.3", "::1.2.3.4:5", "::01.2.3.4", "[::1]", "::1%", "fe80::1%eth0", "1.2.3.4%eth0",
  ])
  func `what is no address is not read as one`(text: String) {
    #expect(IPAddress(text) == nil)
  }

  @Test(arguments: [
    ("fe80::1%eth0", "fe80::1"), ("fe80::1%1", "fe80::1"), ("::1%lo", "::1"), ("::1", "::1"),
    ("1.2.3.4", "1.2.3.4"), ("fe80::1%", nil), ("1.2.3.4%eth0", nil), ("%eth0", nil),
  ])
  func `a zone is dropped where it may stand`(text: String, address: String?) {
    #expect(IPAddress(text, allowingZone: true)?.description == address)
  }

  @Test(arguments: 1...4)
  func `every address is read back as it was written`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    for _ in 0..<300 {
      // Groups of zeros are frequent, so that runs of them are of any length and at any place.
      var groups = (0..<8).map { _ in draws.below(2) == 0 ? 0 : UInt16(draws.below(65_536)) }
      if draws.below(4) == 0 { groups.replaceSubrange(0..<6, with: [0, 0, 0, 0, 0, 0xFFFF]) }
      let address = IPAddress.v6(groups.reduce(0) { $0 << 16 | UInt128($1) })
      #expect(IPAddress(address.description) == address)
      let long = groups.map { String($0, radix: 16) }.joined(separator: ":")
      #expect(IPAddress(long) == address && IPAddress(long.uppercased()) == address)
      let short = IPAddress.v4(UInt32(truncatingIfNeeded: draws.next()))
      #expect(IPAddress(short.description) == short)
    }
  }

  /// A twin that compares the binary digits one by one.
  @Test(arguments: 1...4)
  func `a block holds the addresses that begin like it`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    for _ in 0..<200 {
      let width = draws.below(2) == 0 ? 32 : 128
      let length = draws.below(width + 1)
      let address = randomAddress(width, &draws)
      let start = (address.bits >> UInt128(width - length)) << UInt128(width - length)
      let block = IPPrefix(width == 32 ? .v4(UInt32(start)) : .v6(start), length: length)
      #expect(IPPrefix(block.description) == block && block.contains(address))
      // Differs from the address in one bit.
      let place = draws.below(width)
      let bits = address.bits ^ 1 << UInt128(width - 1 - place)
      let other: IPAddress = width == 32 ? .v4(UInt32(bits)) : .v6(bits)
      #expect(block.contains(other) == (place >= length))
    }
  }

  @Test(arguments: [
    "10.0.0.0/33", "10.0.0.1/8", "::1/127", "10.0.0.0/", "10.0.0.0/8/8", "10/8", "/8", "", "::/129",
    "10.0.0.0/-1", "10.0.0.0/0008", "::ffff:10.0.0.0/8",
  ])
  func `what is no block is not read as one`(text: String) {
    #expect(IPPrefix(text) == nil)
  }

  @Test func `a block of one is an address alone`() {
    let (one, all4, all6): (IPPrefix, IPPrefix, IPPrefix) = ("::1", "0.0.0.0/0", "::/0")
    #expect(one == "::1/128" && one.isOneAddress && !all6.isOneAddress)
    #expect(!all4.contains(.v6(0)) && !all6.contains(.v4(0)) && all6.contains(.v6(.max)))
  }

  @Test func `a block that is none does not pass as a literal`() async {
    await #expect(processExitsWith: .failure) { _ = ("10.0.0.1/8" as IPPrefix) }
    await #expect(processExitsWith: .failure) { _ = IPPrefix(.v4(0), length: 33) }
  }

  private func randomAddress(_ width: Int, _ draws: inout TestDraws) -> IPAddress {
    width == 32
      ? .v4(UInt32(truncatingIfNeeded: draws.next()))
      : .v6(UInt128(draws.next()) << 64 | UInt128(draws.next()))
  }
}
