import ArchitectureModel
import ArchitectureSimulation

/// One base load: the smallest trigger from which the system does not come back by itself.
public struct CollapseRow: Sendable {
  public let load: String
  private let setting: CollapseSetting
  public private(set) var bracket: BracketSearch

  /// Without a trigger; `nil` until that is known.
  public private(set) var normally: Aftermath?

  /// Of the largest trigger that it came back from.
  public private(set) var recovered: Aftermath?

  /// Of the smallest one that it did not come back from.
  public private(set) var collapsed: Aftermath?

  /// Where among shares of the load it comes back after a collapse; `nil` if that is not asked.
  public private(set) var release: BracketSearch?

  public private(set) var runCount = 0
  private var question: Question?

  private enum Question: Hashable {
    case reference
    case boundary(Int)
    case release(Int)
  }

  /// Shares of the load that are tried for a release: twentieths.
  static let releaseSteps = 20

  init(load: String, _ setting: CollapseSetting) {
    self.load = load
    self.setting = setting
    bracket = BracketSearch(count: setting.sizes.count)
  }

  /// Whether the load is too much for the system without any trigger.
  public var isOverloaded: Bool { normally.map { !$0.wasHealthy || !$0.hasReturned } ?? false }

  /// Whether some trigger that was tried keeps it down.
  public var isVulnerable: Bool { bracket.failing != nil && !isOverloaded }

  public var loops: [SustainingLoop] {
    guard let collapsed, let normally else { return [] }
    return SustainingLoop.all(of: collapsed, normally: normally)
  }

  /// The largest share of its load at which a collapsed system came back, if any did.
  public var releaseShare: Double? {
    release?.holding.map { Double($0 + 1) / Double(Self.releaseSteps) }
  }

  /// Whether there is nothing more to ask about this load.
  public var isFinished: Bool { next == nil }

  private var next: Question? {
    if normally == nil { return .reference }
    if isOverloaded { return nil }
    if let position = bracket.next(isNarrow: { setting.sizes.isNarrow($0, $1) }) {
      return .boundary(position)
    }
    guard isVulnerable, setting.falling(load, size: failingSize, to: 0.5) != nil else { return nil }
    let release = release ?? BracketSearch(count: Self.releaseSteps)
    return release.next(isNarrow: { _, _ in false }).map { .release($0) }
  }

  private var failingSize: String { setting.sizes.text(bracket.failing ?? setting.sizes.count - 1) }

  mutating func nextRuns() throws -> [PlannedRun] {
    question = next
    switch question {
    case nil: return []
    case .reference: return try setting.runs(load: load, size: nil)
    case .boundary(let position):
      return try setting.runs(load: load, size: setting.sizes.text(position))
    case .release(let position):
      let share = Double(position + 1) / Double(Self.releaseSteps)
      let falling = setting.falling(load, size: failingSize, to: share) ?? load
      return try setting.runs(load: falling, size: failingSize)
    }
  }

  mutating func take(_ results: [RunResult], of architecture: Architecture) {
    guard let question else { return }
    runCount += results.count
    let size: String? =
      switch question {
      case .reference: nil
      case .boundary(let position): setting.sizes.text(position)
      case .release: failingSize
      }
    let outcomes = results.map {
      Aftermath($0, of: architecture, from: setting.start, to: setting.end(size: size))
    }
    let back = outcomes.filter(\.hasReturned)
    let hasReturned = back.count * 2 >= outcomes.count
    // The one that stands for all: the slowest that came back, or the first that did not.
    let typical =
      hasReturned
      ? back.max { $0.recoverySeconds < $1.recoverySeconds } : outcomes.first { !$0.hasReturned }
    switch question {
    case .reference: normally = outcomes.first { !$0.hasReturned || !$0.wasHealthy } ?? typical
    case .boundary(let position):
      bracket.take(hasReturned ? .yes : .no, at: position)
      if hasReturned, bracket.holding == position { recovered = typical }
      if !hasReturned, bracket.failing == position { collapsed = typical }
    case .release(let position):
      var search = release ?? BracketSearch(count: Self.releaseSteps)
      search.take(hasReturned ? .yes : .no, at: position)
      release = search
    }
  }
}
