import ArchitectureModel
import ArchitectureSimulation
public import Experiments

/// What a sweep is, in a file beside its rows: whoever goes on with it, or merges parts of it, can tell
/// whether they belong together.
public struct SweepManifest: Hashable, Sendable {
  /// The version of the files of a sweep.
  public static let version: UInt64 = 1

  /// With a line feed at the end.
  public let text: String

  /// The shard that it is of.
  public let shard: Shard
  public let points: Int

  /// Key by key in one spelling each, the shard left out.
  private let entries: [(key: String, text: String)]

  public init(_ sweep: Sweep, _ shard: Shard) {
    let reading = sweep.document.reading.architecture
    let tree: JSONTree = [
      "rehearsalSweep": .count(Self.version),
      "traceVersion": .whole(RunResult.traceVersion),
      "model": .inline([
        "name": .text(reading.name), "sha256": .text(sweep.document.sha256),
      ]),
      "set": .array(
        sweep.overrides.map { .inline(["path": .text($0.path), "value": .text($0.value)]) }),
      "vary": .array(
        sweep.plan.knobs.map { .inline(["path": .text($0.path), "values": .text($0.text)]) }),
      "scenarios": .array(sweep.plan.scenarios.map { .text($0) }),
      "design": .text("\(sweep.plan.design)"),
      "seed": .optional(sweep.options.seed, JSONTree.count),
      "replication": .count(sweep.options.replication),
      "tieOrder": .text("\(sweep.options.tieOrder)"),
      "replications": .whole(sweep.replications),
      "confidence": .number(sweep.confidence),
      "draws": .text(sweep.isIndependent ? "independent" : "common"),
      "points": .whole(sweep.plan.count),
      "columns": .array(sweep.columns.map { .text($0.title) }),
      "shard": .text("\(shard)"),
    ]
    text = tree.text
    self.shard = shard
    points = sweep.plan.count
    entries = (try? JSONValue(parsing: tree.text)).map(Self.entries) ?? []
  }

  /// Reads a manifest that was kept; `nil` if the text is none, or one of another version.
  public init?(_ text: String) {
    guard let value = try? JSONValue(parsing: text),
      value["rehearsalSweep"]?.number?.whole(as: UInt64.self) == Self.version,
      let points = value["points"]?.number?.whole(as: Int.self), points >= 0,
      points <= SweepPlan.largestCount,
      let shard = value["shard"]?.text.flatMap({ try? Shard($0) })
    else { return nil }
    self.text = text
    self.shard = shard
    self.points = points
    entries = Self.entries(of: value)
  }

  private static func entries(of value: JSONValue) -> [(key: String, text: String)] {
    (value.members ?? []).filter { $0.key != "shard" }.map {
      ($0.key, CanonicalJSON.text(of: $0.value))
    }
  }

  /// In what two sweeps differ, shards apart, in half a sentence: `its seed is 7, not 42`; `nil` if in
  /// nothing.
  public func difference(from other: SweepManifest) -> String? {
    for (key, text) in entries {
      let found = other.entries.first { $0.key == key }?.text ?? "missing"
      guard found != text else { continue }
      return "its \(key) is \(DisplayText.truncated(text, to: 90)), not"
        + " \(DisplayText.truncated(found, to: 90))"
    }
    return entries.count == other.entries.count ? nil : "it has other entries"
  }

  /// The same sweep, not in parts.
  public var whole: String {
    text.replacingShard(shard)
  }

  public static func == (first: Self, second: Self) -> Bool { first.text == second.text }

  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension String {
  /// Exchanges the last line of a manifest that is not a bracket.
  fileprivate func replacingShard(_ shard: Shard) -> String {
    let line = "\"shard\": \"\(shard)\""
    guard hasSuffix(line + "\n}\n") else { return self }
    return dropLast((line + "\n}\n").count) + "\"shard\": \"\(Shard.whole)\"\n}\n"
  }
}
