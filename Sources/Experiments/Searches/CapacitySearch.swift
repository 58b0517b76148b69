public import ArchitectureModel
public import ArchitectureSimulation

/// The largest (or smallest) value of a knob at which a model meets its expectations, by bisection with
/// statistics.
///
/// A value is tried with more and more replications, twice as many each time, until every expectation
/// has passed or one has failed at the confidence that is left to this look; only then does the bracket
/// move. A value that the largest number of replications cannot decide stays undecided, and the bracket
/// is narrowed on both sides of it. The chance that any step of the whole search is wrong is at most one
/// less the confidence: it is divided among the values that a bisection tries (Bonferroni), the looks at
/// each (1/(j(j+1)) for look j), and the expectations.
///
/// All values have the draws of the same replications. That the expectations hold up to some value and
/// not beyond is taken for granted.
public struct CapacitySearch: Inquiry, Sendable {
  public struct Policy: Hashable, Sendable {
    public var confidence: Double

    /// The width of the bracket as a share of its upper end at which the search ends, of a range
    /// without steps.
    public var precision: Double

    /// Replications of one value at most.
    public var most: Int

    public init(confidence: Double = 0.95, precision: Double = 0.01, most: Int = 64) {
      self.confidence = confidence
      self.precision = precision
      self.most = most
    }
  }

  /// What was found out about one value.
  public struct Trial: Hashable, Sendable {
    public let text: String
    public let replications: Int
    public let answer: BracketSearch.Answer

    /// The expectations that failed or stayed open, with what was observed.
    public let failing: [ReplicatedExpectation]

    /// Whether a run was stopped at a bound, which decides that the value is not met.
    public let isStopped: Bool
  }

  public let ladder: KnobLadder
  public let policy: Policy
  private let document: ModelDocument
  private let scenario: String?
  private let overrides: [Override]
  private let options: ArchitectureRun.Options

  public private(set) var bracket: BracketSearch

  /// In the order in which they were decided.
  public private(set) var trials: [Trial] = []
  public private(set) var runCount = 0
  public private(set) var brokenAudit: ReplicatedResult.BrokenAudit?

  /// The value that is being tried.
  private var position: Int?
  private var architecture: Architecture?
  private var verdicts: [[ExpectationResult]] = []
  private var made = 0
  private var looks = 0
  private var isStopped = false

  private static let fewest = 4

  /// - Throws: `InvalidModel` if the ends of the ladder make no model.
  public init(
    of document: ModelDocument, scenario: String? = nil, overrides: [Override],
    _ ladder: KnobLadder,
    _ policy: Policy = .init(), _ options: ArchitectureRun.Options = .init()
  ) throws(InvalidModel) {
    self.document = document
    self.scenario = scenario
    self.overrides = overrides
    self.ladder = ladder
    self.policy = policy
    self.options = options
    bracket = BracketSearch(count: ladder.count)
    for position in [0, ladder.count - 1] { _ = try architecture(at: position) }
  }

  private func architecture(at position: Int) throws(InvalidModel) -> Architecture {
    let (path, text) = (ladder.knob.path, ladder.text(position))
    return try document.architecture(
      scenario: scenario,
      overrides: overrides + [
        Override(path: path, value: text, label: "--vary \(path)=\(text)")
      ])
  }

  public mutating func nextRuns() throws -> [PlannedRun] {
    if position == nil {
      guard brokenAudit == nil, let next = next else { return [] }
      let architecture = try architecture(at: next)
      position = next
      self.architecture = architecture
      verdicts = architecture.expectations.map { _ in [] }
      (made, looks, isStopped) = (0, 0, false)
    }
    guard let architecture else { return [] }
    let target = min(policy.most, max(Self.fewest, made * 2))
    return (made..<target).map { replication in
      var options = options
      options.replication &+= UInt64(replication)
      return PlannedRun(architecture, options)
    }
  }

  public var isFinished: Bool { position == nil && (brokenAudit != nil || next == nil) }

  private var next: Int? {
    let isOpen = bracket.undecided != nil
    return bracket.next { ladder.isNarrow($0, $1, share: isOpen ? 0.25 : 1) }
  }

  public mutating func take(_ results: [RunResult]) {
    guard let position, let architecture else { return }
    for result in results {
      for (index, expectation) in result.expectations.enumerated() {
        verdicts[index].append(expectation)
      }
      if result.ending != .completed { isStopped = true }
      if !result.audit.isClean, brokenAudit == nil {
        brokenAudit = .init(replication: result.replication, audit: result.audit)
      }
    }
    made += results.count
    runCount += results.count
    looks += 1
    let outcomes = zip(architecture.expectations, verdicts).map {
      ReplicatedExpectation($0, $1, confidence: 1 - risk(ofLook: looks))
    }
    let answer: BracketSearch.Answer =
      isStopped || outcomes.contains { $0.verdict == .fail }
      ? .no : outcomes.allSatisfy { $0.verdict == .pass } ? .yes : .undecided
    guard answer != .undecided || made >= policy.most else { return }
    bracket.take(answer, at: position)
    trials.append(
      Trial(
        text: ladder.text(position), replications: made, answer: answer,
        failing: outcomes.filter { answer == .no ? $0.verdict == .fail : $0.verdict != .pass },
        isStopped: isStopped))
    self.position = nil
    self.architecture = nil
  }

  /// What may go wrong at one look at one expectation.
  private func risk(ofLook look: Int) -> Double {
    var decisions = 2.0
    var rest = ladder.count
    while rest > 1 {
      rest /= 2
      decisions += 1
    }
    let expectations = Double(max(1, verdicts.count))
    return (1 - policy.confidence) / decisions / Double(look * (look + 1)) / expectations
  }

  // MARK: The answer

  /// The value nearest to the boundary that meets all, and that does not; `nil` if there is none.
  public var met: String? { bracket.holding.map { ladder.text($0) } }
  public var unmet: String? { bracket.failing.map { ladder.text($0) } }

  /// The trial that says why the value beyond the bracket does not do.
  public var binding: Trial? { trials.last { $0.text == unmet && $0.answer == .no } }

  /// Whether the bracket is as narrow as it was to be.
  public var isConclusive: Bool {
    if bracket.failing == 0 || bracket.holding == ladder.count - 1 { return true }
    guard let holding = bracket.holding, let failing = bracket.failing else { return false }
    return failing - holding == 1 || ladder.isNarrow(holding, failing)
  }
}
