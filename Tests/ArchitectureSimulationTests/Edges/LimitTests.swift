import ArchitectureSimulation
import Resilience
import Testing
import TimeBase

/// Limits of gateways, of every kind: a hundred requests, a tenth of a second apart, ten of them in
/// each whole second.
@Suite struct LimitTests {
  private func play(
    _ limits: String, _ traits: String = "", client: String = "", faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      clients: [Sketch.steady(calls: "edge", client)],
      components: [
        (
          "edge",
          """
          { "kind": "gateway", "limits": [ \(limits) ], "calls": "app" \
          \(traits.isEmpty ? "" : ", " + traits) }
          """
        ),
        Sketch.service(does: ""),
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private func limits(_ result: RunResult) throws -> [ComponentResult.LimitResult] {
    guard case .gateway(let limits) = try result.component("edge").details else { return [] }
    return limits
  }

  @Test(arguments: [
    (#"{ "fixedWindow": "1s", "limit": 3 }"#, 30),
    (#"{ "fixedWindow": "1s", "limit": 3, "cost": 2 }"#, 10),
    (#"{ "fixedWindow": "2s", "limit": 3, "status": 503 }"#, 15),
    // Three at once, and the next when the first of them is long enough ago: at whole seconds.
    (#"{ "slidingLog": "950ms", "limit": 3 }"#, 30),
    // Those turned away count as well: there are always three of them in the last second.
    (#"{ "slidingLog": "950ms", "limit": 3, "logsRejected": true }"#, 3),
    // One, two ahead of the rate, and then two a second up to the last at 9.95 s.
    (#"{ "gcra": "2/s", "burst": 2 }"#, 22),
    // Full at the start, and five more at each of the nine seconds that begin.
    (#"{ "scriptedTokenBucket": "5/s", "capacity": 8 }"#, 53),
    (#"{ "cyclicPermits": "1s", "limit": 4 }"#, 40),
  ])
  func `Each kind of limit admits what it should`(_ limit: String, _ admitted: UInt64) throws {
    let result = try play(limit)
    let client = try result.client()
    #expect(client.succeeded == admitted)
    #expect(client.count(.limited) == 100 - admitted)
    #expect(client.count(ofStatus: limit.contains("503") ? 503 : 429) == 100 - admitted)
    let books = try limits(result)
    #expect(books.map(\.admitted) == [admitted])
    #expect(books.map(\.limited) == [100 - admitted])
  }

  @Test func `A counter that slides does what it does alone`() throws {
    var twin = SlidingCounter(SlidingCounterPolicy(limit: 7, window: .seconds(1)))
    let admitted = (0..<100).count { number in
      twin.admit(at: Instant(nanoseconds: 50_000_000 + Int64(number) * 100_000_000)) == .admitted
    }
    #expect((1..<100).contains(admitted))
    let client = try play(#"{ "slidingCounter": "1s", "limit": 7 }"#).client()
    #expect(client.succeeded == UInt64(admitted))
  }

  @Test func `Requests wait for a permit of a later cycle, and those admitted include them`() throws
  {
    let result = try play(#"{ "cyclicPermits": "2s", "limit": 15, "timeout": "2s" }"#)
    let books = try limits(result)
    #expect(
      books[0].admitted == result.clients[0].total.succeeded + result.clients[0].total.inFlightAtEnd
    )
    #expect(books[0].delayed > 0 && books[0].delayed < books[0].admitted)
    #expect(try result.client().latency?.maximum ?? .zero <= .seconds(2))
  }

  @Test func `Each tenant has a limit of its own`() throws {
    let limit = #"{ "fixedWindow": "10s", "limit": 3, "per": "tenant" }"#
    #expect(try play(limit, client: #""tenant": { "uniform": 4 }"#).client().succeeded == 12)
    #expect(try play(limit).client().succeeded == 3)
  }

  @Test(arguments: [("forgetOldest", 100), ("failOpen", 100), ("failClosed", 1)])
  func `What becomes of a newcomer without room is for the model to say`(
    _ word: String, _ least: UInt64
  ) throws {
    let result = try play(
      """
      { "fixedWindow": "10s", "limit": 100, "per": "tenant", "entries": 1, "crowded": "\(word)" }
      """, client: #""tenant": { "uniform": 4 }"#)
    let admitted = try result.client().succeeded
    #expect(least == 100 ? admitted == 100 : (10..<50).contains(admitted))
  }

  @Test func `Limits in order charge those that come before, and nginx's charge nobody`() throws {
    let two = #"{ "fixedWindow": "10s", "limit": 50 }, { "fixedWindow": "10s", "limit": 20 }"#
    let inOrder = try limits(play(two))
    #expect(inOrder.map(\.admitted) == [50, 20])
    #expect(inOrder.map(\.limited) == [50, 30])
    let together = try limits(play(two, #""charging": "allOrNothing""#))
    #expect(together.map(\.admitted) == [20, 20])
    #expect(together.map(\.limited) == [0, 80])
  }

  @Test func `Limits that are charged together delay by the longest delay`() throws {
    let two = #"""
      { "leakyBucket": "20/s", "burst": 50, "precision": "exact" },
      { "leakyBucket": "5/s", "burst": 20, "precision": "exact" }
      """#
    let books = try limits(play(two, #""charging": "allOrNothing""#))
    #expect(books[0].delayed == 0)
    #expect(books[1].delayed > 0)
    #expect(books[0].admitted == books[1].admitted)
  }

  @Test func `Requests that wait for a permit are lost with their gateway`() throws {
    let result = try play(
      #"{ "cyclicPermits": "1s", "limit": 5, "timeout": "3s" }"#,
      client: #""timeout": "1500ms", "onTimeout": "cancel""#,
      faults: [#"{ "at": "4s", "for": "1s", "crash": "edge" }"#])
    let client = try result.client()
    #expect(client.count(.crashed) > 0)
    #expect(client.count(.timeout) > 0)
    #expect(client.count(.refused) == 10)
  }
}
