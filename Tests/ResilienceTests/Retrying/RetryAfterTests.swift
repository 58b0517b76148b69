import Resilience
import Testing
import TimeBase

@Suite struct RetryAfterTests {
  /// RFC 9110, section 5.6.7: three forms of one date, 784,111,777 s after the beginning of 1970.
  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
      ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
      ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
      ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
      ("Mon, 01 Mar 2100 00:00:00 GMT", 4_107_542_400),
      ("Tue, 19 Jan 2038 03:14:08 GMT", 2_147_483_648),
      ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Saturday, 01-Jan-00 00:00:00 GMT", 946_684_800),
    ] as [(String, Int64)])
  func `all dates of HTTP are read`(header: String, seconds: Int64) {
    #expect(RetryAfter(header) == .date(.zero + .seconds(seconds)))
  }

  @Test(arguments: [("0", 0), ("120", 120), ("0007", 7)] as [(String, Int64)])
  func `seconds are read`(header: String, seconds: Int64) {
    #expect(RetryAfter(header) == .span(.seconds(seconds)))
    #expect(RetryAfter(header)?.wait(at: .distantFuture) == .seconds(seconds))
  }

  @Test func `a wait of ages saturates`() {
    #expect(RetryAfter("99999999999999999999999") == .span(.forever))
  }

  @Test(arguments: [
    "", "-1", "+5", "1.5", "5s", "soon", "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 08:49:37 EST",
    "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Foo 1994 08:49:37 GMT",
    "Sun, 06 Nov 194 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Son, 06 Nov 1994 08:49:37 GMT",
  ])
  func `what is neither is not read`(header: String) {
    #expect(RetryAfter(header) == nil)
  }

  @Test func `a date is waited for, unless it has passed`() {
    let date = RetryAfter.date(.zero + .seconds(100))
    #expect(date.wait(at: .zero + .seconds(90)) == .seconds(10))
    #expect(date.wait(at: .zero + .seconds(101)) == .zero)
  }
}
