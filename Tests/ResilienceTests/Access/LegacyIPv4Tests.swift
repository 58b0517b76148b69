import Resilience
import Testing

/// Spellings that `inet_aton` takes, after its manual and WHATWG's *URL*.
@Suite struct LegacyIPv4Tests {
  @Test(arguments: [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0X7F000001", "017700000001",
    "0177.0.0.1", "0177.0.0.01", "0x7f.0.0.1", "0x7f.1", "0x7F.0x0.0x0.0x1", "127.0x1", "0177.1",
    "00000177.00000000.0.000001", "0x7f.0.01", "127.0.0.0x1", "0x00000000007f000001",
    "0000000000000000000000017700000001",
  ])
  func `one address has many spellings`(text: String) {
    #expect(LegacyIPv4(text)?.address == 0x7F00_0001)
    #expect(LegacyIPv4(text)?.isCanonical == (text == "127.0.0.1"))
  }

  @Test(
    arguments: [
      ("0", 0), ("0x", 0), ("0.0", 0), ("4294967295", 0xFFFF_FFFF), ("255.16777215", 0xFFFF_FFFF),
      ("1.2.65535", 0x0102_FFFF), ("0xa9fea9fe", 0xA9FE_A9FE), ("2852039166", 0xA9FE_A9FE),
      ("169.16689662", 0xA9FE_A9FE), ("0251.0376.0251.0376", 0xA9FE_A9FE),
      ("010.8.8.8", 0x0808_0808),
    ] as [(String, UInt32)])
  func `the last number fills the bytes that are left`(text: String, address: UInt32) {
    #expect(LegacyIPv4(text)?.address == address)
  }

  @Test(arguments: [
    "", ".", "1.", ".1", "1..2", "1.2.3.4.5", "256.1", "1.256.1", "1.2.3.256", "1.2.65536",
    "1.16777216", "4294967296", "0x100000000", "08", "09.1.1.1", "0x1g", "-1", "+1", "1e3", "a.1",
    "18446744073709551616", "1.2.3.4 ", "１２７.0.0.1",
  ])
  func `what is too large or no number is refused`(text: String) {
    #expect(LegacyIPv4(text) == nil)
  }

  /// 010.8.8.8 is 8.8.8.8 to a C library and 10.8.8.8 to whoever drops leading zeros.
  @Test(
    arguments: [
      ("010.8.8.8", 0x0A08_0808), ("127.0.0.1", 0x7F00_0001), ("0x7f.1", 0x7F00_0001),
      ("0377.1.1.1", nil), ("01.1.1.1", 0x0101_0101),
    ] as [(String, UInt32?)])
  func `the other reading of a leading zero is known`(text: String, other: UInt32?) {
    #expect(LegacyIPv4(text)?.decimalReading == other)
  }

  @Test(arguments: 1...4)
  func `any spelling of any address is read`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    for _ in 0..<500 {
      let address =
        UInt32(truncatingIfNeeded: draws.next()) & (draws.below(2) == 0 ? .max : 0xFF00_00FF)
      let count = 1 + draws.below(4)
      let last = count == 1 ? address : address & (.max >> UInt32(8 * (count - 1)))
      let numbers = (0..<(count - 1)).map { address >> UInt32(24 - 8 * $0) & 0xFF } + [last]
      let parts = numbers.map { number in
        switch draws.below(3) {
        case 0: String(number)
        case 1: String(repeating: "0", count: 1 + draws.below(3)) + String(number, radix: 8)
        default: (draws.below(2) == 0 ? "0x" : "0X") + String(number, radix: 16)
        }
      }
      let text = parts.joined(separator: ".")
      #expect(LegacyIPv4(text)?.address == address, "\(text)")
    }
  }
}
