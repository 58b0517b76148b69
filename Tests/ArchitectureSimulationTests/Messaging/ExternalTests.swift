import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

/// Endpoints of others: how they answer, what they remember, and who may not call them.
@Suite struct ExternalTests {
  private func play(
    _ endpoint: String, _ client: (String, String) = Sketch.steady(calls: "receiver")
  ) throws -> RunResult {
    let sketch = Sketch(
      run: #""duration": "2m", "warmup": "0s""#, clients: [client],
      components: [("receiver", #"{ "kind": "external", \#(endpoint) }"#)])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `a call takes the look-up and the latency, whatever else is called`() throws {
    let result = try play(#""latency": "1s", "dns": "250ms""#)
    #expect(try result.client().latency?.areAll(.milliseconds(1_250)) == true)
    #expect(try result.external().effects == 100)
    #expect(try result.external().duplicates == 0)
  }

  /// With shares of 30 % and 20 %, of 2,000 calls 600 and 400 fail so; four standard deviations are
  /// 82 and 72.
  @Test func `answers come by their shares`() throws {
    let client = (
      "web", #"{ "arrivals": { "constant": "100/s", "limit": 2000 }, "calls": "receiver" }"#
    )
    let result = try play(#""latency": "1ms", "answers": { "500": "30%", "404": "20%" }"#, client)
    #expect(abs(Int(try result.client().count(ofStatus: 500)) - 600) < 82)
    #expect(abs(Int(try result.client().count(ofStatus: 404)) - 400) < 72)
    #expect(try result.external().effects == result.client().succeeded)
  }

  @Test func `shares that come to all leave no success, and redirects are none`() throws {
    let sketch = Sketch(
      clients: [Sketch.steady(calls: "app")],
      components: [
        Sketch.service(does: #"{ "call": "receiver", "otherwise": [ { "respond": 502 } ] }"#),
        (
          "receiver",
          #"{ "kind": "external", "latency": "0s", "answers": { "302": "50%", "503": "50%" } }"#
        ),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client().count(ofStatus: 502) == 100)
    #expect(try result.station("receiver").failures == 100)
    #expect(try result.external().effects == 0)
  }

  @Test func `what is beyond the limit is answered 429`() throws {
    let result = try play(
      #""latency": "0s", "limits": [ { "fixedWindow": "1s", "limit": 4 } ]"#)
    #expect(try result.client().succeeded == 40)
    #expect(try result.client().count(ofStatus: 429) == 60)
    #expect(try result.external().limits.first?.limited == 60)
  }

  @Test func `what has no address cannot be called`() throws {
    let result = try play(#""latency": "1s", "dns": "3s", "address": "unresolvable""#)
    #expect(try result.client().count(.refused) == 100)
    #expect(try result.client().latencyOfAll?.areAll(.seconds(3)) == true)
  }

  /// The receiver answers after 11 s, and the client has given up after 10: four attempts, all of
  /// which are carried out.
  @Test func `an answer that comes too late is carried out for every attempt`() throws {
    let client = Sketch.once(
      calls: "receiver", #""timeout": "10s", "retry": { "attempts": 4, "backoff": "1s" }"#)
    let result = try play(#""latency": "11s""#, client)
    #expect(try result.client().count(.timeout) == 1)
    #expect(try result.external().effects == 4)
    #expect(try result.external().duplicates == 3)
    let remembering = try play(#""latency": "11s", "idempotency": "24h""#, client)
    #expect(try remembering.external().effects == 1)
    #expect(try remembering.external().duplicates == 0)
    #expect(try remembering.external().suppressed == 3)
  }

  @Test func `a memory that is too short does not help`() throws {
    let client = Sketch.once(
      calls: "receiver", #""timeout": "10s", "retry": { "attempts": 4, "backoff": "1s" }"#)
    // Carried out at 11, 22, 33 and 44 s.
    let result = try play(#""latency": "11s", "idempotency": "15s""#, client)
    #expect(try result.external().effects == 2)
    #expect(try result.external().duplicates == 1)
    #expect(try result.external().suppressed == 2)
  }

  // MARK: Guards

  private func guarded(
    _ endpoint: String, _ check: String = #""guard": "receiver""#
  ) throws -> RunResult {
    let sketch = Sketch(
      clients: [Sketch.steady(calls: "app")],
      components: [
        Sketch.service(does: #"{ \#(check) }, { "call": "receiver" }"#),
        ("receiver", #"{ "kind": "external", "latency": "0s", \#(endpoint) }"#),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test(arguments: External.Address.allCases)
  func `only a public address passes, unless others may`(_ address: External.Address) throws {
    let isPublic = address == .public
    let result = try guarded(#""address": "\#(address.rawValue)""#)
    #expect(try result.client().succeeded == (isPublic ? 100 : 0))
    #expect(try result.client().count(.blocked) == (isPublic ? 0 : 100))
    #expect(try result.station("receiver").arrivals == (isPublic ? 100 : 0))
    let off = try guarded(
      #""address": "\#(address.rawValue)""#, #""guard": "receiver", "enabled": false"#)
    #expect(try off.station("receiver").arrivals == 100)
    let others = External.Address.allCases.filter { $0 != .public && $0 != address }
    let words = others.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let exempt = try guarded(
      #""address": "\#(address.rawValue)""#, #""guard": "receiver", "blocks": [\#(words)]"#)
    #expect(try exempt.station("receiver").arrivals == 100)
  }

  @Test(arguments: [
    ("ftp://hooks.example.com/a", false), ("http://hooks.example.com:8001/a", true),
    ("http://localhost/a", false), ("https://10.0.0.7/a", false), ("http://[::1]/a", false),
    ("https://93.184.216.34/a", true),
  ])
  func `a guard looks at the address as it is written, too`(url: String, passes: Bool) throws {
    let result = try guarded(#""url": "\#(url)""#)
    #expect(try result.client().succeeded == (passes ? 100 : 0))
  }

  @Test func `what is blocked can be answered otherwise`() throws {
    let result = try guarded(
      #""address": "private""#, #""guard": "receiver", "otherwise": [ { "respond": 422 } ]"#)
    #expect(try result.client().count(ofStatus: 422) == 100)
  }

  /// The look-up takes two seconds. If it blocks, whoever comes meanwhile waits.
  @Test(arguments: [("blocking", 1_900), ("asynchronous", 10)])
  func `a blocking look-up stops the loop`(lookup: String, milliseconds: Int64) throws {
    let sketch = Sketch(
      clients: [
        ("slow", #"{ "arrivals": { "constant": "1/s", "limit": 1 }, "calls": "app" }"#),
        Sketch.once("quick", at: "110ms"),
      ].map { ($0.0, $0.1.dropLast(2) + #", "requests": { "\#($0.0)": {} } }"#) },
      components: [
        (
          "app",
          """
          { "kind": "service", "cpu": { "cores": 1, "sharing": "inOrder" }, "handles": {
              "slow": [ { "guard": "receiver", "lookup": "\(lookup)" } ],
              "quick": [ { "compute": "10ms" } ] } }
          """
        ),
        ("receiver", #"{ "kind": "external", "latency": "0s", "dns": "2s" }"#),
      ])
    let result = try sketch.play()
    #expect(try result.client("quick").latency?.areAll(.milliseconds(milliseconds)) == true)
    #expect(try result.client("slow").latency?.areAll(.seconds(2)) == true)
  }
}
