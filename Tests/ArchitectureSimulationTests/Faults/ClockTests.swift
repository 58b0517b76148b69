import ArchitectureSimulation
import Testing
import TimeBase

/// Clocks that are wrong: ten requests in each second, the first at 50 ms.
@Suite struct ClockTests {
  private func play(_ components: [(String, String)], token: String = "", faults: [String]) throws
    -> RunResult
  {
    let result = try Sketch(
      clients: [Sketch.steady(calls: components[0].0, token)], components: components,
      faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var faults: [String]
    var life = "5s"
    var unauthorized: UInt64

    var testDescription: String { faults.joined(separator: " ") }
  }

  /// The only token is issued at 50 ms.
  static let cases = [
    // Good up to 5.05 s, and half of the requests come later.
    Case(faults: [], unauthorized: 50),
    Case(
      faults: [#"{ "at": "2s", "for": "1s", "skew": "edge", "ahead": "4s" }"#], unauthorized: 60),
    // Not valid before its issue.
    Case(
      faults: [#"{ "at": "0s", "for": "1s", "skew": "edge", "behind": "2s" }"#], unauthorized: 60),
    // A clock that gains a tenth shows 5.05 s after 4.59 s.
    Case(faults: [#"{ "at": "0s", "skew": "edge", "drift": 100000 }"#], unauthorized: 54),
    // And set right after 4.7 s, only the one of 4.65 s is lost before the end.
    Case(
      faults: [#"{ "at": "0s", "for": "4700ms", "skew": "edge", "drift": 100000 }"#],
      unauthorized: 51),
    // Two windows of a second add up where both are open: good up to 4.55 s, from 2.55 s on not at
    // 2 s ahead, and from 3.55 s on not at 1 s ahead.
    Case(
      faults: [
        #"{ "at": "1s", "for": "2s", "skew": "edge", "ahead": "1s" }"#,
        #"{ "at": "2s", "for": "2s", "skew": "edge", "ahead": "1s" }"#,
      ], life: "4500ms", unauthorized: 5 + 5 + 55),
  ]

  @Test(arguments: cases)
  func `Tokens are checked by the clock of who checks them`(_ one: Case) throws {
    let edge = (
      "edge",
      #"{ "kind": "gateway", "filters": [ { "bearer": { "work": "0s" } } ], "calls": "app" }"#
    )
    let result = try play(
      [edge, Sketch.service(does: "")], token: #""token": { "lifetime": "\#(one.life)" }"#,
      faults: one.faults)
    #expect(try result.client().count(.unauthorized) == one.unauthorized)
  }

  /// A token is good for 4 s. A client whose clock is behind renews it a second too late, and one that
  /// has tokens from a clock that is ahead is a second too early with each.
  @Test(arguments: [#""web", "behind": "1s""#, #""auth", "ahead": "1s""#])
  func `Tokens are renewed by the client's clock and dated by the issuer's`(skew: String) throws {
    let edge = (
      "edge",
      #"{ "kind": "gateway", "filters": [ { "bearer": { "work": "0s" } } ], "calls": "app" }"#
    )
    let result = try play(
      [edge, Sketch.service(does: ""), Sketch.service("auth", does: "")],
      token: #""token": { "lifetime": "4s", "refresh": { "calls": "auth" } }"#,
      faults: [#"{ "at": "0s", "skew": \#(skew) }"#])
    #expect(try result.client().count(.unauthorized) == 20)
    #expect(result.clients[0].browser?.refreshes == 2)
  }

  /// Of 10 s with 50 requests each. From 7 s to 8 s it is after 12 s, in another window; then the clock
  /// stands still until it is 13 s.
  @Test func `A clock that jumps gives a window's limit again, and never takes it back`() throws {
    let edge = (
      "edge",
      #"{ "kind": "gateway", "limits": [ { "fixedWindow": "10s", "limit": 50 } ], "calls": "app" }"#
    )
    let result = try play(
      [edge, Sketch.service(does: "")],
      faults: [#"{ "at": "7s", "for": "1s", "skew": "edge", "ahead": "5s" }"#])
    #expect(try result.client().count(.limited) == 20)
    #expect(try result.client().succeeded == 80)
  }

  /// Kept for 4.02 s after 50 ms and 4.15 s. Ten seconds ahead it is too old at once, and what is stored
  /// then stays fresh as long as the clock stands still.
  @Test func `Entries of a cache server expire by its clock`() throws {
    let parts = [
      Sketch.service(does: #"{ "cached": { "in": "cache", "ttl": "4020ms", "otherwise": [] } }"#),
      ("cache", #"{ "kind": "cache", "capacity": 10, "latency": "0s" }"#),
    ]
    #expect(try play(parts, faults: []).cache().misses == 3)
    let skewed = try play(
      parts, faults: [#"{ "at": "2s", "for": "1s", "skew": "cache", "ahead": "10s" }"#])
    #expect(try skewed.cache().misses == 2)
  }
}
