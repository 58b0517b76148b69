import ArchitectureModel
import Testing

@Suite struct JSONParserTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("[]", "[]"), ("{}", "{}"), ("[1, 2,]", "[1,2]"),
    (#"{"b": 1, "a": [true, null], }"#, #"{"a":[true,null],"b":1}"#),
    ("// a\n[1, /* two */ 2] // end", "[1,2]"), ("[1 /* ** // */]", "[1]"),
    (#""\u0041\n\t\"\\\/\b\f\r""#, #""A\n\t\"\\/\u0008\u000C\r""#),
    (#""\uD83D\uDE00\u00e9é""#, #""😀éé""#), (#""// no comment""#, #""// no comment""#),
    ("\u{FEFF}[]", "[]"), ("[\r\n1,\r2]", "[1,2]"), (#"{"": 0}"#, #"{"":0}"#),
  ])
  func `reads JSON, comments and trailing commas`(text: String, canonical: String) throws {
    #expect(CanonicalJSON.text(of: try JSONValue(parsing: text)) == canonical)
  }

  /// Columns count characters as people see them, whatever their bytes.
  @Test(arguments: [
    ("", "text:1:1: expected a value, found the end of the text"),
    ("\n\n ", "text:3:2: expected a value, found the end of the text"),
    ("\u{FEFF}", "text:1:1: expected a value, found the end of the text"),
    ("\u{FEFF}x", "text:1:1: expected a value, found 'x'; texts are written in double quotes"),
    ("[\"é😀👨‍👩‍👧\", x]", "text:1:9: expected a value, found 'x'; texts are written in double quotes"),
    (
      "[\r\n1,\r2,\n\tx]",
      "text:4:2: expected a value, found 'x'; texts are written in double quotes"
    ),
    ("[1] 2", "text:1:5: expected nothing after the end of the value, found '2'"),
    ("[1", "text:1:3: expected ',' or ']', found the end of the text"),
    ("{\"a\": 1", "text:1:8: expected ',' or '}', found the end of the text"),
    ("{\"a\"", "text:1:5: expected ':' after the key \"a\", found the end of the text"),
    ("{1: 2}", "text:1:2: keys are written in double quotes: \"1\""),
    ("[,]", "text:1:2: expected a value, found ','"),
    ("[1 2]", "text:1:4: expected ',' or ']', found '2'"),
    ("é", "text:1:1: expected a value, found 'é'"),
    ("\u{0}", "text:1:1: expected a value, found the character U+0000"),
    ("\"\\", "text:1:2: a backslash ends the text"),
    ("\"a", "text:1:1: the text that begins here has no end"),
    (
      "\"\\uDC00\"",
      "text:1:2: a surrogate stands alone; characters beyond U+FFFF take two, such as \\uD83D\\uDE00"
    ),
    (
      "\"\\uD83D\\u0041\"",
      "text:1:2: a surrogate stands alone; characters beyond U+FFFF take two, such as \\uD83D\\uDE00"
    ),
    ("-x", "text:1:2: expected a digit after '-', found 'x'"),
    ("1e", "text:1:3: expected a digit in the exponent, found the end of the text"),
    ("/", "text:1:1: expected a comment, '//' or '/*', found '/'"),
  ])
  func `stops at the first error of syntax and says where it is`(text: String, message: String) {
    let error = #expect(throws: InvalidModel.self) { try JSONValue(parsing: text) }
    #expect(error?.description == message)
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func `refuses what is nested too deep instead of running out of stack`(opening: String) {
    let text = String(repeating: opening, count: 10_000)
    let error = #expect(throws: InvalidModel.self) { try JSONValue(parsing: text) }
    let message = error?.description ?? ""
    #expect(message.hasSuffix(": arrays and objects are nested deeper than 128 levels"))
  }

  @Test func `reads what is nested just deep enough`() throws {
    let text = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(CanonicalJSON.text(of: try JSONValue(parsing: text)) == text)
  }

  @Test(arguments: [
    (
      [0x22, 0xFF, 0x22],
      "bytes:1:2: the byte 0xFF does not belong to UTF-8, in which a model is written"
    ),
    (
      [0x5B, 0x0A, 0xC3, 0x28],
      "bytes:2:1: the byte 0xC3 does not belong to UTF-8, in which a model is written"
    ),
    (
      [0xED, 0xA0, 0x80],
      "bytes:1:1: the byte 0xED does not belong to UTF-8, in which a model is written"
    ),
    (
      [0xFF, 0xFE, 0x7B, 0x00],
      "bytes:1:1: the byte 0xFF does not belong to UTF-8, in which a model is written"
    ),
  ])
  func `says which byte is no UTF-8`(bytes: [UInt8], message: String) {
    let error = #expect(throws: InvalidModel.self) { try ModelDocument(bytes, named: "bytes") }
    #expect(error?.description == message)
  }

  @Test func `names both places of a key that appears twice, and goes on`() {
    let text = """
      { "format": 1, "clients": {}, "a": 1,
        "clients": {},
        "components": { "x": {}, "x": {} } }
      """
    let error = #expect(throws: InvalidModel.self) { try ModelDocument(text, named: "m.json") }
    #expect(
      error?.description == """
        m.json:1:27: clients: a model needs at least one
        m.json:1:31: unknown key 'a'; known: $schema, format, name, about, run, network, clients, \
        components, faults, detectors, scenarios, expect
        m.json:2:3: key "clients" appears twice; first in line 1, column 16
        m.json:3:24: components.x: missing key 'kind'; expected one of "gateway", "balancer", \
        "service", "cache", "queue", "database", "pool", "external"
        m.json:3:28: key "x" appears twice; first in line 3, column 19
        """)
  }

  @Test func `finds duplicates among very many keys in good time`() throws {
    let keys = (0..<20_000).map { "\"k\($0)\":0" }.joined(separator: ",")
    let value = try JSONValue(parsing: "{\(keys),\"k7\":1}")
    #expect(value.members?.count == 20_000)
    #expect(value["k7"]?.number?.value == 0)
  }
}
