import Resilience
import Testing
import TimeBase

@Suite struct CompactTokenTests {
  /// Letters of RFC 4648, section 5, by a second way: bit by bit.
  private static func encode(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var bits = text.utf8.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    while bits.count % 6 != 0 { bits.append(0) }
    return String(
      stride(from: 0, to: bits.count, by: 6).map { start in
        letters[bits[start..<(start + 6)].reduce(0) { $0 << 1 | Int($1) }]
      })
  }

  private static func token(_ payload: String, header: String = #"{"alg":"RS256"}"#) -> String {
    encode(header) + "." + encode(payload) + "." + encode("signed")
  }

  /// The example of RFC 7519, section 3.1 [upstream].
  @Test func `the example of the standard is read`() throws {
    let token = try CompactToken(
      """
      eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.\
      eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.\
      dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk
      """)
    #expect(token.algorithm == "HS256" && token.keyID == nil)
    #expect(token.claims == TokenClaims(expiry: .zero + .seconds(1_300_819_380)))
    #expect(token.signature.count == 32 && token.signature.first == 0x74)
    #expect(token.signedText.hasPrefix("eyJ0") && token.signedText.hasSuffix("cnVlfQ"))
  }

  @Test func `key and all times are read among other fields`() throws {
    let token = try CompactToken(
      Self.token(
        #" { "sub":"a\"\\\u00e9\ud83d\ude00", "nbf" : 5, "list":[1,[],{"exp":9}], "x":null,"exp":1e3 ,"iat":-1.5}"#,
        header: #"{"kid":"k\u0031","alg":"ES256","typ":"JWT"}"#))
    #expect(token.keyID == "k1" && token.algorithm == "ES256")
    #expect(token.claims.expiry == .zero + .seconds(1_000))
    #expect(token.claims.notBefore == .zero + .seconds(5))
    #expect(token.claims.issuedAt == Instant(milliseconds: -1_500))
  }

  @Test(
    arguments: [
      ("1000", 1_000_000_000_000), ("0", 0), ("-0", 0), ("1.5", 1_500_000_000),
      ("1.0000000019", 1_000_000_001), ("12e2", 1_200_000_000_000), ("1E+1", 10_000_000_000),
      ("1e-9", 1), ("1e-10", 0), ("1e-999999999999", 0), ("1e999999999999999999999", .max),
      ("99999999999999999999999999", .max), ("-99999999999", -.max), ("0e99999999999999999999", 0),
      ("0.000000000000000000000000000001e39", 1_000_000_000_000_000_000),
      ("9223372036.854775807", .max), ("100000000000000000000e-20", 1_000_000_000),
    ] as [(String, Int64)])
  func `a time is exact, and saturates`(number: String, nanoseconds: Int64) throws {
    let token = try CompactToken(Self.token(#"{"exp":\#(number)}"#))
    #expect(token.claims.expiry == Instant(nanoseconds: nanoseconds))
  }

  @Test(arguments: [
    ("", CompactToken.Fault.parts), ("a.b", .parts), ("a.b.c.d", .parts), ("..", .json),
    ("a.e30.", .encoding), ("e30=.e30.", .encoding), ("e3+.e30.", .encoding),
    ("e31.e30.", .encoding), (" e30.e30.", .encoding), ("e30.e30.", .algorithm),
    (token("{}", header: #"{"alg":"none"}"#), .algorithm),
    (token("{}", header: #"{"alg":"NoNe"}"#), .algorithm),
    (token("{}", header: #"{"alg":1}"#), .algorithm),
    (token("{}", header: #"{"alg":"a","crit":["b64"]}"#), .criticalExtension),
    (token("{}", header: #"{"alg":"a","alg":"b"}"#), .json),
    (token("{}", header: #"{"alg":"a","kid":7}"#), .json),
    (token("[]"), .json), (token("{"), .json), (token("{}x"), .json), (token(""), .json),
    (token(#"{"exp":1,"exp":2}"#), .json), (token(#"{"exp":1,"\u0065xp":2}"#), .json),
    (token(#"{"exp":01}"#), .json), (token(#"{"exp":1.}"#), .json), (token(#"{"exp":.5}"#), .json),
    (token(#"{"exp":+1}"#), .json), (token(#"{"exp":1e}"#), .json), (token(#"{"exp":-}"#), .json),
    (token(#"{"exp":1,}"#), .json), (token(#"{,}"#), .json), (token(#"{"a" 1}"#), .json),
    (token(#"{'a':1}"#), .json), (token("{\"a\":\"\n\"}"), .json), (token(#"{"a":"\x"}"#), .json),
    (token(#"{"a":"\ud800"}"#), .json), (token(#"{"a":"\udc00"}"#), .json),
    (token(#"{"a":"\u12"}"#), .json), (token(#"{"a":"b}"#), .json), (token(#"{"a":nul}"#), .json),
    (token(#"{"a":"# + String(repeating: "[", count: 5_000)), .json),
    (token(#"{"exp":"1"}"#), .claim), (token(#"{"exp":null}"#), .claim),
    (token(#"{"nbf":true}"#), .claim), (token(#"{"iat":[1]}"#), .claim),
    (String(repeating: "a", count: 16_385), .tooLong),
  ])
  func `what is no plain token is refused`(text: String, fault: CompactToken.Fault) {
    #expect(throws: fault) { try CompactToken(text) }
  }

  @Test func `broken UTF-8 is refused`() {
    // {"a":"<FF>"} and {"a":"<C0><80>"}
    for payload in ["eyJhIjoi_yJ9", "eyJhIjoiwIAifQ"] {
      #expect(throws: CompactToken.Fault.json) { try CompactToken("eyJhbGciOiJhIn0.\(payload).") }
    }
  }

  @Test(arguments: [
    ("Bearer abc", "abc"), ("bearer a.b-c_d~e+f/g==", "a.b-c_d~e+f/g=="), ("BEARER   x", "x"),
    ("Basic abc", nil), ("Bearer", nil), ("Bearer ", nil), ("Bearer a b", nil), ("Bearer a,b", nil),
    ("Bearerabc", nil), ("", nil), ("Bearer =", nil), ("Bearer a=b", nil), ("Bearer é", nil),
  ])
  func `a header has one token or none`(header: String, token: String?) {
    #expect(CompactToken.bearer(in: header) == token)
  }

  /// Whatever bytes there are, reading ends and nothing traps.
  @Test(arguments: 1...3)
  func `noise is read without harm`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let pieces = [
      "{", "}", "[", "]", "\"", "exp", ":", ",", "1", "-", ".", "e", "\\", "u00e9", " ",
      "9999999999999999999999",
    ]
    for _ in 0..<500 {
      let payload = (0..<draws.below(12)).map { _ in pieces[draws.below(pieces.count)] }.joined()
      let token = try? CompactToken(Self.token(payload))
      #expect(token == nil || payload.hasPrefix("{") || payload.hasPrefix(" "))
    }
  }
}
