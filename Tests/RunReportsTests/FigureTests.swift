import RunReports
import Testing
import TimeBase

@Suite struct FigureTests {
  @Test(
    arguments: [
      (UInt64(0), "0"), (999, "999"), (1_000, "1,000"), (12_345, "12,345"), (123_456, "123,456"),
      (1_234_567, "1,234,567"), (.max, "18,446,744,073,709,551,615"),
    ] as [(UInt64, String)])
  func `counts have their thousands separated`(value: UInt64, text: String) {
    #expect(Figure.count(value) == text)
  }

  @Test(
    arguments: [
      (UInt64(9_999_999), "9,999,999"), (10_000_000, "10.0M"), (12_345_678, "12.3M"),
      (999_499_999, "999M"), (999_500_000, "1.00G"), (.max, "18.4E"),
    ] as [(UInt64, String)])
  func `counts too long for a column are shortened`(value: UInt64, text: String) {
    #expect(Figure.shortCount(value) == text)
  }

  @Test(
    arguments: [
      (UInt64(999), "999"), (1_000, "1.00k"), (9_994, "9.99k"), (99_950, "100k"),
      (999_499, "999k"), (999_500, "1.00M"),
    ] as [(UInt64, String)])
  func `counts are shortened from a thousand on where room is scarce`(value: UInt64, text: String) {
    #expect(Figure.shortCount(value, from: 1_000) == text)
  }

  @Test(
    arguments: [
      (0.0, "0"), (0.0005, "<0.001"), (0.00123, "0.00123"), (0.0123, "0.0123"), (0.999_9, "1.00"),
      (1, "1.00"), (9.994, "9.99"), (9.996, "10.0"), (12.34, "12.3"), (99.94, "99.9"),
      (99.95, "100"), (300, "300"),
      (1_234.5, "1,235"), (9_999_999, "9,999,999"), (1e7, "10.0M"), (-12.34, "-12.3"),
      (.nan, "-"), (.infinity, "-"), (1e300, ">9.99E"),
    ] as [(Double, String)])
  func `numbers have three digits, or all before the point`(value: Double, text: String) {
    #expect(Figure.number(value) == text)
  }

  @Test(
    arguments: [
      (0.0, "0%"), (0.00001, "<0.01%"), (0.0001, "0.0100%"), (0.0606, "6.06%"), (0.5, "50.0%"),
      (0.9994, "99.9%"), (0.9996, ">99.9%"), (1, "100%"), (1.2, "120%"), (.nan, "-"),
    ] as [(Double, String)])
  func `shares never look like nothing or all unless they are`(ratio: Double, text: String) {
    #expect(Figure.share(ratio) == text)
  }

  @Test(
    arguments: [
      (Int64(0), "0 s"), (1, "1 ns"), (999, "999 ns"), (1_000, "1.00 µs"), (12_345, "12.3 µs"),
      (999_499, "999 µs"), (999_500, "1.00 ms"), (4_855_000, "4.86 ms"), (99_949_999, "99.9 ms"),
      (99_950_000, "100 ms"), (1_004_999_999, "1.00 s"), (30_000_000_000, "30.0 s"),
      (99_949_999_999, "99.9 s"), (99_950_000_000, "1m 40s"), (3_599_400_000_000, "59m 59s"),
      (3_599_500_000_000, "1h 00m"), (3_723_000_000_000, "1h 02m"), (360_000_000_000_000, "4d 04h"),
      (-12_345, "-12.3 µs"), (.max - 1, "106,752d"), (.max, "forever"),
    ] as [(Int64, String)])
  func `times have three digits and a unit that suits them`(nanoseconds: Int64, text: String) {
    #expect(Figure.time(.nanoseconds(nanoseconds)) == text)
  }

  @Test func `observations have a fourth digit`() {
    #expect(Figure.time(.nanoseconds(200_400_000), significant: 4) == "200.4 ms")
    #expect(Figure.share(0.010_04, significant: 4) == "1.004%")
  }

  @Test(
    arguments: [
      (Int64(0), "0:00.000"), (120_012_999_999, "2:00.012"), (3_723_004_000_000, "1:02:03.004"),
      (-1_500_000_000, "-0:01.500"),
    ] as [(Int64, String)])
  func `instants are told by the clock`(nanoseconds: Int64, text: String) {
    #expect(Figure.clock(Instant(nanoseconds: nanoseconds)) == text)
  }

  @Test(
    arguments: [
      (Int64(600_000_000_000), "10m"), (1_500_000_000, "1.5s"), (20_001_234_567, "20.0 s"),
    ] as [(Int64, String)])
  func `spans are exact if that is short`(nanoseconds: Int64, text: String) {
    #expect(Figure.span(.nanoseconds(nanoseconds)) == text)
  }
}
