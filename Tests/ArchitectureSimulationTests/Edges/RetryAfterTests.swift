import ArchitectureSimulation
import Testing
import TimeBase

/// Answers that say when to come back, and clients that do.
@Suite struct RetryAfterTests {
  private func play(
    _ retry: String, gateway: String = "", service: String = "", handler: String = ""
  ) throws -> RequestResult {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1/s", "first": "500ms", "limit": 2, "batch": 2 },
            "calls": "edge", "retry": { "attempts": 2, "backoff": "10ms" \(retry) } }
          """
        )
      ],
      components: [
        ("edge", #"{ "kind": "gateway", "calls": "app" \#(gateway) }"#),
        Sketch.service(
          "app", #""workers": 1, "backlog": 0 \#(service)"#,
          does: handler.isEmpty ? #"{ "wait": "1s" }"# : handler),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return try result.client()
  }

  /// The second of two is turned away at 0.5 s; the window ends at 2 s, and its work takes 1 s.
  private func limited(_ retry: String, _ more: String = "") throws -> TimeSpan? {
    let gateway = #", "limits": [ { "fixedWindow": "2s", "limit": 1 \#(more) } ]"#
    let client = try play(retry, gateway: gateway)
    return client.succeeded == 2 ? client.latency?.maximum : nil
  }

  @Test func `A limit says when it would let the request pass, in whole seconds`() throws {
    let heeds = #", "retryAfterCap": "1m""#
    // Left to itself the client comes too early.
    #expect(try limited("") == nil)
    #expect(try limited("", #", "retryAfter": "computed""#) == nil)
    #expect(try limited(heeds) == nil)
    #expect(try limited(heeds, #", "retryAfter": "computed""#) == .seconds(3))
    #expect(try limited(heeds, #", "retryAfter": "3s""#) == .seconds(4))
  }

  @Test func `Who would have to wait too long does not, or comes too early`() throws {
    let says = #", "retryAfter": "3s""#
    #expect(try limited(#", "retryAfterCap": "2s", "beyondCap": "wait""#, says) == .seconds(3))
    #expect(try limited(#", "retryAfterCap": "2s""#, says) == nil)
    #expect(try limited(#", "retryAfterCap": "3s""#, says) == .seconds(4))
  }

  @Test func `A service that is full says so through a proxy`() throws {
    let heeds = #", "retryAfterCap": "1m""#
    let client = try play(heeds, service: #", "retryAfter": "2s""#)
    #expect(client.succeeded == 2)
    #expect(client.latency?.maximum == .seconds(3))
    #expect(try play(heeds).succeeded == 1)
  }

  @Test func `Maintenance says when it is over`() throws {
    let client = try play(
      #", "retryAfterCap": "1m""#, handler: #"{ "respond": 503, "retryAfter": "5s" }"#)
    #expect(client.succeeded == 0)
    #expect(client.latencyOfAll?.maximum == .seconds(5))
  }

  @Test func `An answer that says nothing does not repeat what the last one said`() throws {
    let result = try Sketch(
      clients: [
        Sketch.once(
          calls: "app",
          #""timeout": "1s", "retry": { "attempts": 3, "backoff": "10ms", "retryAfterCap": "1m" }"#)
      ],
      components: [Sketch.service(does: #"{ "respond": 503, "retryAfter": "3s" }"#)],
      faults: [#"{ "at": "1s", "for": "5s", "outage": "app", "mode": "hang" }"#]
    ).play()
    // Answered at 0 s, sent again at 3 s, given up at 4 s, sent again at 4.01 s and given up at 5.01 s.
    #expect(try result.client().latencyOfAll?.maximum == .milliseconds(5_010))
  }
}
