import Resilience
import Testing
import TimeBase

@Suite struct RateLimitHeadersTests {
  private static let status = RateLimitStatus(
    limit: 100, remaining: 50, resetAfter: .milliseconds(29_001))

  @Test(
    arguments: [
      (
        .draft6,
        [
          "RateLimit-Limit: 100", "RateLimit-Remaining: 50", "RateLimit-Reset: 30",
          "RateLimit-Policy: 100;w=60",
        ]
      ),
      (
        .draft7,
        ["RateLimit: limit=100, remaining=50, reset=30", "RateLimit-Policy: 100;w=60"]
      ),
      (.draft8, ["RateLimit: \"default\";r=50;t=30", "RateLimit-Policy: \"default\";q=100;w=60"]),
      (
        .secondsFromNow,
        ["X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 50", "X-RateLimit-Reset: 30"]
      ),
      (
        .epochSeconds(wallClock: Instant(milliseconds: 784_111_777_000)),
        ["X-RateLimit-Limit: 100", "X-RateLimit-Remaining: 50", "X-RateLimit-Reset: 784111807"]
      ),
    ] as [(RateLimitHeaders.Form, [String])])
  func `what is left is told in each form`(form: RateLimitHeaders.Form, lines: [String]) {
    let headers = RateLimitHeaders(Self.status, window: .seconds(60))
    #expect(headers.fields(form).map { "\($0.name): \($0.value)" } == lines)
  }

  @Test func `a name is quoted and a window may be left out`() {
    let headers = RateLimitHeaders(Self.status, name: "per \"user\"\n\\ é")
    let values = headers.fields(.draft8).map(\.value)
    #expect(values == ["\"per \\\"user\\\"\\\\ \";r=50;t=30", "\"per \\\"user\\\"\\\\ \";q=100"])
  }

  @Test(arguments: [(0, "0"), (1, "1"), (999_999_999, "1"), (1_000_000_000, "1"), (-5, "0")])
  func `seconds are rounded up`(nanoseconds: Int64, text: String) {
    #expect(RetryAfter.seconds(.nanoseconds(nanoseconds)) == text)
  }

  /// The first is the example of RFC 9110, 5.6.7; the others are what GNU date -u prints.
  @Test(
    arguments: [
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
      (951_868_800, "Wed, 01 Mar 2000 00:00:00 GMT"),
      (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
      (-2_203_891_200, "Thu, 01 Mar 1900 00:00:00 GMT"),
      (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
      (9_223_372_036, "Fri, 11 Apr 2262 23:47:16 GMT"),
    ] as [(Int64, String)])
  func `dates are written as HTTP wants them`(seconds: Int64, text: String) {
    #expect(RetryAfter.date(.zero, at: Instant(milliseconds: seconds * 1_000)) == text)
    let early = Instant(milliseconds: seconds * 1_000 - 2_500)
    #expect(RetryAfter.date(.milliseconds(1_501), at: early) == text)
  }

  /// The twin counts days one by one.
  @Test func `the days of thirty years follow one another`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    var (year, month, day) = (1_970, 0, 1)
    for count in 0..<11_100 {
      let date = RetryAfter.date(.zero, at: Instant(milliseconds: Int64(count) * 86_400_000))
      if date.dropFirst(5).prefix(11) != "\(day < 10 ? "0" : "")\(day) \(names[month]) \(year)" {
        Issue.record("day \(count) is \(date)")
        return
      }
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      day += 1
      if day > lengths[month] + (month == 1 && isLeap ? 1 : 0) { (month, day) = (month + 1, 1) }
      if month == 12 { (year, month) = (year + 1, 0) }
    }
  }
}
