import ArchitectureSimulation
import Testing

/// Faults that befall a part of a component.
@Suite struct PartialFaultTests {
  /// A thousand keys, each asked for about ten times before the fault and ten times after it.
  private func missesAfterFlush(_ faults: [String], seed: UInt64 = 1) throws -> Int {
    var sketch = Sketch()
    sketch.run = #""duration": "20s", "warmup": "10s""#
    sketch.clients = [
      (
        "web",
        """
        { "arrivals": { "constant": "2000/s" }, "calls": "app",
          "requests": { "page": { "key": { "uniform": 1000 } } } }
        """
      )
    ]
    sketch.components = [
      (
        "app",
        """
        { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "cached": { "in": "cache", "otherwise": [] } } ] } }
        """
      ),
      ("cache", #"{ "kind": "cache", "capacity": 1000, "latency": "0s" }"#),
    ]
    sketch.faults = faults
    let result = try sketch.play(seed: seed)
    #expect(result.audit.isClean, "\(result.audit)")
    return Int(try result.cache().misses)
  }

  @Test(arguments: [
    (0, 0...0), (10, 60...140), (50, 430...570), (90, 860...940), (100, 1000...1000),
  ])
  func `a flush of a share loses so many keys`(percent: Int, misses: ClosedRange<Int>) throws {
    let fault = #"{ "at": "10s", "flush": "cache", "share": "\#(percent)%" }"#
    #expect(misses.contains(try missesAfterFlush([fault])))
  }

  @Test func `each flush chooses anew and independently`() throws {
    let half = #"{ "at": "10s", "flush": "cache", "share": "50%" }"#
    // Two at once leave a quarter; the choice depends on the seed, and on nothing else.
    #expect((680...820).contains(try missesAfterFlush([half, half])))
    let misses = try (1...4).map { try missesAfterFlush([half], seed: $0) }
    #expect(try misses == (1...4).map { try missesAfterFlush([half], seed: $0) })
    #expect(Set(misses).count > 1)
  }

  @Test func `workers that are missing are counted`() throws {
    var sketch = Sketch()
    sketch.clients = [("web", #"{ "arrivals": { "constant": "10/s" }, "calls": "app" }"#)]
    sketch.components = [
      ("app", #"{ "kind": "service", "instances": 2, "workers": 3, "work": "20ms" }"#)
    ]
    #expect(try sketch.play().component("app").availability == nil)
    // One of each instance for 4 s, and for 2 s of these all of one.
    sketch.faults = [
      #"{ "at": "1s", "for": "4s", "brownout": "app" }"#,
      #"{ "at": "3s", "for": "2s", "brownout": "app", "workers": 3, "instance": 0 }"#,
    ]
    let availability = try #require(try sketch.play().component("app").availability)
    // No more than its three can be missing.
    #expect(availability.workersMissing == (2.0 * 4 + 2.0 * 2) / 10)
    sketch.faults = [#"{ "at": "1s", "for": "4s", "crash": "app" }"#]
    #expect(try sketch.play().component("app").availability?.workersMissing == nil)
  }
}
