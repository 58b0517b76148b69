public import ArchitectureSimulation
public import Experiments

/// What a run found out, for scripts: version 1 of the JSON result.
///
/// Every key below is always there, in this order; `null` stands where there is nothing to tell. Times
/// are exact seconds, rates are per second, ratios run from 0 to 1, counts are whole. Nothing in it
/// depends on the day, the machine or the build: equal results give equal bytes. New keys may be added
/// within version 1; none is renamed, removed or given another meaning.
///
/// | key | value |
/// |---|---|
/// | `version` | 1 |
/// | `traceVersion` | bumped when digests move on purpose |
/// | `digest` | 16 hexadecimal digits over every event of the run |
/// | `digests` | the same of each client and component on its own, by name |
/// | `events` | how many events the digest covers |
/// | `model` | `name`, `sha256` of the model in canonical form, `scenario` or `null` |
/// | `seed`, `replication` | up to 2⁶⁴ − 1: read them as integers, not as `Double` |
/// | `duration` | what the model asked for |
/// | `ending` | `kind`: `completed` or `stopped`; `at`; `reason` or `null` |
/// | `window` | `start`, `end` of what the figures are about; `warmup`: `fixed`, `automatic` or `notFound`; `reason` or `null` |
/// | `clients` | by name: a *request* of all requests together, then `requests`: a *request* for each name |
/// | `components` | by name, callers before callees: `kind`, `timeShare`, the keys of a *station*, those of its kind, `instances`: a list of *stations*, empty if there is only one |
/// | `breakers` | list of `caller`, `target`, `permitted`, `trials`, `rejected`, `opened`, `reopened`, `closed` |
/// | `faults` | list of `title`, `target`, `start`, `end` or `null` |
/// | `series` | `step`; `clients` and `components` by name, each with one list per figure; the first value is of time 0 to `step` |
/// | `log` | `entries`: list of `time`, `subject`, `event`; `dropped`: how many more there were |
/// | `expectations` | list of `text`, `verdict`: `pass`, `fail` or `inconclusive`; `observed` or `null`; `unit`: `seconds`, `perSecond`, `ratio` or `count`; `base` if the bound is relative to another figure: its value; `about` and `source` if the model names them |
/// | `audit` | `flow`, `littlesLaw`, `utilisation`: `ok`, or what is wrong with the simulator |
/// | `health` | only if the model has a health endpoint, by name: `probes`, `changes`: list of `time`, `status`, beginning healthy |
/// | `failures` | only if the model asks for them: list of `client`, `request`, `number`, `sent`, `latency`, `cause`, `place`, `status` or `null`, `attempts` of the first of each cause |
/// | `connections` | only where messages do not always take the same time, a list of `caller`, `target`, `opened`, `reused`, `repeated` (messages sent again); between zones also `betweenZones`, `withinZones` (calls), `bytesBetweenZones` |
/// | `detectors` | only if the model has any, by name: `of`, `series`, `method`, `judged` (steps), `flags`: list of `time` (start of the step), `value`, `score` |
///
/// A *request* has `inFlightAtStart`, `offered`, `completed`, `succeeded`, `goodput`, `throughput`,
/// `errors` (failed of completed), `failed` (`total`; `byCause`: list of `cause`, `place`, `count`,
/// most frequent first), `status` (counts by code), `inFlightAtEnd`, `latency` (of successes) and
/// `latencyOfAll`, each a *time*, and `attempts`.
///
/// A *station* has `servers` (`null`: unlimited), `inSystemAtStart`, `arrivals`, `completions`,
/// `failures` (of the completions), `turnedAway`, `inSystemAtEnd`, `throughput`, `utilisation` (`null`
/// if unlimited), `busy` (`mean`), `inSystem` (`mean`, `max`), `queue` (`mean`, `max`), `waited` (how
/// many did), `wait`, `service`, `residence`, each a *time*, `wastedWork` (`count`, `time`: completions
/// whose caller had gone), `saturated` (share of the time in which every server was busy; `null` if
/// unlimited), `slowdown` (mean of the time in the processor over the time that the computation takes
/// alone; `null` where computations do not share one) and `concurrency` (`mean`, `variance`, `p50`,
/// `p95`, `p99`, `max` of how many calls were inside, by time; `null` unless the workers are
/// unlimited). Of a single instance the last three are `null`.
///
/// A *time* has `count`, `mean`, `standardDeviation`, `p50`, `p90`, `p95`, `p99`, `p999`, `max`; of
/// the `wait`, `service` and `residence` of a single instance only `count` and `mean`. It is `null` if
/// nothing was measured.
///
/// A database on which transactions run has `transactions`: how many were `begun`, `committed` and
/// `rolledBack`, of the latter `deadlocks`, `lockWaits` for rows, and `openAtEnd`.
///
/// A gateway adds `limits` (list of `title`, `admitted`, `delayed`, `limited`), a cache `hits`,
/// `misses`, `hitRatio`, `expired`, `coalesced`, `evictions`, `entriesAtEnd`; one that does more
/// than to hold keys `freshness` (see ``CacheFreshness``), and one that has writes before they are made
/// `writeBuffer` (see ``WriteBufferResult``); a queue `redelivered`, `deadLettered`. What faults can make unavailable has `availability`: `share` of the time in which
/// enough instances were up, mean `instancesUp`, `needed`, `failures`, `meanOutage` and `firstFailure`
/// (`null` if there was none). What does not treat all requests alike has `requests`: list of `name`,
/// `wait` and `residence`, each a *time*; what has handlers that count has `counters`, counts by name, and
/// where processes died that had counted `remembered`, what is left of them at the end. A service of
/// several processes an instance has `processes`; its `instances` are all processes, those of the
/// first instance first. What pauses has `pauses` (`count`, `time` over all processes),
/// whose processors have cores `processor` (`cores`, `busyMean`, `utilisation`, over all processes),
/// what lets in only so many at once `concurrencyLimit` (`atEnd` over all processes, `rejected`).
/// What says more in its answers than a status has `filters`: how many it sent to https (`redirects`),
/// asked to come by https from then on (`hsts`), answered before a request of another origin
/// (`preflights`), and told when to come back (`retryAfter`). A client that remembers has `browser`:
/// `redirects` that were followed, `loops` that were given up, `upgrades` to https without a redirect,
/// `preflights`, what was `blocked`, and `refreshes` of tokens.
///
/// In the series a client has `offered`, `succeeded`, `failed`, `p50`, `p95`, `p99`, a component
/// `completions`, `failures`, `queueMean`, `busyMean`.
public struct JSONReport: Hashable, Sendable {
  /// The version of the format.
  public static let version: UInt64 = 1

