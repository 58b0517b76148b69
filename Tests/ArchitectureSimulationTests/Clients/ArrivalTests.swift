import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct ArrivalTests {
  /// A client of these arrivals and a service that takes no time.
  static func play(
    _ arrivals: String, for duration: String = "10s", seed: UInt64? = nil
  ) throws -> RunResult {
    try sketch(arrivals, for: duration).play(seed: seed)
  }

  static func sketch(_ arrivals: String, for duration: String = "10s") -> Sketch {
    Sketch(
      run: #""duration": "\#(duration)", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": { \#(arrivals) }, "calls": "app" }"#)],
      components: [Sketch.service(does: "")])
  }

  /// Requests in each whole second; the steps of a run of ten seconds are shorter.
  static func offered(_ result: RunResult) throws -> [UInt64] {
    let points = try result.points()
    let inSecond = Int(1_000_000_000 / result.series.step.nanoseconds)
    return stride(from: 0, to: points.count, by: inSecond).map { first in
      points[first..<min(first + inSecond, points.count)].reduce(0) { $0 + $1.offered }
    }
  }

  @Test(arguments: [
    (
      #""constant": { "profile": [ { "for": "4s", "rate": "10/s" }, { "for": "1s", "rate": "30/s" } ] }"#,
      [10, 10, 10, 10, 30, 30, 30, 30, 30, 30]
    ),
    (
      #""constant": { "profile": [ { "for": "2s", "rate": "10/s" }, { "for": "1s", "rate": "0/s" } ], "repeat": true }"#,
      [10, 10, 0, 10, 10, 0, 10, 10, 0, 10]
    ),
    // 5 t² by time t, up to 10 s.
    (
      #""constant": { "profile": [ { "for": "10s", "from": "0/s", "to": "100/s" } ] }"#,
      [5, 15, 25, 35, 45, 55, 65, 75, 85, 95]
    ),
    (
      #""constant": "10/s", "spikes": [ { "at": "3s", "for": "2s", "times": 5 }, { "at": "8s", "for": "1s", "times": 0 } ]"#,
      [10, 10, 10, 50, 50, 10, 10, 10, 0, 10]
    ),
    // A whole wave in two seconds: 10 ± 10 · 2/π in each half.
    (
      #""constant": { "sine": { "mean": "10/s", "amplitude": "10/s", "period": "2s" } }"#,
      [17, 3, 17, 3, 17, 3, 17, 3, 17, 3]
    ),
  ])
  func `a metronome follows its rate`(_ arrivals: String, _ expected: [UInt64]) throws {
    // What is due at the very end still belongs to the run.
    #expect(try Self.offered(Self.play(arrivals)).prefix(9) == expected.prefix(9))
  }

  /// The standard deviation of a second is 10 at 100/s and 22 at 500/s; five of them are allowed.
  @Test func `random arrivals follow their rate`() throws {
    let result = try Self.play(
      #""poisson": "100/s", "spikes": [ { "at": "3s", "for": "2s", "times": 5 } ]"#)
    for (second, count) in try Self.offered(result).enumerated() {
      let rate = second == 3 || second == 4 ? 500.0 : 100
      #expect(abs(Double(count) - rate) <= 5 * rate.squareRoot())
    }
  }

  @Test func `a profile of one rate is that rate`() throws {
    let plain = try Self.play(#""poisson": "200/s""#)
    let profile = try Self.play(
      #""poisson": { "profile": [ { "for": "1s", "rate": "200/s" } ], "repeat": true }"#)
    #expect(try plain.points().map(\.offered) == profile.points().map(\.offered))
    #expect(try plain.client().offered > 1_500)
  }

  @Test func `the draws of a faster profile are those of the slower one`() throws {
    let slow = try Self.play(
      #""poisson": { "sine": { "mean": "50/s", "amplitude": "40/s", "period": "10s" } }"#)
    let fast = try Self.play(
      #""poisson": { "sine": { "mean": "100/s", "amplitude": "80/s", "period": "5s" } }"#, for: "5s"
    )
    #expect(try slow.client().offered == fast.client().offered)
    let seconds = try Self.offered(slow)
    let pairs = stride(from: 0, to: 10, by: 2).map { seconds[$0] + seconds[$0 + 1] }
    #expect(try Self.offered(fast) == pairs)
  }

  @Test func `bursts come in their phases`() throws {
    let counts = try Self.offered(
      Self.play(
        #""bursts": [ { "rate": "300/s", "for": "1s" }, { "rate": "0/s", "for": "1s" } ]"#))
    for (second, count) in counts.enumerated() {
      if second.isMultiple(of: 2) {
        #expect(abs(Double(count) - 300) <= 5 * 300.0.squareRoot())
      } else {
        #expect(count == 0)
      }
    }
  }

  /// Phases of 1 s and 3 s on average, in a run of 2,000 of each pair: the share of the first varies
  /// by √(2 · ¼ · ¾ · ¾ / 2000) = 1.2 %, the counts within them by less.
  @Test func `bursts last as long as they are drawn`() throws {
    let result = try Self.play(
      """
      "bursts": [ { "rate": "40/s", "for": { "exponential": "1s" } },
                  { "rate": "8/s", "for": { "exponential": "3s" } } ]
      """, for: "8000s")
    let mean = 8_000 * (40.0 + 3 * 8) / 4
    #expect(abs(Double(try result.client().offered) / mean - 1) <= 0.05)
  }

  @Test func `a batch comes at one instant`() throws {
    let result = try Self.play(#""constant": "1/s", "batch": 7"#)
    #expect(try result.client().offered == 77)
    #expect(try Self.offered(result).prefix(9).allSatisfy { $0 == 7 })
    #expect(Books(of: result).complaints == [])
  }

  @Test func `the limit counts requests and not batches`() throws {
    #expect(try Self.play(#""constant": "1/s", "batch": 7, "limit": 17"#).client().offered == 17)
  }

  /// Ten thousand batches of 1 to 9: the mean of a batch varies by 0.026.
  @Test func `a batch can be drawn`() throws {
    let result = try Self.play(
      #""constant": "1000/s", "batch": { "uniform": [1, 9] }, "first": "0.5ms""#)
    #expect(abs(Double(try result.client().offered) / 10_000 - 5) <= 0.13)
  }

  @Test func `a batch moves no arrival`() throws {
    let one = try Self.play(#""poisson": "20/s""#)
    let three = try Self.play(#""poisson": "20/s", "batch": 3"#)
    #expect(try one.points().map { $0.offered * 3 } == three.points().map(\.offered))
  }
}
