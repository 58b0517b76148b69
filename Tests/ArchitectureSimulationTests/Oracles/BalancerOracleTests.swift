import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct BalancerOracleTests {
  /// A host that fails fast has few connections, which is why a balancer by least connections sends
  /// it nearly everything: ten hosts, of which one answers 500 after 1 ms and nine 200 after 100 ms.
  @Test(arguments: [(1000, 1000, 910), (200, 200, 119), (50, 50, 7)])
  func `A host that fails fast is a black hole for a balancer by least connections`(
    _ rate: Int, _ requests: Int, _ swallowed: UInt64
  ) throws {
    let names = (0..<10).map { "host\($0)" }
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "\(rate)/s", "limit": \(requests) }, "calls": "balancer" }
          """
        )
      ],
      components: [
        (
          "balancer",
          #"{ "kind": "balancer", "algorithm": "leastConnections", "over": [ \#(list) ] }"#
        ),
        Sketch.service("host0", does: #"{ "wait": "1ms" }, { "respond": 500 }"#),
      ] + names.dropFirst().map { Sketch.service($0, does: #"{ "wait": "100ms" }"#) }
    ).play()
    #expect(try result.station("host0").arrivals == swallowed)
    let books = try result.client()
    #expect(books.failed == swallowed)
    #expect(books.succeeded == UInt64(requests) - swallowed)
    #expect(Books(of: result).complaints == [])
  }

  /// Two hosts in turn, and a request a second at half past; the seconds in which the first host was
  /// sent one.
  private func secondsOfHost0(
    _ health: String, _ faults: [String], until end: Int
  ) throws -> [Int] {
    let result = try Sketch(
      run: #""duration": "\#(end)s", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "1/s", "first": "500ms" }, "calls": "balancer" }"#
        )
      ],
      components: [
        // As with nginx, an answer counts against a host only if another would be tried for it.
        (
          "balancer",
          #"""
          { "kind": "balancer", "over": [ "a", "b" ], "passiveHealth": \#(health),
            "nextUpstream": { "tries": 1, "on": [ "serverErrors" ] } }
          """#
        ),
        Sketch.service("a", does: #"{ "wait": "1ms" }"#),
        Sketch.service("b", does: #"{ "wait": "1ms" }"#),
      ], faults: faults
    ).play()
    #expect(result.series.step <= .seconds(1))
    let perSecond = Int(1 / result.series.step.seconds)
    let steps = try result.steps(at: "a")
    return steps.indices.filter { steps[$0].completions > 0 }.map { $0 / perSecond }
  }

  @Test func `A host that fails once is left out for ten seconds, and back when a probe succeeds`()
    throws
  {
    // Sent at 0, 2, 4; fails at 4 and is left out while no more than ten whole seconds have passed.
    let seconds = try secondsOfHost0(
      #"{ "failures": 1, "for": "10s" }"#,
      [#"{ "at": "3s", "for": "3s", "errors": "a", "share": "100%" }"#], until: 20)
    #expect(seconds.prefix(3) == [0, 2, 4])
    #expect(seconds.dropFirst(3).first == 15)
    #expect(seconds.dropFirst(4).first.map { $0 <= 17 } == true)
  }

  @Test func `A probe that fails leaves the host out for another ten seconds`() throws {
    let seconds = try secondsOfHost0(
      #"{ "failures": 1, "for": "10s" }"#,
      [#"{ "at": "3s", "for": "15s", "errors": "a", "share": "100%" }"#], until: 40)
    #expect(seconds.prefix(5) == [0, 2, 4, 15, 26])
  }
}
