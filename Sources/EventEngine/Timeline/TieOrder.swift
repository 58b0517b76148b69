/// How a timeline orders the events of one instant.
///
/// Either order is total, so a run is a function of its inputs under both. A model whose results
/// change with the seed of a shuffle depends on coincidences.
@frozen
public enum TieOrder: Hashable, Sendable {
  /// By phase, then in the order in which the events were scheduled.
  case insertion

  /// Faults first and probes last, each in the order of the shuffle; completions, timers and
  /// arrivals between them as one group, in an order that only the seed and their sequence
  /// numbers decide.
  ///
  /// The place of an event within its group is `mix64(sequence ^ mix64(seed))`, where `mix64` is
  /// the finaliser of SplitMix64: a bijection, so that no two events get the same place.
  case shuffled(seed: UInt64)
}

extension TieOrder: LosslessStringConvertible {
  /// Reads `fifo` or `shuffle:SEED`, where the seed is a decimal number of at most 64 bits.
  public init?(_ text: String) {
    if text == "fifo" {
      self = .insertion
      return
    }
    let prefix = "shuffle:"
    guard text.hasPrefix(prefix) else { return nil }
    let digits = text.dropFirst(prefix.count)
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let seed = UInt64(digits) else {
      return nil
    }
    self = .shuffled(seed: seed)
  }

  /// `fifo` or `shuffle:SEED`, as on the command line.
  public var description: String {
    switch self {
    case .insertion: "fifo"
    case .shuffled(let seed): "shuffle:\(seed)"
    }
  }
}
