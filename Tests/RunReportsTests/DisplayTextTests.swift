import RunReports
import Testing

@Suite struct DisplayTextTests {
  @Test(
    arguments: [
      ("GET /api/{id}", "GET /api/{id}"), ("", "\"\""), ("\u{1B}[31m", "\\u{1B}[31m"),
      ("a\nb\tc\r", "a\\nb\\tc\\r"), ("a\r\nb", "a\\r\\nb"), ("\u{202E}x", "\\u{202E}x"),
      ("é ü ß Ω Ж", "é ü ß Ω Ж"), ("e\u{301}", "e\u{301}"), ("日本", "日本"), ("😀", "😀"),
      ("א", "\\u{5D0}"), ("👩‍👧", "\\u{1F469}\\u{200D}\\u{1F467}"), ("🇩🇪", "\\u{1F1E9}\\u{1F1EA}"),
      ("👍🏽", "\\u{1F44D}\\u{1F3FD}"), ("a\u{300}\u{301}\u{302}", "a\\u{300}\\u{301}\\u{302}"),
      ("\u{301}x", "\\u{301}x"), ("a\u{A0}b\u{3000}c", "a\\u{A0}b\\u{3000}c"),
      ("❤\u{FE0F}", "\\u{2764}\\u{FE0F}"), ("\u{E000}", "\\u{E000}"), ("\u{9B}2J", "\\u{9B}2J"),
    ] as [(String, String)])
  func `names keep what has a certain width and spell out the rest`(name: String, shown: String) {
    #expect(DisplayText.name(name) == shown)
    #expect(DisplayText.name(shown) == shown)
  }

  @Test func `in ASCII everything else is spelt out`() {
    #expect(DisplayText.name("é→日", inASCII: true) == "\\u{E9}\\u{2192}\\u{65E5}")
  }

  @Test func `prose loses its breaks`() {
    #expect(DisplayText.prose(" one\n\n two\tthree \u{7}") == "one two three \\u{7}")
  }

  @Test(arguments: [("abc", 3), ("日本", 4), ("e\u{301}a", 2), ("µs", 2), ("", 0)])
  func `columns are counted as terminals do`(text: String, columns: Int) {
    #expect(DisplayText.columns(of: text) == columns)
  }

  @Test(
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abc…fg"), ("abcdefg", 5, "ab…fg"),
      ("日本語日本語", 7, "日…語"), ("abcdefg", 1, "."), ("abcdefg", 0, ""), ("abcdefg", -3, ""),
    ] as [(String, Int, String)])
  func `what is too long loses its middle`(text: String, limit: Int, shown: String) {
    let result = DisplayText.truncated(text, to: limit)
    #expect(result == shown)
    #expect(DisplayText.columns(of: result) <= max(0, limit))
  }

  @Test func `prose is broken at spaces, and words that are too long anywhere`() {
    #expect(
      DisplayText.wrapped("to be or not abcdefghijk end", to: 8) == [
        "to be or", "not", "abcdefgh", "ijk end",
      ])
    #expect(DisplayText.wrapped("", to: 8) == [])
  }
}
