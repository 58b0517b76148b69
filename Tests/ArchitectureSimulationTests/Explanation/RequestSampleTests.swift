import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

/// Requests that are drawn from a whole run, to be shown in full.
@Suite struct RequestSampleTests {
  private static let run: ArchitectureRun? = {
    var sketch = Sketch()
    sketch.run = #""duration": "40s", "warmup": "20s""#
    sketch.clients = [
      ("web", #"{ "arrivals": { "poisson": "50/s" }, "calls": "c0", "timeout": "80ms" }"#),
      ("batch", #"{ "arrivals": { "constant": "5/s" }, "calls": "c0" }"#),
    ]
    sketch.components = [
      ("c0", #"{ "kind": "service", "workers": 1, "work": { "exponential": "12ms" } }"#)
    ]
    return (try? sketch.architecture()).map { ArchitectureRun($0) }
  }()

  private func explanation(sampling count: Int) throws -> Explanation {
    let run = try #require(Self.run)
    return try #require(run.explanation(of: run.result(), sampling: count))
  }

  /// What tells one request of a run from all others.
  private func requests(_ explanation: Explanation) -> [String] {
    explanation.clients.flatMap { client in
      client.sample.map { "\(client.name) \($0.start.nanoseconds)" }
    }
  }

  @Test(arguments: [0, 1, 30, 200])
  func `has as many requests as were asked for, each once`(count: Int) throws {
    let found = requests(try explanation(sampling: count))
    #expect(found.count == count)
    #expect(Set(found).count == count)
  }

  @Test func `a sample that is large enough has every request of the run that has ended`() throws {
    let result = try #require(Self.run).result()
    let explanation = try explanation(sampling: 10_000)
    for (client, series) in zip(explanation.clients, result.series.clients) {
      let ended = series.points.reduce(0) { $0 + $1.succeeded + $1.failed }
      #expect(client.sample.count == Int(ended))
      #expect(
        client.sample.count { $0.failure != nil }
          == Int(series.points.reduce(0) { $0 + $1.failed }))
      #expect(client.sample.map(\.start) == client.sample.map(\.start).sorted())
      #expect(
        client.sample.allSatisfy { $0.choice == .sampled && $0.spans[0].length == $0.latency })
    }
  }

  @Test func `a smaller sample is a part of a larger one`() throws {
    let large = Set(requests(try explanation(sampling: 120)))
    #expect(large.isSuperset(of: requests(try explanation(sampling: 40))))
  }

  @Test func `to sample changes nothing else that is explained`() throws {
    var sampled = try explanation(sampling: 40)
    for client in sampled.clients.indices { sampled.clients[client].sample = [] }
    #expect(sampled == (try explanation(sampling: 0)))
  }

  @Test func `is drawn evenly over the time of the run and over its clients`() throws {
    let explanation = try explanation(sampling: 400)
    let starts = explanation.clients.flatMap { $0.sample.map(\.start) }
    for quarter in 0..<4 {
      let from = Instant.zero + .seconds(10 * Int64(quarter))
      // 100 are expected of each quarter; four standard deviations are 35.
      let count = starts.count { $0 >= from && $0 < from + .seconds(10) }
      #expect((65...135).contains(count), "quarter \(quarter) has \(count)")
    }
    // Of eleven requests one is of the batch: 36, and four deviations are 23.
    let batch = try #require(explanation.clients.first { $0.name == "batch" })
    #expect((13...59).contains(batch.sample.count))
  }
}
