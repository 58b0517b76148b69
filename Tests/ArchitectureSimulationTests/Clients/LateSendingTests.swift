import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct LateSendingTests {
  /// Ten requests, one every 100 ms, through one connection to a service that takes 200 ms: the k-th
  /// is due at 0.1 k, sent at 0.2 k and answered at 0.2 (k + 1).
  static func single(_ more: String = "") throws -> RunResult {
    try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "10/s", "limit": 10 }, "connections": 1, "calls": "app" \(more) }
          """
        )
      ],
      components: [Sketch.service(does: #"{ "wait": "200ms" }"#)]
    ).play()
  }

  @Test func `latency counts from when a request was due, naively from when it was sent`() throws {
    let result = try Self.single()
    let books = try result.client()
    #expect(books.succeeded == 10)
    #expect(books.latency?.mean == .milliseconds(650))
    #expect(books.latency?.maximum == .milliseconds(1_100))
    #expect(try #require(books.naiveLatency).areAll(.milliseconds(200)))
    #expect(try result.station("app").inSystemMaximum == 1)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `what waits to be sent is in flight`() throws {
    let result = try Sketch(
      run: #""duration": "1s", "warmup": "0s""#,
      clients: [
        ("web", #"{ "arrivals": { "constant": "10/s" }, "connections": 2, "calls": "app" }"#)
      ],
      components: [Sketch.service(does: #"{ "wait": "1h" }"#)]
    ).play()
    #expect(try result.client().inFlightAtEnd == 11)
    #expect(try result.station("app").inSystemAtEnd == 2)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `enough connections change nothing`() throws {
    func play(_ connections: String) throws -> RunResult {
      try Sketch(
        clients: [
          ("web", #"{ "arrivals": { "poisson": "50/s" }, "calls": "app" \#(connections) }"#)
        ],
        components: [Sketch.service(does: #"{ "compute": { "exponential": "20ms" } }"#)]
      ).play()
    }
    let (free, limited) = (try play(""), try play(#", "connections": 1000"#))
    #expect(free.digest == limited.digest)
    #expect(try free.client().naiveLatency == nil)
    #expect(try limited.client().naiveLatency == limited.client().latency)
  }

  @Test func `a request in line is given up in line`() throws {
    // Patience of 300 ms from when it is due. Sent at 0, 0.2, 0.4, …; k = 0 ends at 0.2; k = 1 ends at
    // 0.4, just then: its timer rings after the answer. k = 2, due at 0.2, is sent at 0.4 and given up
    // at 0.5; its connection goes to k = 3, due at 0.3, given up at 0.6, and so on.
    let result = try Self.single(#", "patience": "300ms""#)
    let books = try result.client()
    #expect(books.succeeded == 2)
    #expect(books.blame == ["8 impatience at web"])
    #expect(books.latencyOfAll?.maximum == .milliseconds(300))
    #expect(Books(of: result).complaints == [])
  }

  @Test func `patience covers all attempts and the waits between`() throws {
    let result = try Sketch(
      clients: [
        Sketch.once(
          "web", calls: "app",
          """
          "patience": "250ms", "timeout": "100ms",
          "retry": { "attempts": 10, "backoff": "20ms", "on": ["timeout"] }
          """)
      ],
      components: [Sketch.service(does: #"{ "wait": "1s" }"#)]
    ).play()
    // Attempts at 0, 120 and 240 ms.
    let books = try result.client()
    #expect(books.blame == ["1 impatience at web"])
    #expect(books.attempts == 3)
    #expect(books.latencyOfAll?.maximum == .milliseconds(250))
    #expect(try result.station("app").wasted == 3)
    #expect(Books(of: result).complaints == [])
  }

  @Test(arguments: [("abandon", 1), ("cancel", 0)])
  func `what is given up is abandoned or cancelled`(_ policy: String, _ wasted: UInt64) throws {
    let result = try Sketch(
      clients: [
        Sketch.once("web", calls: "app", #""patience": "1s", "onTimeout": "\#(policy)""#)
      ],
      components: [Sketch.service(does: #"{ "compute": "3s" }"#)]
    ).play()
    #expect(try result.client().blame == ["1 impatience at web"])
    #expect(try result.station("app").inSystemMean == (wasted == 1 ? 0.3 : 0.1))
    #expect(Books(of: result).complaints == [])
  }

  /// Work of 100 ms against a patience of 100 ms on average: e^-1 of a thousand are answered, with a
  /// standard deviation of 15.
  @Test func `patience can be drawn`() throws {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "100/s", "limit": 900 }, "calls": "app",
            "patience": { "exponential": "100ms" } }
          """
        )
      ],
      components: [Sketch.service(does: #"{ "compute": "100ms" }"#)]
    ).play()
    #expect(abs(Double(try result.client().succeeded) / 900 - 0.3679) <= 0.08)
    #expect(try result.client().completed == 900)
  }
}
