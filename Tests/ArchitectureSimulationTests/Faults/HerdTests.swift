import ArchitectureSimulation
import Testing
import TimeBase

/// A crowd of requests at one instant.
@Suite struct HerdTests {
  private func play(_ faults: [String], workers: Int = 1) throws -> RunResult {
    let result = try Sketch(
      run: #""duration": "20s", "warmup": "0s", "step": "1s""#,
      clients: [
        (
          "web",
          """
          { "arrivals": { "poisson": "20/s", "limit": 200 }, "calls": "app",
            "requests": { "a": {}, "b": {} } }
          """
        )
      ],
      components: [
        Sketch.service(
          "app", #""workers": \#(workers)"#, does: #"{ "wait": { "exponential": "5ms" } }"#)
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Long after the last arrival, on its own: the n-th waits for the n - 1 before it, and what the
  /// exponential times of a hundred add up to has a standard deviation of a tenth.
  @Test func `A herd comes at one instant and stands in line`() throws {
    let result = try play([#"{ "at": "15s", "herd": "web", "requests": 100 }"#])
    #expect(try result.client().offered == 300)
    #expect(try result.station("app").queueMaximum == 99)
    let longest = try #require(try result.client().latency?.maximum)
    #expect(longest > .milliseconds(350) && longest < .milliseconds(650))
    #expect(result.faults.map(\.title) == ["100 requests of web at once"])
  }

  @Test func `A herd moves no draw of the other requests`() throws {
    let alone = try play([], workers: 1000)
    let joined = try play([#"{ "at": "15s", "herd": "web", "requests": 100 }"#], workers: 1000)
    let (before, after) = (try alone.points()[..<15], try joined.points()[..<15])
    #expect(Array(before) == Array(after))
    // A herd in the middle is gone after its second, and who comes later draws what they would have.
    let early = try play([#"{ "at": "1s", "herd": "web", "requests": 100 }"#], workers: 1000)
    #expect(try early.client().offered == 300)
    let (late, same) = (try alone.points()[3..<15], try early.points()[3..<15])
    #expect(Array(late) == Array(same))
  }
}