  /// The document in UTF-8, with a line feed at the end.
  public var text: String

  /// - Complexity: O(*n*) in the length of the text.
  public init(_ result: RunResult) {
    text = Self.tree(of: result).text
  }

  /// The same with one more key, `precision`: `confidence`, and `metrics`, a list of `of`, `metric`,
  /// `unit`, `outcome`: `interval`, `insufficient` or `correlated`; `value`, `interval` and `batches`,
  /// each `null` without one.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ result: RunResult, _ precision: RunPrecision) {
    guard case .object(let members) = Self.tree(of: result) else {
      preconditionFailure("no object")
    }
    text = JSONTree.object(members + [.init("precision", Self.tree(of: precision))]).text
  }

  /// The document before it is text, for documents that hold several results.
  package static func tree(of result: RunResult) -> JSONTree {
    .object(
      members(of: result) + health(of: result) + detectors(of: result) + failures(of: result)
        + connections(of: result))
  }

  private static func members(of result: RunResult) -> [JSONTree.Member] {
    let whole: JSONTree = [
      "version": .count(version),
      "traceVersion": .whole(RunResult.traceVersion),
      "digest": .text(result.digest.total.hexadecimal),
      "digests": .object(
        result.digest.parts.map { .init($0.name, .text($0.digest.hexadecimal)) }),
      "events": .count(result.digest.events),
      "model": [
        "name": .text(result.model.name),
        "sha256": .text(result.model.sha256),
        "scenario": .optional(result.model.scenario, JSONTree.text),
      ],
      "seed": .count(result.seed),
      "replication": .count(result.replication),
      "duration": .seconds(result.duration),
      "ending": ending(of: result),
      "window": window(of: result),
      "clients": .object(result.clients.map { .init($0.name, tree(of: $0)) }),
      "components": .object(result.components.map { .init($0.name, tree(of: $0)) }),
      "breakers": .array(result.breakers.map(tree)),
      "faults": .array(result.faults.map(tree)),
      "series": tree(of: result.series),
      "log": tree(of: result.log),
      "expectations": .array(result.expectations.map(tree)),
      "audit": [
        "flow": tree(of: result.audit.flow),
        "littlesLaw": tree(of: result.audit.littlesLaw),
        "utilisation": tree(of: result.audit.utilisation),
      ],
    ]
    guard case .object(let members) = whole else { preconditionFailure("no object") }
    return members
  }
}
