import Testing

@Suite struct SwiftCodeTests {
  @Test(
    arguments: [
      ("a // b", "a     "),
      ("a /* b /* c */ d */ e", "a                   e"),
      ("f(\"b\", c)", "f(\" \", c)"),
      ("\"a \\(b + \"c\") d\" + e", "\"    b + \" \")  \" + e"),
      ("\"a \\\" b\" + c", "\"      \" + c"),
      ("#\"a \" \\(b) \\#(c)\"# + d", "#\"            c)\"# + d"),
      ("\"\"\"\n  a \"b\" // c\n  \"\"\" + d", "\"\"\"\n            \n  \"\"\" + d"),
      ("\"\" + a", "\"\" + a"),
      ("func `a \"b`() { c }", "func `    `() { c }"),
      ("#if os(Linux) // a", "#if os(Linux)     "),
      ("\"// a\" + b", "\"    \" + b"),
      ("\"\\((a) + (b)) c\" + d", "\"  (a) + (b))  \" + d"),
    ])
  func `comments and insides of literals are blanked, code is kept`(text: String, code: String) {
    #expect(String(decoding: SwiftCode.blanked(Array(text.utf8)), as: UTF8.self) == code)
  }

  @Test func `an offset is told as its line`() {
    let file = TextFile(path: "A.swift", "a\n  b\nc")
    #expect([0, 1, 2, 4, 5, 6].map(file.line(at:)) == [1, 1, 2, 2, 2, 3])
    #expect(file.lineText(at: 3) == "b")
    #expect(file.lineCount == 3)
  }
}
