public import ArchitectureSimulation
public import Experiments
import RunStatistics
import TimeBase

/// An explanation for scripts, version 1: times in seconds, instants from the start of the run.
///
/// `clients` has by name the budgets `successes`, `slowest` and `failures`, each with `count`, `mean`
/// and `parts` that add up to it; and `exemplars`, whose `spans` name the position of the span that they
/// are part of in `parent`. `bottleneck` lists what is busy, `waste` what was done in vain.
public struct ExplanationJSON: Hashable, Sendable {
  package let tree: JSONTree

  /// The document in UTF-8, with a line feed at the end.
  public var text: String { tree.text }

  public init(_ explanation: Explanation, of result: RunResult, _ theory: TheoryCheck) {
    let analysis = OperationalAnalysis(result, of: explanation)
    tree = [
      "version": .count(JSONReport.version),
      "traceVersion": .whole(RunResult.traceVersion),
      "digest": .text(result.digest.total.hexadecimal),
      "model": .model(result.model),
      "seed": .count(result.seed),
      "replication": .count(result.replication),
      "clients": .object(explanation.clients.map { .init($0.name, Self.tree($0)) }),
      "bottleneck": .array(
        analysis.rows.map {
          .inline([
            "component": .text($0.component), "resource": .text($0.resource.rawValue),
            "servers": .whole($0.servers),
            "utilisation": .number($0.utilisation), "demand": .number($0.demand),
            "saturation": .number($0.saturation),
          ])
        }),
      "bounds": .inline([
        "throughput": .number(analysis.bounds.greatestThroughput),
        "response": .number(analysis.bounds.response),
      ]),
      "work": .number(Double(explanation.workNanoseconds) / 1e9),
      "waste": .array(
        explanation.waste.map {
          .inline([
            "cause": .text($0.cause.word), "component": .text($0.component),
            "count": .count($0.count), "time": .number(Double($0.nanoseconds) / 1e9),
          ])
        }),
      "theory": .array(theory.rows.map(Self.tree)),
      "untraced": .count(explanation.untraced),
    ]
  }

  private static func tree(_ client: Explanation.Client) -> JSONTree {
    [
      "successes": tree(client.successes),
      "slowest": tree(client.slowest),
      "threshold": .seconds(nanoseconds: client.threshold.nanoseconds),
      "failures": tree(client.failures),
      "exemplars": .array(client.exemplars.map(tree)),
    ]
  }

  private static func tree(_ budget: Explanation.Budget) -> JSONTree {
    [
      "count": .count(budget.count),
      "mean": budget.count == 0 ? .null : .number(budget.mean),
      "parts": .array(
        budget.parts.map {
          .inline([
            "component": .text($0.component), "use": .text($0.use.word),
            "mean": .number(budget.mean(of: $0.use, at: $0.component)),
          ])
        }),
    ]
  }

  private static func tree(_ exemplar: Explanation.Exemplar) -> JSONTree {
    [
      "choice": .text(exemplar.choice.word),
      "request": .text(exemplar.request),
      "start": .seconds(nanoseconds: exemplar.start.nanoseconds),
      "latency": .seconds(nanoseconds: exemplar.latency.nanoseconds),
      "failure": .optional(exemplar.failure) { .text($0.word) },
      "spans": .array(exemplar.spans.map(tree)),
    ]
  }

  private static func tree(_ span: RequestSpan) -> JSONTree {
    .inline([
      "kind": .text(span.kind.word), "component": .text(span.component),
      "instance": .optional(span.instance, JSONTree.whole),
      "start": .seconds(nanoseconds: span.start.nanoseconds),
      "end": .seconds(nanoseconds: span.end.nanoseconds),
      "parent": .optional(span.parent, JSONTree.whole), "ending": .text(span.ending.word),
      "critical": .flag(span.isCritical),
    ])
  }

  private static func tree(_ row: TheoryCheck.Row) -> JSONTree {
    switch row.finding {
    case .unknown(let reason):
      [
        "component": .text(row.component), "system": .null, "reason": .text(reason),
        "values": .array([]),
      ]
    case .known(let system, let values):
      [
        "component": .text(row.component), "system": .text(system), "reason": .null,
        "values": .array(
          values.map {
            .inline([
              "of": .text($0.metric.subject), "metric": .text($0.metric.name),
              "exact": .number($0.exact), "simulated": .optional($0.simulated, JSONTree.number),
              "standardError": .optional($0.standardError, JSONTree.number),
              "z": .optional($0.zScore, JSONTree.number),
            ])
          }),
      ]
    }
  }
}

extension TimeUse {
  /// As JSON calls it.
  package var word: String {
    switch self {
    case .queue: "queue"
    case .poolWait: "poolWait"
    case .lock: "lock"
    case .sharedLoad: "sharedLoad"
    case .limit: "limit"
    case .service: "service"
    case .contention: "contention"
    case .pause: "pause"
    case .network: "network"
    case .unanswered: "unanswered"
    case .backoff: "backoff"
    case .retries: "retries"
    case .hedge: "hedge"
    }
  }
}

extension Explanation.Exemplar.Choice {
  /// As JSON calls it.
  package var word: String {
    switch self {
    case .median: "median"
    case .p99: "p99"
    case .slowest: "slowest"
    case .slowestFailure: "slowestFailure"
    case .sampled: "sampled"
    }
  }
}

extension RequestSpan.Kind {
  /// As JSON calls it.
  package var word: String {
    switch self {
    case .request: "request"
    case .call: "call"
    case .fork: "fork"
    case .branch: "branch"
    case .time(let use): use.word
    }
  }
}

extension RequestSpan.Ending {
  /// As JSON calls it.
  package var word: String {
    switch self {
    case .whole: "whole"
    case .triedAgain: "triedAgain"
    case .givenUp: "givenUp"
    }
  }
}
