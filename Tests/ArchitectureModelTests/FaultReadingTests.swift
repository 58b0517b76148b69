import ArchitectureModel
import Testing
import TimeBase

@Suite struct FaultReadingTests {
  private static let original = #"{ "at": "1m", "for": "10s", "outage": "database" }"#

  private static func faults(_ text: String) throws -> [Fault] {
    let shop = try #require(Shop.with(text, for: original))
    return try ModelDocument(shop, named: "shop.json").reading.architecture.faults
  }

  @Test func `the parts of a fault are read`() throws {
    let delay = try #require(
      try Self.faults(
        #"{ "at": "1m", "for": "9s", "delay": ["app", "cache"], "by": "10ms", "from": "web", "name": "rain" }"#
      ).first)
    #expect(delay.effect == .delay(by: .milliseconds(10)))
    #expect([delay.target] + delay.others == ["app", "cache"])
    #expect(delay.caller == "web")
    #expect(delay.titles == ["rain"])
    let cut = try #require(
      try Self.faults(
        #"{ "when": { "metric": "queue", "of": "jobs", "above": 9, "after": "2s", "lasting": "3s", "againAt": 4 }, "partition": "app", "way": "back" }"#
      ).first)
    #expect(cut.effect == .partition(.back, .hang))
    var trigger = Fault.Trigger(.queue, of: "jobs", above: 9)
    (trigger.hold, trigger.rearm) = (.seconds(3), 4)
    #expect(cut.trigger == trigger)
    #expect(cut.start == .seconds(2))
    #expect(!cut.hasFixedTimes)
  }

  @Test(arguments: [
    (
      #"{ "at": "1m", "outage": ["app", "app"] }"#, "faults[0].outage[1]: 'app' is named twice"
    ),
    (
      #"{ "at": "1m", "outage": ["app", "web"] }"#,
      "faults[0].outage[1]: 'web' is a client; nothing calls it"
    ),
    (
      #"{ "at": "1m", "flush": ["cache", "app"] }"#,
      "faults[0].flush[1]: 'app' is a service; 'flush' is for: cache"
    ),
    (
      #"{ "at": "1m", "when": { "metric": "queue", "of": "jobs", "above": 9 }, "crash": "app" }"#,
      "faults[0]: 'at' and 'when' exclude each other"
    ),
    (
      #"{ "when": { "metric": "queue", "of": "jobs", "above": "9%" }, "crash": "app" }"#,
      "faults[0].when.above: queue is a number of calls and no share"
    ),
    (
      #"{ "when": { "metric": "errors", "of": "web", "above": 9 }, "crash": "app" }"#,
      #"faults[0].when.above: errors is a share, such as "90%""#
    ),
    (
      #"{ "when": { "metric": "queue", "of": "jobs", "above": 9, "over": "1s" }, "crash": "app" }"#,
      #"faults[0].when.over: "over" is for utilisation and errors; queue holds at an instant"#
    ),
    (
      #"{ "when": { "metric": "errors", "of": "web", "above": "9%", "over": "1us" }, "crash": "app" }"#,
      "faults[0].when.over: expected at least 1ms, found"
    ),
    (
      #"{ "when": { "metric": "queue", "of": "jobs", "above": 9, "againAt": 10 }, "crash": "app" }"#,
      "faults[0].when.againAt: it is armed again while it is still above the limit"
    ),
    (
      #"{ "when": { "metric": "utilisation", "of": "web", "above": "9%" }, "crash": "app" }"#,
      "faults[0].when.of: 'web' is a client, which has no workers"
    ),
    (
      #"{ "when": { "metric": "utilisation", "of": "cache", "above": "9%" }, "crash": "app" }"#,
      "faults[0].when.of: 'cache' has unlimited workers, of which no share is busy"
    ),
    (
      #"{ "at": "1m", "partition": "app", "way": "their" }"#,
      #"faults[0].way: expected one of "there", "back", "both", found "their""#
    ),
    (
      #"{ "at": "1m", "stall": "app" }"#,
      "faults[0].stall: 'app' is a service; 'stall' is for: database, pool"
    ),
    (
      #"{ "at": "1m", "skew": "app", "ahead": "5s" }"#,
      "faults[0].skew: 'app' goes by no clock: it gives and checks no tokens that age and has no"
    ),
    (
      #"{ "at": "1m", "skew": "web", "ahead": "5s" }"#,
      "faults[0].skew: 'web' goes by no clock: its tokens have no lifetime"
    ),
    (
      #"{ "at": "1m", "skew": "database", "ahead": "5s" }"#,
      "faults[0].skew: 'database' is a database; 'skew' is for: gateway, service, cache"
    ),
    (
      #"{ "at": "1m", "skew": "cache" }"#,
      #"faults[0]: say how wrong the clock is: "ahead", "behind" or "drift""#
    ),
    (
      #"{ "at": "1m", "skew": "cache", "ahead": "1s", "behind": "1s" }"#,
      "faults[0]: 'ahead' and 'behind' exclude each other"
    ),
    (
      #"{ "at": "1m", "dns": "app" }"#,
      "faults[0].dns: 'app' is a service; 'dns' is for: external"
    ),
    (
      #"{ "at": "1m", "herd": "app", "requests": 5 }"#,
      "faults[0].herd: 'app' is a service, not a client"
    ),
    (
      #"{ "at": "1m", "herd": ["wed"], "requests": 5 }"#,
      "faults[0].herd[0]: no client is named 'wed'; did you mean 'web'?"
    ),
    (#"{ "at": "1m", "herd": "web" }"#, "faults[0]: missing key 'requests'"),
    (
      #"{ "at": "1m", "herd": "web", "requests": 0 }"#,
      "faults[0].requests: expected a whole number from 1 to 1000000, found 0"
    ),
    (
      #"{ "at": "1m", "for": "1s", "herd": "web", "requests": 1 }"#,
      "faults[0]: unknown key 'for'"
    ),
    (
      #"{ "at": "1m", "delay": "app" }"#, "faults[0]: missing key 'by'"
    ),
    (
      #"{ "at": "1m", "outage": "app", "mode": "readOnly" }"#,
      "faults[0].mode: 'app' is a service; this mode is for a database"
    ),
    (
      #"{ "at": "1m", "outage": "database", "mode": "locked" }"#,
      #"faults[0].mode: 'database' has no "singleWriter", whose file could be locked"#
    ),
    (
      #"{ "at": "1m", "outage": "database", "mode": "readOnly" }"#,
      "faults[0].mode: 'database' has no operation that writes"
    ),
  ])
  func `what is wrong with a fault is told where it stands`(
    _ text: String, _ message: String
  ) throws {
    #expect(try Self.complaint(text, for: Self.original).contains(message))
  }

  @Test(arguments: [
    (
      #""users": 3, "think": "1s""#, #""herd": "web", "requests": 5"#,
      #"faults[0].herd: 'web' has users, each with one request at a time; a herd needs "arrivals""#
    ),
    (
      #""sessions": { "arrivals": { "constant": "1/s" }, "requests": 3, "think": "1s" }"#,
      #""herd": "web", "requests": 5"#,
      #"faults[0].herd: 'web' has sessions; a herd needs "arrivals" of single requests"#
    ),
    (
      #""arrivals": { "constant": "1/s" }"#, #""stall": "database""#,
      "faults[0].stall: 'database' has unlimited connections, which never have to be waited for"
    ),
    (
      #""arrivals": { "constant": "1/s" }"#, #""dns": "hooks", "factor": 5"#,
      #"faults[0].factor: the name of 'hooks' takes no time to look up ("dns"), which stays none"#
    ),
    (
      #""arrivals": { "constant": "1/s" }"#, #""dns": "hooks", "factor": 5, "failsAfter": "1s""#,
      "faults[0]: 'factor' and 'failsAfter' exclude each other"
    ),
    (
      #""arrivals": { "constant": "1/s" }"#, #""skew": "mine", "ahead": "5s""#,
      "faults[0].skew: 'mine' is in the memory of a service, where a wrong clock does nothing"
    ),
  ])
  func `a fault that its target cannot suffer is told`(
    _ load: String, _ fault: String, _ message: String
  ) throws {
    let text = """
      { "format": 1, "clients": { "web": { \(load), "calls": "database" } },
        "components": {
          "database": {
            "kind": "database", "connections": "unlimited", "operations": { "*": "1ms" } },
          "app": { "kind": "service", "work": "1ms" },
          "mine": { "kind": "cache", "of": "app", "capacity": 9, "latency": "0s" },
          "hooks": { "kind": "external", "latency": "1ms" } },
        "faults": [ { "at": "1m", \(fault) } ] }
      """
    let error = #expect(throws: InvalidModel.self) {
      try ModelDocument(text, named: "sketch.json").reading
    }
    #expect("\(try #require(error))".contains(message))
  }

  private static let expected = #""metric": "latency.p95", "of": "web", "below": "200ms""#

  @Test(arguments: [
    (
      #""metric": "errors", "of": "web", "below": "1%", "during": "outage of databse""#,
      "expect[0].during: no fault is named 'outage of databse'"
    ),
    (
      #""metric": "errors", "of": "web", "below": "1%", "within": "1s""#,
      #"expect[0]: "within" needs "after""#
    ),
    (
      #""metric": "errors", "of": "web", "below": "1%", "from": "1s", "after": "outage of database""#,
      "exclude each other"
    ),
    (
      #""metric": "recovery", "of": "web", "below": "1s""#, #"recovery needs "after""#
    ),
    (
      #""metric": "goodput", "of": "web", "below": "1/s", "status": 200"#,
      "expect[0].status: goodput is not known by status"
    ),
    (
      #""metric": "queue.max", "of": "app", "below": 9, "instance": 2"#,
      "expect[0].instance: expected an instance of 'app' from 0 to 1"
    ),
    (
      #""metric": "hitRatio", "of": "cache", "below": "9%", "instance": 0"#,
      "hitRatio is known of all instances together only"
    ),
    (
      #""metric": "queue.max", "of": "app", "below": 9, "target": "cache""#,
      #""target" is for breaker figures, not for queue.max"#
    ),
    (
      #""metric": "queue.max", "of": "app", "below": 9, "p95UpTo": "1s""#,
      #""p95UpTo" is for recovery, not for queue.max"#
    ),
  ])
  func `what is wrong with an expectation of a fault is told`(
    _ text: String, _ message: String
  ) throws {
    #expect(try Self.complaint(text, for: Self.expected).contains(message))
  }

  @Test func `a window of a fault is that of the fault`() throws {
    let text = #""metric": "errors", "of": "web", "below": "1%""#
    for (key, from, to) in [
      (#""during": "outage of database""#, 60, 70), (#""after": "outage of database""#, 70, 300),
      (#""after": "outage of database", "within": "5s""#, 70, 75),
    ] {
      let shop = try #require(Shop.with("\(text), \(key)", for: Self.expected))
      let model = try ModelDocument(shop, named: "shop.json").reading.architecture
      let window = model.expectations.first?.figure.window
      #expect(window?.start == .seconds(Int64(from)))
      #expect(window?.end == .seconds(Int64(to)))
    }
  }

  private static func complaint(_ text: String, for original: String) throws -> String {
    let shop = try #require(Shop.with(text, for: original))
    do {
      _ = try ModelDocument(shop, named: "shop.json").reading
      return "nothing"
    } catch {
      return "\(error)"
    }
  }
}
