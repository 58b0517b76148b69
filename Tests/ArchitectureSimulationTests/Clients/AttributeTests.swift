import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct AttributeTests {
  /// A thousand requests of a client with these members at a gateway with these.
  static func play(_ client: String, _ gateway: String) throws -> RunResult {
    try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1000/s", "limit": 1000 }, "calls": "edge", \(client) }
          """
        )
      ],
      components: [
        ("edge", #"{ "kind": "gateway", \#(gateway), "calls": "app" }"#), Sketch.service(does: ""),
      ]
    ).play()
  }

  /// One bucket for each address; a request that is the second of its address is turned away.
  static let once = #""limits": [ { "tokenBucket": "1/min", "capacity": 1, "per": "address" } ]"#

  @Test(arguments: [
    (#""addresses": { "hotShare": { "keys": 50, "hot": 1, "share": "100%" } }"#, 1),
    (#""addresses": { "uniform": 2 }"#, 2), (#""addresses": 3"#, 3),
  ])
  func `addresses are used as the client says`(_ addresses: String, _ admitted: UInt64) throws {
    #expect(try Self.play(addresses, Self.once).client().succeeded == admitted)
  }

  @Test func `a popular address is used more than others`() throws {
    // Of 100 addresses by Zipf's law the last is used 0.2 times in a thousand, 2 of them by none.
    let skewed = try Self.play(
      #""addresses": { "zipf": { "keys": 100, "exponent": 1.5 } }"#, Self.once)
    let even = try Self.play(#""addresses": { "uniform": 100 }"#, Self.once)
    #expect(try even.client().succeeded == 100)
    #expect(try skewed.client().succeeded < 90)
  }

  /// 30 % of a thousand, with a standard deviation of 14.5.
  @Test func `a gateway that looks at tokens turns away those that are not valid`() throws {
    let result = try Self.play(
      #""token": { "expired": "10%", "missing": "20%" }"#, #""bearer": { "work": "0s" }"#)
    #expect(abs(Double(try result.client().count(.unauthorized)) - 300) <= 60)
    #expect(try result.client().count(ofStatus: 401) == result.client().failed)
    let careless = try Self.play(
      #""token": { "expired": "10%", "missing": "20%" }"#, #""work": "0s""#)
    #expect(try careless.client().succeeded == 1_000)
  }

  @Test func `what nobody looks at changes nothing`() throws {
    let plain = try Self.play(#""addresses": 3"#, Self.once)
    let adorned = try Self.play(
      """
      "addresses": 3, "scheme": "70%", "tenant": { "uniform": 5 }, "priority": 2,
      "requests": { "request": { "body": { "exponential": "4KiB" }, "priority": -1 } }
      """, Self.once)
    #expect(plain.digest == adorned.digest)
  }
}
