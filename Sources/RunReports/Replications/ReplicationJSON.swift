import ArchitectureSimulation
public import Experiments
import RunStatistics

/// What several replications found out, for scripts: version 1 of the JSON result of a series.
///
/// | key | value |
/// |---|---|
/// | `version`, `traceVersion`, `model`, `seed`, `duration` | as in the result of one run |
/// | `digest` | over the digests of all replications |
/// | `replications` | `first`, `count`, `complete`: `false` if the series was interrupted |
/// | `confidence` | of every interval and verdict, 0 to 1 |
/// | `precision` | `asked`, `outcome`: `reached`, `missed` or `interrupted`; `null` if none was asked for |
/// | `window` | `earliestStart`, `latestStart` of the measured windows |
/// | `offered`, `succeeded`, `failed` | requests in all windows together |
/// | `clients` | by name: *figures*, then `requests`: *figures* for each name |
/// | `components` | by name: *figures* |
/// | `expectations` | list of `text`, `verdict`, `observed`, `interval`, `unit`, `held`, `of` (in so many replications, of so many that had something to observe), `moreReplications` that would probably decide, or `null` |
/// | `stopped`, `unsettled` | replications that stopped at a bound; that found no end of their warm-up |
/// | `audit` | `ok`, or what is wrong with the simulator |
/// | `digests` | of each replication |
///
/// *Figures* are the metrics of expectations in groups: `latency` holds `mean` and `p95`. Each has
/// `value` (the mean of the replications, or the largest value of a maximum), `interval` (`lower`,
/// `upper`; `null` for maxima, counts and single values), `minimum` and `maximum` of the replications,
/// and `count` of those that had something to observe. Times are in seconds.
public struct ReplicationJSON: Hashable, Sendable {
  /// The document in UTF-8, with a line feed at the end.
  public var text: String

  public init(_ result: ReplicatedResult) {
    text = Self.tree(of: result).text
  }

  static func tree(of result: ReplicatedResult) -> JSONTree {
    [
      "version": .count(JSONReport.version),
      "traceVersion": .whole(RunResult.traceVersion),
      "digest": .text(result.digest.hexadecimal),
      "model": .model(result.model),
      "seed": .count(result.seed),
      "duration": .seconds(result.duration),
      "replications": [
        "first": .count(result.firstReplication), "count": .whole(result.count),
        "complete": .flag(result.isWhole),
      ],
      "confidence": .number(result.confidence),
      "precision": .optional(result.precision) {
        ["asked": .number($0.asked), "outcome": .text($0.outcome.rawValue)]
      },
      "window": [
        "earliestStart": .seconds(result.starts.earliest),
        "latestStart": .seconds(result.starts.latest),
      ],
      "offered": .count(result.requests.offered),
      "succeeded": .count(result.requests.succeeded),
      "failed": .count(result.requests.failed),
      "clients": .object(result.clients.map { .init($0, client($0, in: result)) }),
      "components": .object(
        result.components.map { .init($0, .object(figures(of: $0, nil, in: result))) }),
      "expectations": .array(result.expectations.map(tree)),
      "stopped": .array(result.stopped.map { .count($0) }),
      "unsettled": .array(result.unsettled.map { .count($0) }),
      "audit": .audit(result.brokenAudit),
      "digests": .array(result.digests.map { .text($0.hexadecimal) }),
    ]
  }

  private static func client(_ name: String, in result: ReplicatedResult) -> JSONTree {
    var requests: [String] = []
    for metric in result.metrics where metric.metric.subject == name {
      if let request = metric.metric.request, requests.last != request { requests.append(request) }
    }
    let parts = requests.map {
      JSONTree.Member($0, .object(figures(of: name, $0, in: result)))
    }
    return .object(
      figures(of: name, nil, in: result) + [.init("requests", .object(parts))])
  }

  /// The metrics of one subject, those whose names begin alike in one object.
  private static func figures(
    of subject: String, _ request: String?, in result: ReplicatedResult
  ) -> [JSONTree.Member] {
    var groups: [(name: String, members: [JSONTree.Member], isGroup: Bool)] = []
    for metric in result.metrics
    where metric.metric.subject == subject && metric.metric.request == request {
      let parts = metric.metric.name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        groups.append((parts[0], [.init("", tree(of: metric))], false))
        continue
      }
      let key = parts[1].filter { $0 != "." }
      if groups.last?.name != parts[0] { groups.append((parts[0], [], true)) }
      groups[groups.count - 1].members.append(.init(key, tree(of: metric)))
    }
    return groups.map { .init($0.name, $0.isGroup ? .object($0.members) : $0.members[0].value) }
  }

  private static func tree(of metric: ReplicatedMetric) -> JSONTree {
    .inline([
      "value": .optional(metric.value, JSONTree.number), "interval": .interval(metric.interval),
      "minimum": .optional(metric.range?.lower, JSONTree.number),
      "maximum": .optional(metric.range?.upper, JSONTree.number),
      "count": .whole(metric.sample.count),
    ])
  }

  private static func tree(of expectation: ReplicatedExpectation) -> JSONTree {
    .inline([
      "text": .text(expectation.text), "verdict": .text(expectation.verdict.rawValue),
      "observed": .optional(expectation.observed, JSONTree.number),
      "interval": .interval(expectation.interval), "unit": .text(expectation.unit.rawValue),
      "held": .whole(expectation.held), "of": .whole(expectation.count),
      "moreReplications": .optional(expectation.moreNeeded, JSONTree.whole),
    ])
  }
}

extension JSONTree {
  static func interval(_ interval: Interval?) -> JSONTree {
    optional(interval) { .inline(["lower": .number($0.lower), "upper": .number($0.upper)]) }
  }

  static func model(_ model: RunResult.Model) -> JSONTree {
    [
      "name": .text(model.name), "sha256": .text(model.sha256),
      "scenario": .optional(model.scenario, JSONTree.text),
    ]
  }

  static func audit(_ broken: ReplicatedResult.BrokenAudit?) -> JSONTree {
    guard let broken else { return .text("ok") }
    return [
      "replication": .count(broken.replication),
      "flow": JSONReport.tree(of: broken.audit.flow),
      "littlesLaw": JSONReport.tree(of: broken.audit.littlesLaw),
      "utilisation": JSONReport.tree(of: broken.audit.utilisation),
    ]
  }
}
