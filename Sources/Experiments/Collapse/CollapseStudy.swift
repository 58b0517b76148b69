public import ArchitectureSimulation

/// Searches, for each of several base loads, the smallest trigger after whose end a system does not
/// come back by itself, though it carries that load without it (a metastable failure).
///
/// That larger triggers do not help a system back is taken for granted.
///
/// - SeeAlso: N. Bronson, A. Aghayev, A. Charapko and T. Zhu, *Metastable failures in distributed
///   systems*, HotOS (2021).
public struct CollapseStudy: Inquiry, Sendable {
  public let setting: CollapseSetting

  /// In the order of the loads.
  public private(set) var rows: [CollapseRow]
  public private(set) var brokenAudit: ReplicatedResult.BrokenAudit?

  /// What each row asked for last.
  private var asked: [[PlannedRun]] = []

  public init(_ setting: CollapseSetting) {
    self.setting = setting
    rows = (0..<(setting.load.count ?? 0)).map {
      CollapseRow(load: setting.load.value($0), setting)
    }
  }

  public mutating func nextRuns() throws -> [PlannedRun] {
    asked = []
    guard brokenAudit == nil else { return [] }
    for index in rows.indices { asked.append(try rows[index].nextRuns()) }
    return asked.flatMap(\.self)
  }

  public mutating func take(_ results: [RunResult]) {
    for result in results where !result.audit.isClean && brokenAudit == nil {
      brokenAudit = .init(replication: result.replication, audit: result.audit)
    }
    var rest = results[...]
    for (index, runs) in asked.enumerated() {
      guard let first = runs.first else { continue }
      rows[index].take(Array(rest.prefix(runs.count)), of: first.architecture)
      rest = rest.dropFirst(runs.count)
    }
  }

  public var isFinished: Bool { brokenAudit != nil || rows.allSatisfy(\.isFinished) }

  public var runCount: Int { rows.reduce(0) { $0 + $1.runCount } }

  /// Whether any load that the system carries can be turned into a lasting failure.
  public var isVulnerable: Bool { rows.contains(where: \.isVulnerable) }
}
