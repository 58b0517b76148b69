import ArchitectureSimulation
import Testing
import TimeBase

/// Known answers: a request every 100 ms that takes 20 ms, and a fault in the middle.
@Suite struct FaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var faults: [String]
    var succeeded: UInt64
    var blame: [String]

    /// Of successes.
    var mean = TimeSpan.milliseconds(20)

    /// In milliseconds.
    var maximum: Int64 = 20

    /// Of failures.
    var failureTime = TimeSpan.zero
    var instances = 1

    var testDescription: String { faults.joined(separator: " and ") }
  }

  private static let first = #""at": "3s", "for": "4s""#
  private static let second = #""at": "5s", "for": "4s""#

  static let single = [
    Case(
      faults: [#"{ \#(first), "outage": "app", "mode": "refuse" }"#], succeeded: 60,
      blame: ["40 refused at app"]),
    Case(
      faults: [#"{ \#(first), "outage": "app", "mode": "hang" }"#], succeeded: 60,
      blame: ["40 timeout at app"], failureTime: .seconds(1)),
    Case(faults: [#"{ \#(first), "crash": "app" }"#], succeeded: 60, blame: ["40 refused at app"]),
    // 60 of 20 ms and 40 of 100 ms; the last of these, half done when the fault ends, gains 40 ms.
    Case(
      faults: [#"{ \#(first), "slow": "app", "factor": 5 }"#], succeeded: 100, blame: [],
      mean: .microseconds(51_600), maximum: 100),
    Case(
      faults: [#"{ \#(first), "slow": "app", "factor": 0.5 }"#], succeeded: 100, blame: [],
      mean: .milliseconds(16)),
    Case(
      faults: [#"{ \#(first), "errors": "app", "share": "100%", "status": 503 }"#], succeeded: 60,
      blame: ["40 error at app"], failureTime: .milliseconds(20)),
    Case(
      faults: [#"{ \#(first), "errors": "app", "share": "0%" }"#], succeeded: 100, blame: []),
    // For good.
    Case(faults: [#"{ "at": "3s", "crash": "app" }"#], succeeded: 30, blame: ["70 refused at app"]),
  ]

  static let overlapping = [
    Case(
      faults: [#"{ \#(first), "outage": "app" }"#, #"{ \#(second), "outage": "app" }"#],
      succeeded: 40, blame: ["60 refused at app"]),
    Case(
      faults: [
        #"{ \#(first), "outage": "app", "mode": "hang" }"#,
        #"{ \#(second), "outage": "app", "mode": "hang" }"#,
      ], succeeded: 40, blame: ["60 timeout at app"], failureTime: .seconds(1)),
    Case(
      faults: [#"{ \#(first), "crash": "app" }"#, #"{ \#(second), "crash": "app" }"#],
      succeeded: 40, blame: ["60 refused at app"]),
    // 40 of 20 ms, 20 of 40 ms, 20 of 120 ms, 20 of 60 ms: slownesses multiply. What is under way for
    // 50 ms when a slowness ends gains 35 ms at 7s (from 6 to 3) and 6 2/3 ms at 9s (from 3 to 1).
    Case(
      faults: [
        #"{ \#(first), "slow": "app", "factor": 2 }"#,
        #"{ \#(second), "slow": "app", "factor": 3 }"#,
      ], succeeded: 100, blame: [], mean: .nanoseconds(51_583_333), maximum: 120),
    Case(
      faults: [
        #"{ \#(first), "errors": "app", "share": "100%" }"#,
        #"{ \#(second), "errors": "app", "share": "100%" }"#,
      ], succeeded: 40, blame: ["60 error at app"], failureTime: .milliseconds(20)),
    // One within the other.
    Case(
      faults: [
        #"{ \#(first), "outage": "app" }"#, #"{ "at": "4s", "for": "1s", "crash": "app" }"#,
      ],
      succeeded: 60, blame: ["40 refused at app"]),
    // One begins at the instant at which the other ends.
    Case(
      faults: [
        #"{ \#(first), "outage": "app" }"#, #"{ "at": "7s", "for": "1s", "outage": "app" }"#,
      ],
      succeeded: 50, blame: ["50 refused at app"]),
  ]

  /// Two instances take turns, so that half of the 40 meet the fault.
  static let ofInstances = [
    Case(
      faults: [#"{ \#(first), "crash": "app", "instance": 0 }"#], succeeded: 80,
      blame: ["20 refused at app"], instances: 2),
    Case(
      faults: [
        #"{ \#(first), "crash": "app", "instance": 1 }"#, #"{ \#(second), "crash": "app" }"#,
      ],
      succeeded: 50, blame: ["50 refused at app"], instances: 2),
    Case(
      faults: [#"{ \#(first), "slow": "app", "factor": 6, "instance": 1 }"#], succeeded: 100,
      blame: [], mean: .nanoseconds(39_416_667), maximum: 120, instances: 2),
    Case(
      faults: [#"{ \#(first), "errors": "app", "share": "100%", "instance": 0 }"#], succeeded: 80,
      blame: ["20 error at app"], failureTime: .milliseconds(20), instances: 2),
    // The slowness of one instance multiplies with that of all: 10 of 60 ms, 10 of 180 ms and
    // 10 of 60 ms on the first, 20 of 60 ms on the second, and 50 of 20 ms before and after; two that
    // are under way when a slowness ends gain 20 ms and 6 2/3 ms.
    Case(
      faults: [
        #"{ \#(first), "slow": "app", "factor": 3, "instance": 0 }"#,
        #"{ \#(second), "slow": "app", "factor": 3 }"#,
      ], succeeded: 100, blame: [], mean: .nanoseconds(51_733_333), maximum: 180, instances: 2),
  ]

  @Test(arguments: single + overlapping + ofInstances)
  func `A fault hits exactly what it should`(_ fault: Case) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [Sketch.steady(calls: "app", #""timeout": "1s""#)],
      components: [
        Sketch.service(
          "app", #""workers": "unlimited", "instances": \#(fault.instances)"#,
          does: #"{ "wait": "20ms" }"#)
      ],
      faults: fault.faults
    ).play()
    let books = try result.client()
    #expect(books.succeeded == fault.succeeded)
    #expect(books.blame == fault.blame)
    let latency = try #require(books.latency)
    #expect(latency.mean == fault.mean)
    #expect(latency.maximum == .milliseconds(fault.maximum))
    // All failures took the same time, so that the sum of all times tells it.
    let all = try #require(books.latencyOfAll)
    let sum = Double(books.failed) * Double(fault.failureTime.nanoseconds)
    #expect(
      all.meanNanoseconds * 100 == latency.meanNanoseconds * Double(books.succeeded) + sum)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `Overlapping windows of one fault are each reported with their own times`() throws {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [
        #"{ \#(Self.first), "outage": "app" }"#, #"{ \#(Self.second), "outage": "app" }"#,
        #"{ "at": "10s", "crash": "app" }"#, #"{ "at": "25s", "crash": "app" }"#,
      ]
    ).play()
    let windows = result.faults.map { "\($0.title) \($0.start) \($0.end.map { "\($0)" } ?? "-")" }
    #expect(
      windows == [
        "outage of app 3s 7s", "outage of app 5s 9s", "crash of app 10s -",
      ])
    #expect(
      result.log.entries.map { "\($0.time) \($0.event)" } == [
        "3s outage of app begins", "5s outage of app begins", "7s outage of app ends",
        "9s outage of app ends", "10s crash of app begins", "10s instance crashes",
      ])
  }

  @Test func `Two shares of errors each hit what the other lets pass`() throws {
    // 1 - 0.5 · 0.5 = 0.75 of 20,000, of which four standard deviations are 245.
    let result = try Sketch(
      run: #""duration": "21s", "warmup": "0s""#,
      clients: [
        ("web", #"{ "arrivals": { "constant": "1000/s", "limit": 20000 }, "calls": "app" }"#)
      ],
      components: [Sketch.service(does: #"{ "respond": 200 }"#)],
      faults: [
        #"{ "at": "0s", "errors": "app", "share": "50%" }"#,
        #"{ "at": "0s", "errors": "app", "share": "50%" }"#,
      ]
    ).play()
    #expect(abs(Int(try result.client().failed) - 15_000) < 245)
  }

  @Test func `A component that hangs answers nobody, not even when it is well again`() throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [Sketch.service(does: #"{ "wait": "20ms" }"#)],
      faults: [#"{ \#(Self.first), "outage": "app", "mode": "hang" }"#]
    ).play()
    let books = try result.client()
    #expect(books.succeeded == 60)
    #expect(books.failed == 0)
    #expect(books.inFlightAtEnd == 40)
    #expect(try result.station("app").inSystemAtEnd == 40)
    #expect(Books(of: result).complaints == [])
  }

  /// One key, which is loaded once and then found 99 times, if nothing happens.
  @Test(arguments: [
    ("", 99, 1, 1), (#"{ "at": "5s", "flush": "cache" }"#, 98, 2, 2),
    // A flush of a cache is not undone, and two make no difference.
    (#"{ "at": "5s", "flush": "cache" }, { "at": "5s", "flush": "cache" }"#, 98, 2, 2),
    // Out of reach it keeps what it holds; the application loads each time.
    (#"{ "at": "3s", "for": "4s", "outage": "cache" }"#, 59, 1, 41),
    // After a crash it is empty.
    (#"{ "at": "3s", "for": "4s", "crash": "cache" }"#, 58, 2, 42),
    // An error instead of an answer is a miss as well; what was loaded is stored.
    (#"{ "at": "3s", "for": "4s", "errors": "cache", "share": "100%" }"#, 99, 1, 41),
  ])
  func `A cache in trouble is a miss`(
    _ faults: String, _ hits: UInt64, _ misses: UInt64, _ loads: UInt64
  ) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#, clients: [Sketch.steady()],
      components: [
        Sketch.service(
          does: #"{ "cached": { "in": "cache", "otherwise": [ { "call": "database" } ] } }"#),
        ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "1ms" }"#),
        Sketch.database("5ms"),
      ],
      faults: [faults]
    ).play()
    let cache = try result.cache()
    #expect(cache.hits == hits)
    #expect(cache.misses == misses)
    #expect(try result.station("database").arrivals == loads)
    #expect(try result.client().succeeded == 100)
    #expect(Books(of: result).complaints == [])
  }

  @Test(arguments: [
    ("refuse", "40 refused at jobs", 60, 0), ("hang", "40 timeout at app", 60, 0),
  ])
  func `A queue that takes no jobs fails those who would enqueue`(
    _ mode: String, _ blame: String, _ jobs: UInt64, _ unused: Int
  ) throws {
    let result = try Sketch(
      run: #""duration": "12s", "warmup": "0s""#,
      clients: [Sketch.steady(calls: "app", #""timeout": "1s", "onTimeout": "cancel""#)],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        ("jobs", #"{ "kind": "queue", "workers": 1, "work": "20ms" }"#),
      ],
      faults: [#"{ \#(Self.first), "outage": "jobs", "mode": "\#(mode)" }"#]
    ).play()
    #expect(try result.client().blame == [blame])
    let station = try result.station("jobs")
    #expect(station.completions == jobs)
    #expect(station.inSystemAtEnd == 0)
    #expect(Books(of: result).complaints == [])
  }
}
