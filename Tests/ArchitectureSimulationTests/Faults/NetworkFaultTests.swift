import ArchitectureSimulation
import Testing
import TimeBase

/// Known answers: a request every 100 ms that takes 20 ms, and faults that overlap, on its way or as
/// soon as it has arrived.
@Suite struct NetworkFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var faults: [String]
    var succeeded: UInt64 = 100
    var blame: [String] = []
    var arrivals: UInt64 = 100

    /// Of successes, in milliseconds.
    var mean: Int64 = 20

    /// Of failures.
    var failureTime = TimeSpan.zero

    var testDescription: String { faults.joined(separator: " and ") }
  }

  private static let first = #""at": "3s", "for": "4s""#
  private static let second = #""at": "5s", "for": "4s""#

  static let cases = [
    // 40 of 120 ms.
    Case(faults: [#"{ \#(first), "delay": "app", "by": "100ms" }"#], mean: 60),
    // 20 each of 120 ms, 320 ms and 220 ms: delays add up.
    Case(
      faults: [
        #"{ \#(first), "delay": "app", "by": "100ms" }"#,
        #"{ \#(second), "delay": "app", "by": "200ms", "from": "web" }"#,
      ], mean: 140),
    Case(
      faults: [#"{ \#(first), "partition": "app" }"#], succeeded: 60, blame: ["40 timeout at app"],
      arrivals: 60, failureTime: .seconds(1)),
    Case(
      faults: [#"{ \#(first), "partition": "app", "way": "there" }"#], succeeded: 60,
      blame: ["40 timeout at app"], arrivals: 60, failureTime: .seconds(1)),
    // The work is done, and the answer is lost.
    Case(
      faults: [#"{ \#(first), "partition": "app", "way": "back" }"#], succeeded: 60,
      blame: ["40 timeout at app"], failureTime: .seconds(1)),
    Case(
      faults: [#"{ \#(first), "partition": "app", "mode": "refuse" }"#], succeeded: 60,
      blame: ["40 refused at app"], arrivals: 60),
    Case(
      faults: [#"{ \#(first), "partition": "app", "mode": "refuse", "way": "back" }"#],
      succeeded: 60, blame: ["40 refused at app"], failureTime: .milliseconds(20)),
    // 40 do not get there, and of 20 the answer does not come back.
    Case(
      faults: [
        #"{ \#(first), "partition": "app", "way": "there" }"#,
        #"{ \#(second), "partition": "app", "way": "back" }"#,
      ], succeeded: 40, blame: ["60 timeout at app"], arrivals: 60, failureTime: .seconds(1)),
    Case(
      faults: [#"{ \#(first), "partition": "app" }"#, #"{ \#(second), "partition": "app" }"#],
      succeeded: 40, blame: ["60 timeout at app"], arrivals: 40, failureTime: .seconds(1)),
    Case(
      faults: [#"{ \#(first), "errors": "app", "share": "100%", "fast": true }"#], succeeded: 60,
      blame: ["40 error at app"]),
    Case(
      faults: [
        #"{ \#(first), "errors": "app", "share": "100%", "fast": true }"#,
        #"{ \#(second), "errors": "app", "share": "100%", "fast": true, "instance": 0 }"#,
      ], succeeded: 40, blame: ["60 error at app"]),
  ]

  @Test(arguments: cases)
  func `What does not get there, or not back, is known to the request`(_ fault: Case) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [Sketch.steady(calls: "app", #""timeout": "1s""#)],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)], faults: fault.faults
    ).play()
    let books = try result.client()
    #expect(books.succeeded == fault.succeeded)
    #expect(books.blame == fault.blame)
    #expect(books.latency?.mean == .milliseconds(fault.mean))
    #expect(try result.station("app").arrivals == fault.arrivals)
    let all = try #require(books.latencyOfAll)
    let sum =
      Double(books.succeeded) * Double(fault.mean) * 1e6
      + Double(books.failed) * Double(fault.failureTime.nanoseconds)
    #expect(all.meanNanoseconds * 100 == sum)
    #expect(books.inFlightAtEnd == 0)
    #expect(Books(of: result).complaints == [])
  }

  @Test(arguments: ["abandon", "cancel"])
  func `A cut link is the trouble of one caller alone`(_ policy: String) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [
        Sketch.steady(calls: "app", #""timeout": "1s", "onTimeout": "\#(policy)""#),
        ("other", Sketch.steady(calls: "app", #""timeout": "1s""#).1),
      ],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [#"{ \#(Self.first), "partition": "app", "from": "web" }"#]
    ).play()
    #expect(try result.client().blame == ["40 timeout at app"])
    #expect(try result.client("other").succeeded == 100)
    #expect(result.faults.map(\.title) == ["partition of web to app"])
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Whoever waits for a lost answer without a timeout waits for ever`() throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [#"{ \#(Self.first), "partition": "app", "way": "back" }"#]
    ).play()
    #expect(try result.client().inFlightAtEnd == 40)
    #expect(try result.station("app").inSystemAtEnd == 0)
    #expect(Books(of: result).complaints == [])
  }

  @Test(arguments: [
    (#"{ \#(first), "outage": ["app", "mail"] }"#, "outage of app, outage of mail"),
    (#"{ \#(first), "outage": ["app", "mail"], "name": "rack" }"#, "rack, rack"),
    (
      #"{ "every": "3s", "for": "4s", "outage": ["mail", "app"], "crews": 1 }"#,
      "outage of mail, outage of app"
    ),
  ])
  func `What breaks together breaks and is repaired at the same times`(
    _ fault: String, _ titles: String
  ) throws {
    let result = try Sketch(
      run: #""duration": "9950ms", "warmup": "0s""#,
      clients: [Sketch.steady(), ("other", Sketch.steady(calls: "mail").1)],
      components: [
        Sketch.service(does: #"{ "wait": "20ms" }"#),
        Sketch.service("mail", does: #"{ "wait": "20ms" }"#),
      ], faults: [fault]
    ).play()
    #expect(result.faults.map(\.title).joined(separator: ", ") == titles)
    #expect(result.faults.allSatisfy { "\($0.start) \($0.end ?? .zero)" == "3s 7s" })
    #expect(try result.client().blame == ["40 refused at app"])
    #expect(try result.client("other").blame == ["40 refused at mail"])
  }

  /// One worker for a second each: the first begins at 50 ms, and at 650 ms six wait.
  @Test(arguments: [
    (#""metric": "queue", "of": "app", "above": 5"#, TimeSpan.milliseconds(650)),
    (#""metric": "queue", "of": "app", "above": 5, "after": "1s""#, .milliseconds(1_650)),
    (#""metric": "inFlight", "of": "app", "above": 5"#, .milliseconds(550)),
    (#""metric": "inFlight", "of": "web", "above": 0"#, .milliseconds(50)),
  ])
  func `A level that is exceeded starts a fault once`(
    _ trigger: String, _ start: TimeSpan
  ) throws {
    let result = try Sketch(
      run: #""duration": "60s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [Sketch.service("app", #""workers": 1"#, does: #"{ "wait": "1s" }"#)],
      faults: [#"{ "when": { \#(trigger) }, "for": "1s", "crash": "app" }"#]
    ).play()
    #expect(result.faults.count == 1)
    #expect(result.faults.first?.start == Instant.zero + start)
    #expect(result.faults.first?.end == Instant.zero + start + .seconds(1))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `A level that is never exceeded starts nothing`() throws {
    let result = try Sketch(
      clients: [Sketch.steady()],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [
        #"{ "when": { "metric": "inFlight", "of": "app", "above": 1 }, "for": "1s", "crash": "app" }"#
      ]
    ).play()
    #expect(result.faults.isEmpty)
  }

  /// A thousand keys are all there after ten seconds, and all there again after ten more.
  @Test(arguments: [
    ([""], 0, 0), (["0%"], 0, 0), (["100%"], 1_000, 0), (["50%"], 500, 63),
    // A quarter outlives both; four standard deviations are 55.
    (["50%", "50%"], 750, 55),
  ])
  func `A flush of a share takes each entry with that probability`(
    _ shares: [String], _ lost: Int, _ tolerance: Int
  ) throws {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "2000/s" }, "calls": "app", "requests": { "r": { "key": { "uniform": 1000 } } } }"#
        )
      ],
      components: [
        Sketch.service(
          does: #"{ "cached": { "in": "cache", "otherwise": [ { "call": "database" } ] } }"#),
        ("cache", #"{ "kind": "cache", "capacity": 2000, "latency": "1us" }"#),
        Sketch.database("1us"),
      ],
      faults: shares.filter { !$0.isEmpty }.map {
        #"{ "at": "10s", "flush": "cache", "share": "\#($0)" }"#
      }
    ).play()
    #expect(abs(Int(try result.cache().misses) - 1_000 - lost) <= tolerance)
    #expect(Books(of: result).complaints == [])
  }
}
