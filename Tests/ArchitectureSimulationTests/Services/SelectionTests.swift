import ArchitectureSimulation
import Testing
import TimeBase

/// Ways that are chosen by what a request carries, and what handlers count on them.
@Suite struct SelectionTests {
  private func play(_ more: String, _ step: String) throws -> [String: UInt64] {
    let sketch = Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1000/s", "limit": 10000 }, "calls": "app" \(more) }
          """
        )
      ],
      components: [Sketch.service(does: step)])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    let counters = try result.component("app").counters
    return Dictionary(uniqueKeysWithValues: counters.map { ($0.name, $0.count) })
  }

  @Test func `each key goes its way`() throws {
    let counts = try play(
      #", "requests": { "get": { "key": { "uniform": 100 } } }"#,
      """
      { "switch": "key", "cases": { "0-9": [ { "count": "hot" } ], "10": [ { "count": "ten" } ] },
        "else": [ { "count": "cold" } ] }
      """)
    let total = counts.values.reduce(0, +)
    #expect(total == 10_000)
    // Of 10,000 draws a tenth, give or take four standard deviations of a binomial count.
    #expect(abs(Int(counts["hot"] ?? 0) - 1_000) <= 120)
    #expect(abs(Int(counts["ten"] ?? 0) - 100) <= 40)
  }

  @Test func `tokens and schemes go by their words`() throws {
    let counts = try play(
      #", "token": { "expired": "20%", "missing": "10%" }, "scheme": "75%""#,
      """
      { "switch": "token", "cases": { "expired": [ { "count": "expired" } ],
                                      "missing": [ { "count": "missing" }, { "respond": 401 } ] } },
      { "switch": "scheme", "cases": { "http": [ { "count": "plain" } ] } }
      """)
    #expect(abs(Int(counts["expired"] ?? 0) - 2_000) <= 160)
    #expect(abs(Int(counts["missing"] ?? 0) - 1_000) <= 120)
    #expect(abs(Int(counts["plain"] ?? 0) - 2_250) <= 170)
  }

  @Test func `a counter that many steps count with is one`() throws {
    let counts = try play(
      "", #"{ "count": "a" }, { "count": "b" }, { "count": "a" }"#)
    #expect(counts == ["a": 20_000, "b": 10_000])
  }

  /// Ten a second, in turn; the first instance dies after six seconds with the 30 that it had counted.
  @Test func `what a process counted dies with it`() throws {
    var sketch = Sketch(
      clients: [Sketch.steady()],
      components: [Sketch.service("app", #""instances": 2"#, does: #"{ "count": "all" }"#)])
    sketch.faults = [#"{ "at": "6s", "for": "1s", "crash": "app", "instance": 0 }"#]
    sketch.expect = [
      #"{ "metric": "remembered.all", "of": "app", "equals": 50, "from": "0s", "to": "5s" }"#
    ]
    let result = try sketch.play()
    #expect(result.expectations.map(\.verdict) == [.pass])
    let counter = try #require(try result.component("app").counters.first)
    #expect(counter.isForgetful)
    #expect(counter.remembered + 30 == counter.everCounted)
  }

  @Test func `a counter of the measured window leaves the warm-up out`() throws {
    var sketch = Sketch(
      clients: [Sketch.steady()], components: [Sketch.service(does: #"{ "count": "all" }"#)])
    sketch.run = #""duration": "10s", "warmup": "5s""#
    #expect(try sketch.play().component("app").counters.map(\.count) == [50])
  }
}
