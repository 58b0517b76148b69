import ArchitectureSimulation
import Testing
import TimeBase

/// Tokens that age: a hundred requests of one client, ten in each second, the first at 50 ms.
@Suite struct TokenTests {
  private func play(
    _ token: String, check: String = "", latency: String = "0s", auth: String = ""
  ) throws -> RunResult {
    let result = try Sketch(
      network: #""latency": "\#(latency)""#,
      clients: [Sketch.steady(calls: "edge", #""token": { \#(token) }"#)],
      components: [
        (
          "edge",
          """
          { "kind": "gateway", "filters": [ { "bearer": { "work": "0s" \(check) } } ],
            "calls": "app" }
          """
        ),
        Sketch.service(does: ""), Sketch.service("auth", does: auth),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var token: String
    var check = ""
    var unauthorized: UInt64
    var refreshes: UInt64 = 0

    var testDescription: String { "\(token) \(check)" }
  }

  private static let auth = #""refresh": { "calls": "auth" }"#

  static let cases = [
    // Issued with the first request at 50 ms, it is good up to 5.05 s, and not at it.
    Case(token: #""lifetime": "5s""#, unauthorized: 50),
    Case(token: #""lifetime": "5s""#, check: #", "leeway": "2s""#, unauthorized: 30),
    Case(token: #""lifetime": "5s""#, check: #", "clockAhead": "1s""#, unauthorized: 60),
    Case(token: #""lifetime": "5s""#, check: #", "accepts": "any""#, unauthorized: 0),
    Case(token: #""lifetime": "1h""#, check: #", "maximumAge": "3s""#, unauthorized: 70),
    // Not valid before its issue, by a clock that is behind.
    Case(token: #""lifetime": "1h""#, check: #", "clockBehind": "1s""#, unauthorized: 10),
    Case(
      token: #""lifetime": "1h""#, check: #", "clockBehind": "1s", "leeway": "400ms""#,
      unauthorized: 6),
    Case(
      token: #""lifetime": "1h", "validAfter": "2s""#, check: #", "leeway": "1s""#,
      unauthorized: 10),
    // Renewed at 50 ms and then every 4 s, of which there are three.
    Case(token: #""lifetime": "4s", \#(auth)"#, unauthorized: 0, refreshes: 3),
    Case(
      token: #""lifetime": "4s", "refresh": { "calls": "auth", "early": "2s" }"#,
      unauthorized: 0, refreshes: 5),
    // A clock ahead by 1 s rejects the last ten of each 4 s; the last token has lived for 1.9 s.
    Case(
      token: #""lifetime": "4s", \#(auth)"#, check: #", "clockAhead": "1s""#, unauthorized: 20,
      refreshes: 3),
    Case(
      token: #""lifetime": "4s", "refresh": { "calls": "auth", "after401": true }"#,
      check: #", "clockAhead": "1s""#, unauthorized: 0, refreshes: 4),
  ]

  @Test(arguments: cases)
  func `Tokens are judged by their times and renewed by theirs`(_ one: Case) throws {
    let result = try play(one.token, check: one.check)
    #expect(try result.client().count(.unauthorized) == one.unauthorized)
    #expect(result.clients[0].browser?.refreshes == one.refreshes)
    #expect(try result.station("auth").arrivals == one.refreshes)
  }

  @Test func `A new token takes a round trip before the request`() throws {
    let result = try play(#""lifetime": "4s", \#(Self.auth)"#, latency: "10ms")
    let client = try result.client()
    // To the gateway and the service and back; for three of 98, which get a token first, half as
    // much again.
    #expect(client.latency?.mean == .nanoseconds(40_612_245))
    // Two were sent just before the end of a token's life, and arrived after it.
    #expect(client.count(.unauthorized) == 2)
    #expect(client.latency?.maximum == .milliseconds(60))
    #expect(client.attempts == 103)
  }

  @Test func `Who gets no token makes no request`() throws {
    let result = try play(#""lifetime": "4s", \#(Self.auth)"#, auth: #"{ "respond": 503 }"#)
    #expect(try result.client().count(ofStatus: 503) == 100)
    #expect(try result.station("edge").arrivals == 0)
  }
}
