import Foundation
import RunReports
import Testing

@Suite struct JSONTreeTests {
  @Test(
    arguments: [
      (Int64(0), "0"), (1, "0.000000001"), (12_300_000, "0.0123"), (1_000_000_000, "1"),
      (600_000_000_000, "600"), (1_500_000_000, "1.5"), (-12_300_000, "-0.0123"),
      (123_456_789_012, "123.456789012"), (.max, "9223372036.854775807"),
      (.min, "-9223372036.854775808"),
    ] as [(Int64, String)])
  func `times are exact seconds`(nanoseconds: Int64, text: String) {
    #expect(JSONTree.seconds(nanoseconds: nanoseconds).text == text + "\n")
  }

  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (300, "300"), (-2, "-2"), (0.1, "0.1"), (1e-5, "1e-05"),
      (0.1 + 0.2, "0.30000000000000004"), (1e16, "1e+16"), (1.0 / 3, "0.3333333333333333"),
      (.nan, "null"), (.infinity, "null"), (-.infinity, "null"),
      (.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.leastNonzeroMagnitude, "5e-324"),
    ] as [(Double, String)])
  func `numbers are the shortest that read back the same`(value: Double, text: String) {
    #expect(JSONTree.number(value).text == text + "\n")
    if value.isFinite { #expect(Double(text) == value) }
  }

  @Test(
    arguments: [
      ("", #""""#), ("GET /a", #""GET /a""#), ("a\"b\\c/d", #""a\"b\\c/d""#),
      ("\n\r\t\u{8}\u{C}\u{0}\u{1B}", #""\n\r\t\u0008\u000c\u0000\u001b""#),
      ("\u{7F}\u{9B}", #""\u007f\u009b""#), ("\r\n", #""\r\n""#),
      ("\u{202E}\u{2028}\u{2066}\u{FEFF}\u{200D}", #""\u202e\u2028\u2066\ufeff\u200d""#),
      ("µé日本עב😀", #""µé日本עב😀""#), ("e\u{301}", "\"e\u{301}\""),
      ("\u{E0001}\u{10FFFF}", #""\udb40\udc01\udbff\udfff""#),
    ] as [(String, String)])
  func `texts are quoted, and what would be obeyed is escaped`(
    text: String, quoted: String
  ) throws {
    let written = JSONTree.text(text).text
    #expect(written == quoted + "\n")
    let array = try JSONSerialization.jsonObject(with: Data("[\(written)]".utf8)) as? [String]
    #expect(array.map { $0.map { Array($0.utf8) } } == [Array(text.utf8)])
  }

  @Test func `columns and rows take a line each, the rest a line a member`() {
    let tree: JSONTree = [
      "z": [], "a": [:], "column": [.count(1), .null, .number(0.5)],
      "rows": [.inline(["x": .count(1), "y": .text("2")]), .inline([:])],
      "nested": [[.count(1)], []], "object": ["k": .inline(["of": .count(.max)])],
    ]
    #expect(
      tree.text == """
        {
          "z": [],
          "a": {},
          "column": [1, null, 0.5],
          "rows": [
            {"x": 1, "y": "2"},
            {}
          ],
          "nested": [
            [1],
            []
          ],
          "object": {
            "k": {"of": 18446744073709551615}
          }
        }

        """)
  }

  @Test func `a negative count is a broken contract`() async {
    await #expect(processExitsWith: .failure) { _ = JSONTree.whole(-1) }
  }
}
