public import ArchitectureModel
import EventEngine
public import TimeBase

/// What an exploration may do to a system: which faults, how many, when, and for how long.
///
/// Plans are drawn in the manner of swarm testing: of each plan some classes of faults are left out
/// altogether, and the others have widely different weights, so that plans differ in kind and not only
/// in detail.
///
/// - SeeAlso: A. Groce, C. Zhang, E. Eide, Y. Chen and J. Regehr, *Swarm testing*, ISSTA (2012).
public struct ExplorationLimits: Hashable, Sendable {
  /// Pairs of a class and a target that the model allows.
  public private(set) var choices: [Choice] = []

  /// Faults of one plan at most.
  public let most: Int

  /// No fault begins before, and none ends after.
  public let earliest: TimeSpan
  public let latest: TimeSpan

  /// The longest fault.
  public let longest: TimeSpan

  public struct Choice: Hashable, Sendable {
    public var kind: FaultClass
    public var target: String
  }

  /// - Throws: ``KnobProblem`` if nothing in the model can break in any of the ways allowed.
  public init(
    of document: ModelDocument, scenario: String?, overrides: [Override], kinds: [FaultClass],
    most: Int, longest: TimeSpan?
  ) throws {
    let architecture = try document.architecture(scenario: scenario, overrides: overrides)
    let duration = architecture.run.duration
    self.most = most
    earliest = duration.part(1, of: 10)
    latest = duration.part(1, of: 2)
    self.longest = longest ?? duration.part(1, of: 5)
    guard self.longest <= latest - earliest, self.longest >= .milliseconds(1) else {
      throw KnobProblem(
        "faults come from \(earliest) to \(latest) of a run of \(duration), and none of them can last"
          + " \(self.longest)")
    }
    for component in architecture.components {
      for kind in kinds {
        // What the format allows is known best to whoever reads it.
        let fault = DrawnFault(
          kind: kind, target: component.name, strength: 0.5, start: earliest,
          duration: .milliseconds(1))
        let isAllowed =
          (try? document.architecture(
            scenario: scenario,
            overrides: overrides + [Override(path: "faults", value: "[\(fault.text)]")])) != nil
        if isAllowed { choices.append(Choice(kind: kind, target: component.name)) }
      }
    }
    guard !choices.isEmpty else {
      throw KnobProblem("nothing in this model can break in any of the ways allowed")
    }
  }

  /// The faults of a plan; which ones depends on the seed and the number of the plan alone.
  func plan(_ number: Int, seed: UInt64) -> [DrawnFault] {
    var draws = RandomSource(seed: seed).draws(
      component: StreamName("exploration"), purpose: StreamName("plan"), index: UInt64(number))
    var weights = FaultClass.allCases.map { kind -> (FaultClass, UInt64) in
      let isOn = draws.next(below: 2) == 1
      return (kind, isOn ? 1 << draws.next(below: 7) : 0)
    }
    let possible = choices.map(\.kind)
    if !weights.contains(where: { $0.1 > 0 && possible.contains($0.0) }) {
      weights = FaultClass.allCases.map { ($0, 1) }
    }
    func weight(_ kind: FaultClass) -> UInt64 { weights.first { $0.0 == kind }?.1 ?? 0 }
    let total = choices.reduce(0) { $0 + weight($1.kind) }
    let count = 1 + Int(draws.next(below: UInt64(most)))
    return (0..<count).map { _ in
      var rest = draws.next(below: total)
      let choice =
        choices.first { choice in
          let weight = weight(choice.kind)
          if rest < weight { return true }
          rest -= weight
          return false
        } ?? choices[0]
      // Short and long ones alike: each halving of the longest is as likely, down to a 128th.
      let halvings = draws.next(below: 8)
      let span = max(1, longest.nanoseconds >> halvings)
      let length = choice.kind.isInstantaneous ? .zero : Self.rounded(span)
      let room = max(1, (latest - earliest - length).nanoseconds)
      let start = earliest + .nanoseconds(Int64(Double(room) * draws.nextUnit()))
      return DrawnFault(
        kind: choice.kind, target: choice.target, strength: draws.nextUnit(),
        start: Self.rounded(start.nanoseconds), duration: length)
    }
  }

  /// To a whole number of milliseconds, 1 at least.
  static func rounded(_ nanoseconds: Int64) -> TimeSpan {
    .milliseconds(max(1, nanoseconds / 1_000_000))
  }
}
