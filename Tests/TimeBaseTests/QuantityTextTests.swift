import Testing
import TimeBase

@Suite struct QuantityTextTests {
  @Test(arguments: [
    ("0s", 0, "0s"), ("1ns", 1, "1ns"), ("1.5ms", 1_500_000, "1.5ms"),
    ("250ms", 250_000_000, "250ms"), ("0.2ms", 200_000, "200us"), ("2m", 120_000_000_000, "2m"),
    ("1m30s", 90_000_000_000, "1m30s"), ("50us", 50_000, "50us"), ("50µs", 50_000, "50us"),
    ("10min", 600_000_000_000, "10m"), ("1 h", 3_600_000_000_000, "1h"),
    ("16.666666666666666ms", 16_666_667, "16.666667ms"), ("0.4ns", 0, "0s"), ("2.5ns", 2, "2ns"),
    ("3.5ns", 4, "4ns"), ("1.001001s", 1_001_001_000, "1.001001s"),
    ("7d", 604_800_000_000_000, "7d"),
  ])
  func `a span is read to the nanosecond and printed short`(
    text: String, nanoseconds: Int64, printed: String
  ) throws {
    let span = try TimeSpan(text)
    #expect(span.nanoseconds == nanoseconds)
    #expect(span.description == printed)
    #expect(try TimeSpan(span.description) == span)
  }

  @Test(arguments: [
    ("5", "'5' has no unit; write for instance \"5ms\""),
    ("1m30", "'1m30' has no unit; write for instance \"1m30s\""),
    ("1.5.5s", "'1.5.5s' is not a number with a unit, such as \"250ms\""),
    ("1e9s", "'1e9s' is not a number with a unit, such as \"250ms\""),
    ("", "'' is not a number with a unit, such as \"250ms\""),
    ("ms", "'ms' is not a number with a unit, such as \"250ms\""),
    ("-5ms", "'-5ms' is negative"),
    ("5 parsecs", "unknown unit 'parsecs'; known: ns, us, ms, s, m, h, d"),
    (
      "99999999999999999999d",
      "'99999999999999999999d' is not a number with a unit, such as \"250ms\""
    ),
    ("999999999d", "'999999999d' is too large; the limit is 26000d"),
  ])
  func `what is not a span says why`(text: String, message: String) {
    let problem = #expect(throws: QuantityProblem.self) { try TimeSpan(text) }
    #expect(problem?.description == message)
  }

  @Test(arguments: [
    ("300/s", 300.0, "300/s"), ("20/min", 1.0 / 3, "20/m"), ("20/m", 1.0 / 3, "20/m"),
    ("130.7/s", 130.7, "130.7/s"), ("0.5/h", 0.5 / 3600, "0.5/h"), ("5 per 10s", 0.5, "0.5/s"),
    ("30.000000000000004/s", 30.0, "30/s"), ("0/s", 0, "0/s"), ("1000/ms", 1e6, "1000000/s"),
  ])
  func `a rate is kept as the fraction that was written`(
    text: String, perSecond: Double, printed: String
  ) throws {
    let rate = try Rate(text)
    #expect(abs(rate.perSecond - perSecond) <= 1e-12 * perSecond)
    #expect(rate.description == printed)
    #expect(try Rate(rate.description) == rate)
  }

  @Test(arguments: [
    ("300", "'300' has no unit; write for instance \"300/s\""),
    ("300s", "'300s' is not a number with a unit, such as \"300/s\""),
    ("-3/s", "'-3/s' is negative"),
    ("3/x", "unknown unit '/x'; known: /ns, /us, /ms, /s, /m, /h, /d"),
    ("fast", "'fast' is not a number with a unit, such as \"300/s\""),
    ("5 per 0s", "'5 per 0s' is not a number with a unit, such as \"300/s\""),
  ])
  func `what is not a rate says why`(text: String, message: String) {
    let problem = #expect(throws: QuantityProblem.self) { try Rate(text) }
    #expect(problem?.description == message)
  }

  @Test func `equal rates are equal whatever the unit they were written in`() throws {
    #expect(try Rate("60/min") == Rate("1/s"))
    #expect(try Rate("60/min").hashValue == Rate("1/s").hashValue)
    #expect(try Rate("61/min") > Rate("1/s"))
  }
}

@Suite struct TimeArithmeticTests {
  @Test func `sums saturate instead of trapping`() {
    #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
    #expect(TimeSpan.forever + .forever == .forever)
    #expect(TimeSpan.forever * 2 == .forever)
    #expect(TimeSpan.seconds(.max) == .forever)
    #expect(Instant.zero - .forever - .forever == Instant(nanoseconds: .min))
  }

  @Test(arguments: [
    (0.5, 0), (1.5, 2), (2.5, 2), (-3.0, 0), (.infinity, Int64.max),
    (1e18, 1_000_000_000_000_000_000),
  ])
  func `a sampled duration is rounded to even and never negative`(drawn: Double, whole: Int64) {
    #expect(TimeSpan(roundingNanoseconds: drawn).nanoseconds == whole)
  }
}
