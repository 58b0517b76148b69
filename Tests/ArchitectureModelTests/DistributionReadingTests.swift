import ArchitectureModel
import EventEngine
import Testing
import TimeBase

@Suite struct DistributionReadingTests {
  private static func model(_ work: String) -> String {
    """
    { "format": 1, "clients": { "c": { "arrivals": { "poisson": "1/s" }, "calls": "s" } },
      "components": { "s": { "kind": "service", "work": \(work) } } }
    """
  }

  private static let valid: [(String, Distribution)] = [
    (#""5ms""#, .constant(.milliseconds(5))),
    (#""0s""#, .constant(.zero)),
    (#"{ "constant": "5ms" }"#, .constant(.milliseconds(5))),
    (#"{ "exponential": "8ms" }"#, .exponential(mean: .milliseconds(8))),
    (
      #"{ "uniform": ["1ms", "3ms"] }"#,
      .uniform(from: .milliseconds(1), through: .milliseconds(3))
    ),
    (
      #"{ "erlang": { "shape": 3, "mean": "30ms" } }"#,
      .erlang(shape: 3, mean: .milliseconds(30))
    ),
    (
      #"{ "gamma": { "shape": 0.5, "mean": "30ms" } }"#,
      .gamma(shape: 0.5, mean: .milliseconds(30))
    ),
    (
      #"{ "hyperexponential": { "mean": "2ms", "cv": 3 } }"#,
      .hyperexponential(mean: .milliseconds(2), cv: 3)
    ),
    (
      #"{ "hyperexponential": [ { "probability": "100%", "mean": "2ms" } ] }"#,
      .hyperexponentialPhases([.init(probability: 1, mean: .milliseconds(2))])
    ),
    (
      #"{ "normal": { "mean": "10ms", "sd": "2ms" } }"#,
      .truncatedNormal(mean: .milliseconds(10), standardDeviation: .milliseconds(2))
    ),
    (
      #"{ "lognormal": { "mean": "2ms", "cv": 0.5 } }"#,
      .lognormal(mean: .milliseconds(2), cv: 0.5)
    ),
    (
      #"{ "lognormal": { "p99.9": "30ms", "p50": "4ms" } }"#,
      .lognormalThrough(.init(50, .milliseconds(4)), .init(99.9, .milliseconds(30)))
    ),
    (
      #"{ "weibull": { "shape": 2, "mean": "3ms" } }"#,
      .weibull(shape: 2, mean: .milliseconds(3))
    ),
    (
      #"{ "weibull": { "shape": 2, "scale": "3ms" } }"#,
      .weibullScale(shape: 2, scale: .milliseconds(3))
    ),
    (
      #"{ "pareto": { "minimum": "1ms", "alpha": 1.5 } }"#,
      .pareto(minimum: .milliseconds(1), alpha: 1.5)
    ),
    (
      #"{ "boundedPareto": { "low": "1ms", "high": "1s", "alpha": 1.1 } }"#,
      .boundedPareto(from: .milliseconds(1), through: .seconds(1), alpha: 1.1)
    ),
    (
      #"{ "mixture": [ { "weight": 9, "of": "1ms" }, { "weight": 1, "of": { "exponential": "9ms" } } ] }"#,
      .mixture([
        .init(weight: 9, .constant(.milliseconds(1))),
        .init(weight: 1, .exponential(mean: .milliseconds(9))),
      ])
    ),
    (
      #"{ "shifted": { "by": "1ms", "of": { "exponential": "5ms" } } }"#,
      .shifted(by: .milliseconds(1), .exponential(mean: .milliseconds(5)))
    ),
    (#"{ "empirical": ["2ms", "1ms"] }"#, .empirical([.milliseconds(2), .milliseconds(1)])),
    (
      #"{ "percentiles": { "p100": "9ms", "p0": "1ms", "p50": "2ms" } }"#,
      .percentiles([
        .init(0, .milliseconds(1)), .init(50, .milliseconds(2)), .init(100, .milliseconds(9)),
      ])
    ),
  ]

  @Test(arguments: valid)
  func `reads each distribution`(text: String, expected: Distribution) throws {
    let model = try ModelDocument(Self.model(text), named: "m.json").reading.architecture
    guard case .service(let service) = model.components[0].kind else {
      Issue.record("no service")
      return
    }
    #expect(service.handlers == [.init(request: "*", steps: [.compute(expected)])])
  }

  @Test(arguments: [
    (
      #"{}"#,
      "work: expected exactly one of the keys constant, uniform, exponential, erlang, gamma, hyperexponential, normal, lognormal, weibull, pareto, boundedPareto, mixture, shifted, empirical, percentiles"
    ),
    (
      #"{ "exponential": "8ms", "constant": "8ms" }"#,
      "work: 'constant' and 'exponential' exclude each other"
    ),
    (#"{ "exponential": 8 }"#, "work.exponential: '8' has no unit; write for instance \"8ms\""),
    (#"{ "exponential": "0s" }"#, "work: mean must be longer than 0s, not 0s"),
    (
      #"{ "uniform": ["3ms", "1ms"] }"#,
      "work: the upper end must be longer than the lower end 3ms, not 1ms"
    ),
    (#"{ "uniform": "3ms" }"#, "work.uniform: expected an array, found \"3ms\""),
    (
      #"{ "erlang": { "shape": 1.5, "mean": "1ms" } }"#,
      "work.erlang.shape: expected a whole number from 1 to 1000, found 1.5"
    ),
    (#"{ "gamma": { "mean": "1ms" } }"#, "work.gamma: missing key 'shape'; expected a number"),
    (#"{ "gamma": { "shape": -1, "mean": "1ms" } }"#, "work: shape must be at least 0.01, not -1"),
    (
      #"{ "hyperexponential": { "mean": "2ms", "cv": 0.5 } }"#,
      "work: cv must be at least 1, not 0.5"
    ),
    (
      #"{ "hyperexponential": [ { "probability": 0.5, "mean": "2ms" } ] }"#,
      "work.hyperexponential[0].probability: expected a share from \"0%\" to \"100%\", found 0.5; did you mean '50%'?"
    ),
    (
      #"{ "hyperexponential": [ { "probability": "50%", "mean": "2ms" } ] }"#,
      "work: the probabilities must add up to 1, not 0.5"
    ),
    (
      #"{ "lognormal": { "mean": "1ms" } }"#,
      "work.lognormal: expected \"mean\" and \"cv\", or two percentiles such as \"p50\" and \"p99\""
    ),
    (
      #"{ "lognormal": { "mean": "1ms", "cv": 1, "p50": "1ms" } }"#,
      "work.lognormal: expected \"mean\" and \"cv\", or two percentiles such as \"p50\" and \"p99\""
    ),
    (
      #"{ "lognormal": { "p50": "1ms", "p99": "2ms", "p101": "3ms" } }"#,
      "work.lognormal: unknown key 'p101'; known: mean, cv, p50, p99 and so on"
    ),
    (
      #"{ "lognormal": { "p50": "1ms", "p100": "2ms" } }"#,
      "work: a percentile must be between 0 and 100, not p100"
    ),
    (
      #"{ "weibull": { "shape": 2, "mean": "1ms", "scale": "1ms" } }"#,
      "work.weibull: 'mean' and 'scale' exclude each other"
    ),
    (#"{ "mixture": [] }"#, "work: at least one part with a weight above 0 is needed"),
    (
      #"{ "mixture": [ { "weight": 1, "of": { "exponental": "1ms" } } ] }"#,
      "work.mixture[0].of: unknown key 'exponental'; did you mean 'exponential'?"
    ),
    (#"{ "empirical": [] }"#, "work: at least one duration is needed"),
    (
      #"{ "percentiles": { "p0": "1ms", "p50": "2ms" } }"#,
      "work: the first percentile must be p0 and the last p100"
    ),
    (
      #"{ "percentiles": { "p0": "1ms", "p50": "3ms", "p100": "2ms" } }"#,
      "work: p100 must be at least p50, which is 3ms, not 2ms"
    ),
  ])
  func `says what is wrong with a distribution`(text: String, message: String) {
    let error = #expect(throws: InvalidModel.self) {
      try ModelDocument(Self.model(text), named: "m.json")
    }
    let found = error?.problems.map { "\($0.path): \($0.reason)" } ?? []
    #expect(found == ["components.s." + message])
  }
}
