import ArchitectureSimulation
import Testing
import TimeBase

/// What a caller's timeout does to the work that it no longer waits for.
@Suite struct CancellationTests {
  private func play(
    _ clients: [(String, String)], _ components: [(String, String)], latency: String = "0s",
    _ faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "40s", "warmup": "0s""#, network: #""latency": "\#(latency)""#,
      clients: clients, components: components, faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let cancels = #""timeout": "1s", "onTimeout": "cancel""#
  private static let abandons = #""timeout": "1s", "onTimeout": "abandon""#

  @Test(arguments: [
    (abandons, Int64(19_500), UInt64(1), TimeSpan.seconds(10)), (cancels, 10_500, 1, .seconds(1)),
  ])
  func `Abandoned work keeps its worker, and cancelled work gives it back`(
    _ policy: String, _ milliseconds: Int64, _ wasted: UInt64, _ wastedTime: TimeSpan
  ) throws {
    // The second waits for the only worker: until 10 s, or until the first is cancelled at 1 s.
    let result = try play(
      [Sketch.once("web", policy), Sketch.once("other", at: "500ms")],
      [
        Sketch.service(
          "app", #""workers": 1"#,
          does: #"{ "wait": "10s" }"#)
      ])
    #expect(try result.client().blame == ["1 timeout at app"])
    #expect(try result.client().latencyOfAll?.maximum == .seconds(1))
    let other = try #require(try result.client("other").latency)
    #expect(other.maximum == .milliseconds(milliseconds))
    let station = try result.station("app")
    #expect(station.completions == 2)
    #expect(station.wasted == wasted)
    #expect(station.wastedTime == wastedTime)
  }

  @Test func `A cancelled call that waits leaves the line`() throws {
    let result = try play(
      [
        Sketch.once("first"), Sketch.once("web", at: "100ms", Self.cancels),
        Sketch.once("last", at: "200ms"),
      ], [Sketch.service("app", #""workers": 1, "backlog": 2"#, does: #"{ "wait": "3s" }"#)])
    #expect(try result.client().blame == ["1 timeout at app"])
    #expect(try result.client("last").latency?.maximum == .milliseconds(5_800))
    #expect(try result.station("app").turnedAway == 1)
  }

  @Test(arguments: ["0s", "300ms"])
  func `Cancellation goes down the whole chain`(_ latency: String) throws {
    let result = try play(
      [Sketch.once("web", calls: "gateway", Self.cancels)],
      [
        ("gateway", #"{ "kind": "gateway", "calls": "balancer" }"#),
        ("balancer", #"{ "kind": "balancer", "over": "app" }"#),
        Sketch.service(does: #"{ "call": "database" }"#), Sketch.database("20s"),
      ], latency: latency)
    #expect(try result.client().blame == ["1 timeout at gateway"])
    for name in ["gateway", "balancer", "app", "database"] {
      let station = try result.station(name)
      #expect(station.inSystemAtEnd == 0, Comment(rawValue: name))
      #expect(station.wastedTime <= .seconds(1), Comment(rawValue: name))
    }
  }

  @Test func `Without cancellation the whole chain works to its end for nobody`() throws {
    let result = try play(
      [Sketch.once("web", calls: "gateway", Self.abandons)],
      [
        ("gateway", #"{ "kind": "gateway", "calls": "app" }"#),
        Sketch.service(does: #"{ "call": "database" }"#), Sketch.database("20s"),
      ])
    for name in ["gateway", "app", "database"] {
      let station = try result.station(name)
      #expect(station.completions == 1, Comment(rawValue: name))
      #expect(station.residence?.maximum == .seconds(20), Comment(rawValue: name))
    }
    // The gateway's call was for nobody, but it spent no work of its own.
    #expect(try result.station("gateway").wasted == 1)
    #expect(try result.station("gateway").wastedTime == .zero)
  }

  @Test func `A cancelled computation leaves its share of the processor to the others`() throws {
    // Alone 2 s each. Together until 3 s, when each has done 1.5 s; the other is alone from then on.
    let result = try play(
      [Sketch.once("web", #""timeout": "3s", "onTimeout": "cancel""#), Sketch.once("other")],
      [("app", #"{ "kind": "service", "cpu": { "cores": 1 }, "work": "2s" }"#)])
    #expect(try result.client().blame == ["1 timeout at app"])
    #expect(try result.client("other").latency?.maximum == .milliseconds(3_500))
  }

  @Test func `A call that is cancelled on its way never arrives`() throws {
    let result = try play(
      [Sketch.once("web", #""timeout": "100ms", "onTimeout": "cancel""#)],
      [Sketch.service(does: #"{ "wait": "1s" }"#)], latency: "1s")
    #expect(try result.client().blame == ["1 timeout at app"])
    #expect(try result.station("app").arrivals == 0)
  }

  @Test func `An answer at the very instant of the timeout is in time`() throws {
    let result = try play(
      [Sketch.once("web", Self.cancels)], [Sketch.service(does: #"{ "wait": "1s" }"#)])
    #expect(try result.client().succeeded == 1)
    #expect(try result.client().latency?.maximum == .seconds(1))
  }

  @Test func `Whoever hangs is let go by a timeout of either sort`() throws {
    for policy in [Self.abandons, Self.cancels] {
      let result = try play(
        [Sketch.once("web", policy)], [Sketch.service(does: #"{ "wait": "1s" }"#)],
        [#"{ "at": "0s", "outage": "app", "mode": "hang" }"#])
      #expect(try result.client().blame == ["1 timeout at app"])
      #expect(try result.station("app").inSystemAtEnd == 0)
    }
  }
}
