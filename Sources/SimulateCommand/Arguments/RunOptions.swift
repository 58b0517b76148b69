/// What a run needs beside its model.
public struct RunOptions: Hashable, Sendable {
  /// The order of events that happen at one instant within one phase.
  public enum TieOrder: Hashable, Sendable {
    /// As they were scheduled.
    case fifo

    /// As a permutation drawn from the seed.
    case shuffle(seed: UInt64)
  }

  public var replication: UInt64
  public var tieOrder: TieOrder

  public init(replication: UInt64 = 0, tieOrder: TieOrder = .fifo) {
    self.replication = replication
    self.tieOrder = tieOrder
  }
}

extension RunOptions {
  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    replication = try parsed.wholeNumber(of: .replication) ?? 0
    tieOrder = try parsed.value(of: .tieOrder).map(Self.tieOrder) ?? .fifo
  }

  private static func tieOrder(_ text: String) throws(UsageProblem) -> TieOrder {
    if text == "fifo" { return .fifo }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts[0] == "shuffle" else {
      throw UsageProblem(
        "--tie-order: \(text.quotedForMessage) is neither fifo nor shuffle:SEED, such as shuffle:1")
    }
    guard parts.count == 2, !parts[1].isEmpty else {
      throw UsageProblem("--tie-order: shuffle needs a seed, such as shuffle:1")
    }
    return .shuffle(seed: try ParsedArguments.wholeNumber(String(parts[1]), of: .tieOrder))
  }

  /// The options that say all this, without those that say what goes without saying.
  var arguments: [String] {
    var arguments: [String] = []
    if replication != 0 { arguments += ["--replication", "\(replication)"] }
    if case .shuffle(let seed) = tieOrder { arguments += ["--tie-order", "shuffle:\(seed)"] }
    return arguments
  }
}
