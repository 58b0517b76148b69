import ArchitectureModel
import Testing

@Suite struct JSONNumberTests {
  /// What the C library makes of a number is right wherever it is correctly rounded, as it is here.
  @Test(arguments: [
    "0", "-0", "1", "-2.5", "0.1", "0.3", "1e22", "1e23", "9007199254740993",
    "9007199254740992.5", "9007199254740993.00000000000000000000000000000000000000001",
    "123456789012345678901234567890", "1.7976931348623157e308", "1.7976931348623158e308",
    "2.2250738585072014e-308", "2.2250738585072011e-308", "4.9e-324", "2.5e-324", "5e-324",
    "3e-310", "8.5e-45", "0.30000000000000004", "6.02214076e+23", "100E-2", "89255e-22", "8.41e21",
    "9.109e-31", "1.4e-45", "2.4703282292062328e-324",
  ])
  func `is the nearest double`(text: String) throws {
    let expected = try #require(Double(text))
    #expect(try JSONNumber(text).value == expected)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `reads back what a double prints, bit for bit`(seed: UInt64) throws {
    var state = seed
    for _ in 0..<500 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let double = Double(bitPattern: state ^ state >> 29)
      guard double.isFinite else { continue }
      #expect(try JSONNumber("\(double)").value.bitPattern == double.bitPattern)
    }
  }

  @Test(arguments: [
    ("1e309", JSONNumberProblem.tooLarge), ("1e999999999999999999999", .tooLarge),
    ("1.7976931348623159e308", .tooLarge), ("2.4703282292062327e-324", .tooSmall),
    ("1e-999", .tooSmall), ("0." + String(repeating: "1", count: 121), .tooLong(limit: 120)),
  ])
  func `has a double near it or says why not`(text: String, problem: JSONNumberProblem) {
    #expect(throws: problem) { try JSONNumber(text) }
  }

  @Test(arguments: [
    ("3", 3), ("3.0", 3), ("3e0", 3), ("30e-1", 3), ("-7", -7), ("1e3", 1000), ("3.5", nil),
    ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("1e300", nil), ("-0", 0),
  ])
  func `is whole if it has no fraction, however it is written`(text: String, whole: Int?) throws {
    #expect(try JSONNumber(text).whole(as: Int.self) == whole)
  }

  @Test func `keeps all 64 bits of a seed`() throws {
    #expect(try JSONNumber("18446744073709551615").whole(as: UInt64.self) == .max)
    #expect(try JSONNumber("18446744073709551616").whole(as: UInt64.self) == nil)
  }

  @Test(arguments: [
    ("1.50e3", "1500"), ("1500.0", "1500"), ("-0.0", "0"), ("0.00125", "0.00125"),
    ("12.5", "12.5"), ("1e21", "1e21"), ("1e20", "100000000000000000000"), ("1e-7", "1e-7"),
    ("0.0000001", "1e-7"), ("0.000001", "0.000001"), ("-123e-2", "-1.23"),
  ])
  func `has one spelling for all that write the same`(text: String, canonical: String) throws {
    #expect(try JSONNumber(text).text(timesTenTo: 0) == canonical)
  }
}
