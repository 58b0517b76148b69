import ArchitectureSimulation
import Testing
import TimeBase

/// Instances that an autoscaler adds and takes away.
@Suite struct AutoscalingTests {
  /// Requests of a second each, so that as many are inside as arrive in a second.
  private func play(
    _ autoscale: String, arrivals: String, duration: String = "4m", more: String = "",
    faults: [String] = []
  ) throws -> RunResult {
    let sketch = Sketch(
      run: #""duration": "\#(duration)", "warmup": "0s""#,
      clients: [("web", #"{ "arrivals": \#(arrivals), "calls": "balancer" }"#)],
      components: [
        Sketch.service(
          "app", #""workers": "unlimited", "autoscale": { \#(autoscale) }\#(more)"#,
          does: #"{ "wait": "1s" }"#),
        ("balancer", #"{ "kind": "balancer", "over": "app" }"#),
      ], faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Twenty requests inside against five for each instance: four instances.
  @Test func `it ends with as many as the load over the target`() throws {
    let result = try play(
      #""inFlight": 5, "max": 10"#, arrivals: #"{ "constant": "20/s" }"#)
    let turnover = try #require(try result.component("app").turnover)
    #expect(turnover.readyAtEnd == 4)
    #expect(try result.client().failed == 0)
  }

  /// Looks every 15 s; the first finds 60 inside, five more are started and are ready 20 s later.
  @Test func `what starts serves only when it has booted and is ready`() throws {
    let result = try play(
      #""requests": "10/s", "max": 10"#, arrivals: #"{ "constant": "60/s" }"#, duration: "60s",
      more: #", "boot": "15s", "readiness": "5s""#)
    let instances = try result.component("app").instances
    // All for 35 s, and then a share: four more from 35 s on, the last from 50 s on.
    #expect(instances[0].arrivals == 35 * 60 + 15 * 12 + 10 * 10)
    #expect(instances[5].arrivals == 10 * 10)
    #expect(instances[6].arrivals == 0)
  }

  @Test func `what is known is old where the metric is slow`() throws {
    let quick = try play(
      #""requests": "10/s", "max": 5"#, arrivals: #"{ "constant": "50/s" }"#, duration: "80s")
    let slow = try play(
      #""requests": "10/s", "max": 5, "delay": "30s""#, arrivals: #"{ "constant": "50/s" }"#,
      duration: "80s")
    #expect(try quick.component("app").turnover?.readyMean == (15 + 65 * 5) / 80.0)
    #expect(try slow.component("app").turnover?.readyMean == (45 + 35 * 5) / 80.0)
  }

  /// The load ends at 2 min; the last look that wanted four is that of 2 min.
  @Test func `it shrinks five minutes after the load has gone, and nobody is lost`() throws {
    let result = try play(
      #""inFlight": 5, "max": 10"#,
      arrivals: #"{ "constant": "20/s", "limit": 2400 }"#, duration: "8m")
    let turnover = try #require(try result.component("app").turnover)
    #expect(turnover.readyAtEnd == 1 && turnover.killed == 0)
    #expect(try result.client().failed == 0)
    let shrinks = result.log.entries.filter { $0.event == "scales from 4 to 1 instances" }
    #expect(shrinks.map(\.time) == [.zero + .minutes(7)])
  }

  @Test func `faults and deploys of instances that come and go add up`() throws {
    let result = try play(
      #""inFlight": 5, "max": 6, "down": { "stabilisation": "30s" }"#,
      arrivals: #"""
        { "poisson": { "sine": { "mean": "15/s", "amplitude": "14/s", "period": "2m" } } }
        """#,
      more: #", "instances": 2, "processes": 2, "boot": { "exponential": "10s" }"#,
      faults: [
        #"{ "at": "1m", "deploy": "app", "pause": "3s" }"#,
        #"{ "every": { "exponential": "30s" }, "for": "5s", "crash": "app", "instance": "each" }"#,
        #"{ "at": "90s", "deploy": "app", "atOnce": 3 }"#,
        #"{ "at": "2m", "for": "20s", "freeze": "app" }"#,
      ])
    #expect(try result.component("app").turnover?.started ?? 0 > 4)
  }
}
