extension Fault {
  /// What a fault does, whatever the extent: for tables that have a row for each.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    case refusal, hang, lock, readOnly, crash, slow, errors, quickErrors, flush, partialFlush
    case delay, partition, loss, freeze, brownout, deploy, stall, herd
    case skew, slowNames, namelessness, zoneOutage, zonePartition
  }
}

extension Fault.Effect {
  public var kind: Fault.Kind {
    switch self {
    case .outage(.refuse): .refusal
    case .outage(.hang): .hang
    case .lock: .lock
    case .readOnly: .readOnly
    case .crash: .crash
    case .slow: .slow
    case .errors: .errors
    case .quickErrors: .quickErrors
    case .flush: .flush
    case .partialFlush: .partialFlush
    case .delay: .delay
    case .partition: .partition
    case .loss: .loss
    case .freeze: .freeze
    case .brownout: .brownout
    case .deploy: .deploy
    case .stall: .stall
    case .herd: .herd
    case .skew: .skew
    case .slowNames: .slowNames
    case .unresolved: .namelessness
    case .zoneOutage: .zoneOutage
    case .zonePartition: .zonePartition
    }
  }
}
