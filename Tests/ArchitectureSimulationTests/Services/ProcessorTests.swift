import ArchitectureSimulation
import Testing

/// How busy processors are.
@Suite struct ProcessorTests {
  /// Ten a second from 50 ms on, for ten seconds: each second's worth of computing is known.
  @Test(
    arguments: [
      // Alone on its core each time.
      (#""cpu": { "cores": 1 }"#, "40ms", 0.4),
      (#""cpu": { "cores": 2 }"#, "40ms", 0.2),
      (#""cpu": { "cores": 1, "sharing": "inOrder" }"#, "40ms", 0.4),
      (#""cpu": { "cores": 1, "sharing": "byPriority" }"#, "40ms", 0.4),
      // Two at a time most of the time: the first core is never idle after the start.
      (#""cpu": { "cores": 2 }"#, "150ms", 0.745),
      (#""cpu": { "cores": 2, "sharing": "inOrder" }"#, "150ms", 0.745),
      // More than it can do: busy from the first on.
      (#""cpu": { "cores": 1 }"#, "200ms", 0.995),
      (#""processes": 2, "spread": "roundRobin", "cpu": { "cores": 1 }"#, "40ms", 0.2),
    ])
  func `a core is busy while somebody computes on it`(
    traits: String, time: String, utilisation: Double
  ) throws {
    let sketch = Sketch(
      clients: [Sketch.steady()],
      components: [
        Sketch.service(
          "app", #""workers": "unlimited", "# + traits, does: #"{ "compute": "\#(time)" }"#
        )
      ])
    let processor = try #require(try sketch.play().component("app").processor)
    #expect(abs(processor.utilisation - utilisation) < 1e-9)
  }

  @Test func `who waits for others leaves the core to others`() throws {
    var sketch = Sketch(
      clients: [Sketch.steady()],
      components: [
        Sketch.service(
          "app", #""workers": 4, "cpu": { "cores": 1 }"#,
          does: #"{ "compute": "20ms" }, { "wait": "60ms" }"#)
      ])
    sketch.expect = [
      #"{ "metric": "processor.utilisation", "of": "app", "between": ["19.9%", "20.1%"] }"#,
      #"{ "metric": "utilisation", "of": "app", "between": ["19.9%", "20.1%"] }"#,
    ]
    #expect(try sketch.play().expectations.map(\.verdict) == [.pass, .pass])
  }
}
