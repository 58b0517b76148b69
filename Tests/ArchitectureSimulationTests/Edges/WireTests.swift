import ArchitectureSimulation
import Testing
import TimeBase

/// Hops on which messages do not always take the same time: a hundred requests to a service that takes
/// no time, unless said otherwise.
@Suite struct WireTests {
  private func play(
    _ line: String, requests: String = #""POST /a": {}"#, client: String? = nil,
    faults: [String] = [], seconds: Int = 20
  ) throws -> RunResult {
    let traits = #""requests": { \#(requests) }"#
    let result = try Sketch(
      run: #""duration": "\#(seconds)s", "warmup": "0s""#,
      network: #""links": [ { "from": "web", "to": "app" \#(line) } ]"#,
      clients: [
        client.map { ("web", #"{ \#($0), "calls": "app", \#(traits) }"#) }
          ?? Sketch.steady(calls: "app", traits)
      ],
      components: [Sketch.service(does: "")], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  // MARK: Bandwidth

  private static let body = #""POST /a": { "body": "10KiB", "answer": "30KiB" }"#

  @Test func `A body takes as much longer as it has to be sent, each way by itself`() throws {
    // 10 and 30 ms at 1 MiB/s, and 5 ms there and back.
    let result = try play(
      #", "latency": "5ms", "bandwidth": "1000KiB""#, requests: Self.body)
    #expect(try result.client().latency?.areAll(.milliseconds(50)) == true)
    #expect(try play(#", "bandwidth": "1000KiB""#).client().latency?.areAll(.zero) == true)
  }

  @Test func `On a shared channel bodies go one after the other`() throws {
    let batch = #""arrivals": { "constant": "1/s", "limit": 4, "batch": 4 }"#
    let apart = try play(
      #", "bandwidth": "1000KiB""#, requests: Self.body, client: batch
    ).client()
    #expect(apart.latency?.areAll(.milliseconds(40)) == true)
    let shared = try play(
      #", "bandwidth": "1000KiB", "shared": true"#, requests: Self.body, client: batch
    ).client()
    // They arrive after 10, 20, 30 and 40 ms; answers of 30 ms follow each other from the first on.
    #expect(shared.latency?.mean == .milliseconds(85))
    #expect(shared.latency?.maximum == .milliseconds(130))
  }

  @Test func `A shared channel that is always busy is a queue with one server`() throws {
    // M/D/1 at ρ = 0.8: the wait is ρ D / (2 (1 - ρ)) = 2 D, D = 10 ms.
    let result = try play(
      #", "bandwidth": "1000KiB", "shared": true"#, requests: #""POST /a": { "body": "10KiB" }"#,
      client: #""arrivals": { "poisson": "80/s" }"#, seconds: 600)
    let mean = try #require(try result.client().latency?.mean)
    #expect(mean > .microseconds(28_500) && mean < .microseconds(31_500))
  }

  // MARK: Latencies

  @Test func `Latencies are drawn anew for each message`() throws {
    let result = try play(
      #", "latency": { "uniform": ["10ms", "20ms"] }"#,
      client: #""arrivals": { "constant": "100/s" }"#, seconds: 100)
    let latency = try #require(try result.client().latency)
    // The sum of two: 30 ms on average, 20 to 40 ms at the ends; its variance is 2 · 10² / 12, so that
    // the mean of 10,000 is known to 41 us: within four of these.
    #expect(latency.mean > .microseconds(29_836) && latency.mean < .microseconds(30_164))
    #expect(latency.maximum < .milliseconds(40))
    let deviation = latency.standardDeviation
    #expect(deviation > .microseconds(3_990) && deviation < .microseconds(4_170))
  }

  // MARK: Loss

  @Test func `What is lost is sent again, later and later`() throws {
    let result = try play(
      #", "latency": "1ms", "loss": "20%""#, client: #""arrivals": { "constant": "100/s" }"#,
      seconds: 200)
    let client = try result.client()
    // Each way 200 ms · p / (1 - 2 p) = 66.7 ms more. Of 20,000 requests the mean is known to 2.5 ms or
    // so, for the tail is heavy: a fifth of what is lost is lost again.
    let mean = try #require(client.latency?.mean)
    #expect(mean > .milliseconds(125) && mean < .milliseconds(146))
    // Neither is lost: 0.64; so the median knows of none, and the 90th percentile of one.
    #expect(client.latency.map { $0.p50 < .milliseconds(3) } == true)
    #expect(
      client.latency.map { $0.p90 > .milliseconds(200) && $0.p90 < .milliseconds(410) } == true)
    let repeated = result.connections.first?.repeated ?? 0
    // 40,000 messages, a quarter of a repetition each.
    #expect(repeated > 9_600 && repeated < 10_400)
  }

  @Test func `A fault that loses everything is a partition, and two lose what one lets pass`()
    throws
  {
    let whole = #"{ "at": "0s", "loss": "app", "share": "100%" }"#
    #expect(try play("", faults: [whole]).client().completed == 0)
    let half = #"{ "at": "0s", "loss": "app", "share": "50%", "from": "web" }"#
    let client = #""arrivals": { "constant": "100/s" }"#
    let one = try play("", client: client, faults: [half], seconds: 100)
    let two = try play("", client: client, faults: [half, half], seconds: 100)
    // Of 10,000 messages there a half and a quarter arrive at once.
    func atOnce(_ result: RunResult) throws -> UInt64 {
      try result.points().reduce(0) { $0 + $1.succeeded }
    }
    #expect(try atOnce(one) > atOnce(two))
    let repeatedOnce = one.connections.first?.repeated ?? 0
    // A message is sent 1 / (1 - p) times: once more with one, and three times more with two.
    let repeatedTwice = two.connections.first?.repeated ?? 0
    #expect(repeatedTwice > 2 * repeatedOnce)
  }

  @Test func `What is lost in a fault comes when it is sent again after it`() throws {
    let fault = #"{ "at": "3s", "for": "4s", "loss": "app", "share": "100%" }"#
    let client = try play("", faults: [fault], seconds: 60).client()
    #expect(client.succeeded == 100)
    // Sent again after 0.2, 0.6, 1.4, 3 and 6.2 s: of 40 the first 10 come after 6.2 s, then 16 after
    // 3 s, 8 after 1.4 s, 4 after 0.6 s and 2 after 0.2 s, which is 1.24 s for each of all.
    #expect(client.latency?.maximum == .milliseconds(6_200))
    #expect(client.latency?.mean == .milliseconds(1_240))
  }

  // MARK: Connections

  @Test(arguments: [("none", Int64(40)), ("1.3", 60), ("1.2", 80)])
  func `Encryption takes one round trip more or two`(_ version: String, _ time: Int64) throws {
    let result = try Sketch(
      network: #""latency": "10ms""#,
      clients: [Sketch.steady(calls: "app", #""connection": { "tls": "\#(version)" }"#)],
      components: [Sketch.service(does: "")]
    ).play()
    #expect(try result.client().latency?.areAll(.milliseconds(time)) == true)
  }

  struct Kept: Sendable, CustomTestStringConvertible {
    var keepAlive: String
    var opened: UInt64
    var client = #""arrivals": { "constant": "10/s", "first": "50ms", "limit": 100 }"#

    var testDescription: String { keepAlive }
  }

  static let kept = [
    Kept(keepAlive: "{}", opened: 1),
    Kept(keepAlive: #"{ "requests": 10 }"#, opened: 10),
    // 60 ms pass from an answer on a new connection to the next request, and 80 ms on one that was
    // kept; what is as old as the timeout is closed.
    Kept(keepAlive: #"{ "timeout": "60ms" }"#, opened: 100),
    Kept(keepAlive: #"{ "timeout": "80ms" }"#, opened: 50),
    Kept(keepAlive: #"{ "timeout": "81ms" }"#, opened: 1),
    // Five at once need five, of which two are kept for the next five.
    Kept(
      keepAlive: #"{ "idle": 2 }"#, opened: 5 + 3,
      client: #""arrivals": { "constant": "1/s", "limit": 10, "batch": 5 }"#),
    Kept(
      keepAlive: "{}", opened: 5,
      client: #""arrivals": { "constant": "1/s", "limit": 10, "batch": 5 }"#),
  ]

  @Test(arguments: kept)
  func `Connections that are kept spare a round trip`(_ one: Kept) throws {
    let result = try Sketch(
      network: #""latency": "10ms""#,
      clients: [
        (
          "web",
          #"{ \#(one.client), "calls": "app", "connection": { "keepAlive": \#(one.keepAlive) } }"#
        )
      ],
      components: [Sketch.service(does: "")]
    ).play()
    #expect(Books(of: result).complaints == [])
    let connection = try #require(result.connections.first)
    let client = try result.client()
    #expect(connection.opened == one.opened)
    #expect(connection.opened + connection.reused == client.completed)
    let spent = client.latency.map { $0.meanNanoseconds * Double($0.count) } ?? 0
    #expect(spent == 2e7 * Double(client.completed + one.opened))
  }

  @Test func `Who crashes closes its connections`() throws {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "app", #""connection": { "keepAlive": {} }"#)],
      components: [Sketch.service(does: "")],
      faults: [#"{ "at": "3s", "for": "1s", "crash": "app" }"#]
    ).play()
    let connection = try #require(result.connections.first)
    // The first, ten in vain, and the first one after.
    #expect(connection.opened == 12)
    #expect(try result.client().blame == ["10 refused at app"])
  }

  @Test func `A lost packet of a handshake takes a second`() throws {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      clients: [Sketch.once(calls: "app", #""connection": {}"#)],
      components: [Sketch.service(does: "")],
      faults: [#"{ "at": "0s", "for": "1ms", "loss": "app", "share": "100%" }"#]
    ).play()
    #expect(try result.client().latency?.areAll(.seconds(1)) == true)
    #expect(result.connections.first?.repeated == 1)
  }
}
