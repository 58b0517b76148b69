import ArchitectureSimulation
import Testing
import TimeBase

/// Checkpoints of 300 ms, each second from the first on.
@Suite struct CheckpointTests {
  private static func latencies(_ operation: String, _ traits: String) throws -> [Int64] {
    let times = ["950ms", "1050ms", "1290ms", "1300ms", "2100ms"]
    let result = try Sketch(
      clients: times.enumerated().map {
        Sketch.once("web\($0)", at: $1, calls: "database", #""requests": { "\#(operation)": {} }"#)
      },
      components: [
        (
          "database",
          """
          { "kind": "database", "connections": "unlimited", "read": "10ms", "write": "10ms",
            "checkpoints": { "every": "1s", "for": "300ms" \(traits) } }
          """
        )
      ]
    ).play()
    return try times.indices.map {
      try #require(try result.client("web\($0)").latency).maximum.nanoseconds / 1_000_000
    }
  }

  @Test func `writes stop until the end of a checkpoint`() throws {
    #expect(try Self.latencies("write", "") == [10, 260, 20, 10, 210])
  }

  @Test func `writes that begin in a checkpoint take so many times as long`() throws {
    #expect(try Self.latencies("write", #", "slowdown": 4"#) == [10, 40, 40, 10, 40])
  }

  @Test func `reads do not notice`() throws {
    #expect(try Self.latencies("read", "") == [10, 10, 10, 10, 10])
  }

  @Test func `nobody begins to write while the time of a checkpoint is on`() throws {
    // Of each second 30 % stop for 150 ms on average: 45 ms more than the 10 of a write. The standard
    // error of the mean of 2,000 is 2.1 ms.
    let result = try Sketch(
      run: #""duration": "200s", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "poisson": "10/s" }, "calls": "database", "requests": { "write": {} } }"#
        )
      ],
      components: [
        (
          "database",
          """
          { "kind": "database", "connections": "unlimited", "write": "10ms",
            "checkpoints": { "every": "1s", "for": "300ms" } }
          """
        )
      ]
    ).play()
    let mean = try #require(result.client().latency).mean.seconds
    #expect(abs(mean - 0.055) < 0.008_4, "\(mean)")
  }
}
