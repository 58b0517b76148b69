import ArchitectureSimulation
import EventEngine

extension ArchitectureRun.Options {
  /// Reads `--replication` and `--tie-order`; the seed is an override of the model.
  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    let replication = try parsed.wholeNumber(of: .replication) ?? 0
    guard replication <= Self.lastReplication else {
      throw UsageProblem("--replication: \(replication) is not from 0 to \(Self.lastReplication)")
    }
    self.init(
      replication: replication,
      tieOrder: try parsed.value(of: .tieOrder).map(Self.tieOrder) ?? .insertion)
  }

  /// Those that are counted on from it have numbers as well.
  private static let lastReplication = UInt64(Int64.max)

  private static func tieOrder(_ text: String) throws(UsageProblem) -> TieOrder {
    if let order = TieOrder(text) { return order }
    let shuffle = "shuffle:"
    if text == "shuffle" || text == shuffle {
      throw UsageProblem("--tie-order: shuffle needs a seed, such as shuffle:1")
    }
    guard text.hasPrefix(shuffle) else {
      throw UsageProblem(
        "--tie-order: \(text.quotedForMessage) is neither fifo nor shuffle:SEED, such as shuffle:1")
    }
    let seed = String(text.dropFirst(shuffle.count))
    return .shuffled(seed: try ParsedArguments.wholeNumber(seed, of: .tieOrder))
  }

  /// The options that say all this, without those that say what goes without saying.
  var arguments: [String] {
    var arguments: [String] = []
    if replication != 0 { arguments += ["--replication", "\(replication)"] }
    if tieOrder != .insertion { arguments += ["--tie-order", "\(tieOrder)"] }
    return arguments
  }
}
