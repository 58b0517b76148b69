public import ArchitectureModel
public import ArchitectureSimulation

/// The capacity at each value of a second knob: the frontier of what the model can do.
public struct CapacityFrontier: Inquiry, Sendable {
  /// The second knob; `nil` for a single search.
  public let knob: Knob?

  /// One for each value of it.
  public private(set) var searches: [CapacitySearch]

  /// How many runs each search asked for last.
  private var asked: [Int] = []

  /// No frontier has more points.
  public static let largestCount = 1_000

  public init(_ search: CapacitySearch) {
    knob = nil
    searches = [search]
  }

  /// - Throws: `InvalidModel` if a value of the knob makes no model.
  public init(
    over knob: Knob, values count: Int, search: (Override) throws(InvalidModel) -> CapacitySearch
  ) throws(InvalidModel) {
    self.knob = knob
    searches = []
    for index in 0..<count {
      let value = knob.value(index)
      searches.append(
        try search(
          Override(path: knob.path, value: value, label: "--vary \(knob.path)=\(value)")))
    }
  }

  public mutating func nextRuns() throws -> [PlannedRun] {
    var runs: [PlannedRun] = []
    asked = []
    for index in searches.indices {
      let more = try searches[index].nextRuns()
      asked.append(more.count)
      runs += more
    }
    return runs
  }

  public mutating func take(_ results: [RunResult]) {
    var rest = results[...]
    for (index, count) in asked.enumerated() where count > 0 {
      searches[index].take(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
  }

  public var isFinished: Bool { searches.allSatisfy(\.isFinished) }

  public var runCount: Int { searches.reduce(0) { $0 + $1.runCount } }

  public var brokenAudit: ReplicatedResult.BrokenAudit? {
    searches.lazy.compactMap(\.brokenAudit).first
  }
}
