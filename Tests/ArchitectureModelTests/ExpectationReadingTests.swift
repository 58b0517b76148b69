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
    (#""wait.mean", "of": "jobs", "below": "50us""#, .wait(.mean), .below(0.00005)),
    (#""wait.max", "of": "database", "atMost": "1s""#, .wait(.maximum), .atMost(1)),
    (
      #""wait.p95", "of": "app", "between": [ "1ms", "2s" ]"#,
      .wait(.quantile(perMillion: 950_000)), .between(0.001, 2)
    ),
    (#""latency.mean", "of": "database", "below": "1s""#, .latency(.mean), .below(1)),
    (#""throughput", "of": "app", "above": "1/s""#, .throughput, .above(1)),
    (#""share", "of": "web", "status": 429, "equals": "24%""#, .share, .equals(0.24)),
    (#""count.hits", "of": "cache", "above": 2"#, .count(.hits), .above(2)),
    (#""count.unfinished", "of": "web", "atMost": 2"#, .count(.unfinished), .atMost(2)),
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
    #expect(found?.figure.metric == metric)
    #expect(found?.bound == bound)
  }

  @Test func `is told as its author would`() throws {
    let text =
      #""metric": "latency.p99.90", "of": "web", "request": "GET /item", "atMost": "1.50s", "from": "1m""#
    let found = try Self.expectation(text)
    #expect(found?.figure.request == "GET /item")
    #expect(found?.figure.window == Expectation.Window(from: .minutes(1), to: .minutes(5)))
    #expect(found?.text == "latency.p99.9 of web \"GET /item\" at most 1.50s from 1m to 5m")
  }

  private static let comparisons = [
    (
      #""latency.p95", "of": "web", "below": { "times": 2 }"#,
      "latency.p95 of web below 2 × latency.p95 of web"
    ),
    (
      #""count.failed", "of": "web", "equals": { "metric": "count.turnedAway", "of": "app" }"#,
      "count.failed of web equals count.turnedAway of app"
    ),
    (
      #""goodput", "of": "web", "from": "1m", "atLeast": { "from": "2m", "to": "3m" }"#,
      "goodput of web from 1m to 5m at least goodput of web from 2m to 3m"
    ),
    (
      #""count.offered", "of": "web", "equals": { "sum": [ { "metric": "count.completed" }, { "metric": "count.unfinished" } ], "times": 1 }"#,
      "count.offered of web equals 1 × (count.completed of web + count.unfinished of web)"
    ),
    (
      #""share", "of": "web", "outcome": "rejected", "above": { "scenario": "none" }"#,
      "share of web (rejected) above that without a scenario"
    ),
    (
      #""share", "of": "web", "cause": "timeout", "status": 200, "above": { "scenario": "none", "times": 0.5 }"#,
      "share of web failed by timeout with status 200 above 0.5 × that without a scenario"
    ),
    (
      #""errors", "of": "web", "below": { "scenario": "none", "metric": "share", "status": 500 }"#,
      "errors of web below share of web with status 500 without a scenario"
    ),
  ]

  @Test(arguments: comparisons)
  func `a bound may be another figure`(text: String, told: String) throws {
    let found = try Self.expectation("\"metric\": " + text)
    #expect(found?.text == told)
    #expect(found?.comparand != nil)
  }

  @Test func `another scenario is read for what is compared with it`() throws {
    let shop = try #require(
      Shop.with(
        #""metric": "errors", "of": "web", "above": { "scenario": "none" }"#,
        for: #""metric": "latency.p95", "of": "web", "below": "200ms""#))
    let document = try ModelDocument(shop, named: "shop.json")
    let reading = try document.reading(overrides: [Override("app.workers=3")])
    let reference = try #require(reading.architecture.references.first?.architecture)
    #expect(reading.architecture.references.count == 1)
    #expect(reference.components == reading.architecture.components)
    #expect(reference.expectations.map(\.text) == ["errors of web"])
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
