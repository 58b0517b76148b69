import ArchitectureSimulation
public import Experiments
import RunStatistics

/// What a comparison found out, for scripts: version 1 of the JSON result of a comparison.
///
/// `variants` has name, hash and scenario of the two models, the one that is compared with first;
/// `clients` a plain answer for each client: `better`, `worse`, `mixed`, `noDifference` or `unknown`,
/// with the sentence of the report. `metrics` lists what both variants have: `of`, `request` or
/// `null`, `metric`, `unit`, the means `first` and `second`, their `difference` (second less first) with
/// `interval`, their `ratio` (second to first) with `ratioInterval`, `pValue` corrected for
/// `testedTogether` tests, `finding`: `better`, `worse`, `different`, `noDifference` or `untested`,
/// `varianceReduction` by common random numbers, `correlation`, and `count` of the pairs. `null`
/// stands where there is nothing to tell. Times are in seconds.
public struct ComparisonJSON: Hashable, Sendable {
  /// The document in UTF-8, with a line feed at the end.
  public var text: String

  /// - Parameter names: What the two variants are called.
  public init(_ result: ComparisonResult, of names: (first: String, second: String)) {
    text = Self.tree(of: result, names).text
  }

  static func tree(
    of result: ComparisonResult, _ names: (first: String, second: String)
  ) -> JSONTree {
    let sentence = ComparisonSentence(result: result, style: .plain)
    let variants = zip([names.first, names.second], result.models).map { name, model in
      JSONTree.object([.init("title", .text(name)), .init("model", .model(model))])
    }
    return [
      "version": .count(JSONReport.version),
      "traceVersion": .whole(RunResult.traceVersion),
      "digest": .text(result.digest.hexadecimal),
      "variants": .array(variants),
      "seed": .count(result.seed),
      "duration": .seconds(result.duration),
      "replications": [
        "first": .count(result.firstReplication), "count": .whole(result.count),
      ],
      "confidence": .number(result.confidence),
      "testedTogether": .whole(result.testedTogether),
      "clients": .object(
        result.clients.map { client in
          .init(
            client,
            .inline([
              "answer": .text(word(sentence.answer(for: client))),
              "sentence": .text(sentence.text(for: client)),
            ]))
        }),
      "metrics": .array(result.metrics.map(tree)),
      "stopped": .whole(result.stopped),
      "audit": .audit(result.brokenAudit),
    ]
  }

  private static func word(_ answer: ComparisonSentence.Answer) -> String {
    switch answer {
    case .better: "better"
    case .worse: "worse"
    case .mixed: "mixed"
    case .none: "noDifference"
    case .unknown: "unknown"
    }
  }

  private static func tree(of metric: ComparedMetric) -> JSONTree {
    let pairs = metric.pairs
    func mean(_ sample: SampleMean) -> JSONTree {
      sample.count > 0 ? .number(sample.mean) : .null
    }
    return .inline([
      "of": .text(metric.metric.subject),
      "request": .optional(metric.metric.request, JSONTree.text),
      "metric": .text(metric.metric.name), "unit": .text(metric.metric.unit.rawValue),
      "first": mean(pairs.first), "second": mean(pairs.second),
      "difference": mean(pairs.differences), "interval": .interval(metric.interval),
      "ratio": .optional(pairs.ratio, JSONTree.number),
      "ratioInterval": .interval(metric.ratioInterval),
      "pValue": .optional(metric.pValue, JSONTree.number),
      "finding": .text(metric.finding.rawValue),
      "varianceReduction": .optional(pairs.varianceReduction, JSONTree.number),
      "correlation": .optional(pairs.correlation, JSONTree.number),
      "count": .whole(pairs.count),
    ])
  }
}
