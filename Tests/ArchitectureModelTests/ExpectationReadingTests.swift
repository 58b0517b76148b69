import ArchitectureModel
import Testing
import TimeBase

@Suite struct ExpectationReadingTests {
  /// The testing library has a type of this name too.
  typealias Expectation = ArchitectureModel.Expectation

  private static func expectation(_ text: String) throws -> Expectation? {
    let shop = try #require(
      Shop.with(text, for: #""metric": "latency.p95", "of": "web", "below": "200ms""#))
    return try ModelDocument(shop, named: "shop.json").reading.architecture.expectations.first
  }

  private static let metrics: [(String, Expectation.Metric, Expectation.Bound)] = [
    (#""latency.mean", "of": "web", "below": "1.5s""#, .latency(.mean), .below(1.5)),
    (#""latency.max", "of": "web", "below": "2m""#, .latency(.maximum), .below(120)),
    (
      #""latency.p50", "of": "web", "above": "1ms""#, .latency(.quantile(perMillion: 500_000)),
      .above(0.001)
    ),
    (
      #""latency.p99.9", "of": "web", "atMost": "1s""#, .latency(.quantile(perMillion: 999_000)),
      .atMost(1)
    ),
    (
      #""latency.p99.9999", "of": "web", "atMost": "1s""#,
      .latency(.quantile(perMillion: 999_999)), .atMost(1)
    ),
    (#""errors", "of": "web", "below": "0.1%""#, .errorShare, .below(0.001)),
    (#""goodput", "of": "web", "atLeast": "5400/min""#, .goodput, .atLeast(90)),
    (#""throughput", "of": "web", "atLeast": "0/s""#, .throughput, .atLeast(0)),
    (#""attempts", "of": "web", "below": 1.2"#, .attempts, .below(1.2)),
    (
      #""failed.poolTimeout", "of": "web", "below": "1%""#, .failed(cause: "poolTimeout"),
      .below(0.01)
    ),
    (#""utilisation", "of": "app", "below": "80%""#, .utilisation, .below(0.8)),
    (#""queue.mean", "of": "app", "below": 3"#, .queueMean, .below(3)),
    (#""queue.max", "of": "database", "atMost": 30"#, .queueMax, .atMost(30)),
    (#""wait.mean", "of": "jobs", "below": "50us""#, .waitMean, .below(0.00005)),
    (#""hitRatio", "of": "cache", "above": "33.3%""#, .hitRatio, .above(0.333)),
    (#""rejected", "of": "gateway", "below": "1%""#, .rejectedShare, .below(0.01)),
    (#""deadLettered", "of": "jobs", "equals": 0"#, .deadLettered, .equals(0)),
  ]

  /// Each metric in its unit: seconds, events a second, a ratio or a count.
  @Test(arguments: metrics)
  func `a bound is in the unit of its metric`(
    text: String, metric: Expectation.Metric, bound: Expectation.Bound
  ) throws {
    let found = try Self.expectation("\"metric\": " + text)
    #expect(found?.metric == metric)
    #expect(found?.bound == bound)
  }

  @Test func `is told as its author would`() throws {
    let text =
      #""metric": "latency.p99.90", "of": "web", "request": "GET /item", "atMost": "1.50s", "from": "1m""#
    let found = try Self.expectation(text)
    #expect(found?.request == "GET /item")
    #expect(found?.window == Expectation.Window(from: .minutes(1), to: .minutes(5)))
    #expect(found?.text == "latency.p99.9 of web \"GET /item\" at most 1.50s from 1m to 5m")
  }

  @Test func `every metric that a schema offers can be read and has its name`() {
    for name in Expectation.Metric.examples {
      #expect(Expectation.Metric(name)?.name == name)
    }
  }

  @Test(arguments: [
    "latency.p", "latency.p0", "latency.p100", "latency.p99.99999", "latency.p1e1", "latency.95",
    "failed.", "failed.x", "Errors", "",
  ])
  func `what names no metric is none`(name: String) {
    #expect(Expectation.Metric(name) == nil)
  }
}
