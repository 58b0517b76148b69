import ArchitectureSimulation
import Testing
import TimeBase

/// Connections that have to be made first: how long that takes, and how it fails.
@Suite struct ConnectionTests {
  /// A request every 100 ms from 50 ms on, through a proxy to a service that is 10 ms away from it.
  private func play(
    _ connection: String, timeout: String = "", faults: [String] = [], handler: String = ""
  ) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      network: #""links": [ { "from": "edge", "to": "app", "latency": "10ms" } ]"#,
      clients: [Sketch.steady(calls: "edge")],
      components: [
        ("edge", #"{ "kind": "gateway", "calls": "app" \#(connection) \#(timeout) }"#),
        Sketch.service(does: handler),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static let one = #", "connection": { "timeout": "200ms" }"#

  @Test func `A connection takes a round trip`() throws {
    #expect(try play("").client().latency?.areAll(.milliseconds(20)) == true)
    #expect(try play(#", "connection": {}"#).client().latency?.areAll(.milliseconds(40)) == true)
  }

  @Test func `Who does not answer at all is waited for as long as for a connection`() throws {
    let cut = [#"{ "at": "0s", "partition": "app", "from": "edge" }"#]
    let client = try play(Self.one, timeout: #", "timeout": "1s""#, faults: cut).client()
    #expect(client.blame == ["100 timeout at app"])
    #expect(client.count(ofStatus: 504) == 100)
    #expect(client.latencyOfAll?.areAll(.milliseconds(200)) == true)
  }

  @Test func `Who refuses says so in a round trip, and who hangs does not`() throws {
    let refuse = [#"{ "at": "0s", "outage": "app" }"#]
    let refused = try play(Self.one, timeout: #", "timeout": "1s""#, faults: refuse)
    #expect(try refused.client().latencyOfAll?.areAll(.milliseconds(20)) == true)
    #expect(try refused.client().count(ofStatus: 502) == 100)
    #expect(try refused.station("app").turnedAway == 100)
    let crash = [#"{ "at": "0s", "crash": "app" }"#]
    let crashed = try play(Self.one, timeout: #", "timeout": "1s""#, faults: crash).client()
    #expect(crashed.latencyOfAll?.areAll(.milliseconds(20)) == true)
    // The connection is made, in 20 ms, and only then the clock of the answer starts.
    let hang = [#"{ "at": "0s", "outage": "app", "mode": "hang" }"#]
    let hung = try play(Self.one, timeout: #", "timeout": "1s""#, faults: hang).client()
    #expect(hung.latencyOfAll?.areAll(.milliseconds(1_020)) == true)
  }

  @Test func `Without a timeout of its own a connection counts as part of the wait`() throws {
    let client = try play(
      #", "connection": {}"#, timeout: #", "timeout": "45ms""#, handler: #"{ "wait": "10ms" }"#
    ).client()
    #expect(client.latencyOfAll?.areAll(.milliseconds(45)) == true)
    let other = try play(
      Self.one, timeout: #", "timeout": "45ms""#, handler: #"{ "wait": "10ms" }"#
    ).client()
    #expect(other.latency?.areAll(.milliseconds(50)) == true)
  }

  @Test func `What was given up before there was a connection never arrives`() throws {
    let result = try play(#", "connection": { "timeout": "15ms" }"#)
    #expect(try result.client().latencyOfAll?.areAll(.milliseconds(15)) == true)
    #expect(try result.station("app").arrivals == 0)
  }

  /// Three round trips of 20 ms, and 5 ms of the service's own; on a kept connection only the last.
  @Test(arguments: [("", 65_000), (#", "keepAlive": {}"#, 20_450)])
  func `To agree on encryption takes the callee's processor, once a connection`(
    _ kept: String, _ microseconds: Int64
  ) throws {
    let connection = #", "connection": { "tls": "1.3", "tlsWork": "5ms" \#(kept) }"#
    let result = try play(connection)
    #expect(try result.client().latency?.mean == .microseconds(microseconds))
    #expect(try result.client().latency?.maximum == .milliseconds(65))
    #expect(try result.station("app").service?.maximum == .milliseconds(5))
  }

  @Test func `Handshakes at once share the cores of the callee`() throws {
    let text = Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(4)],
      components: [
        Sketch.service("app", #""workers": "unlimited", "cpu": { "cores": 1 }"#, does: "")
      ]
    ).text.replacing(
      #""calls": "app" }"#,
      with: #""calls": "app", "connection": { "tls": "1.2", "tlsWork": "5ms" } }"#)
    #expect(try Sketch.play(text).client().latency?.areAll(.milliseconds(20)) == true)
  }

  @Test(arguments: [("connection", UInt64(100)), ("answer", 50)])
  func `What was never sent goes to another target whatever it is`(
    _ missing: String, _ succeeded: UInt64
  ) throws {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s""#,
      clients: [Sketch.steady(calls: "balancer", #""requests": { "POST /a": {} }"#)],
      components: [
        (
          "balancer",
          """
          { "kind": "balancer", "over": ["a", "b"], "timeout": "1s",
            "connection": { "timeout": "50ms" },
            "nextUpstream": { "tries": 2, "on": ["timeout"] } }
          """
        ),
        Sketch.service("a", does: ""), Sketch.service("b", does: ""),
      ],
      faults: missing == "connection"
        ? [#"{ "at": "0s", "partition": "a" }"#]
        : [#"{ "at": "0s", "outage": "a", "mode": "hang" }"#]
    ).play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client().succeeded == succeeded)
  }
}
