import EventEngine
import TimeBase

/// Users who think for no time, where they will be refused in no time.
extension ModelReader {
  /// Refusals that take no time are followed by requests of the same instant, without an end.
  func adviseOnHaste(_ model: Architecture) {
    for client in model.clients {
      guard case .closed(let users) = client.load, users.isHasty, users.total == nil,
        client.call.retry == nil
      else { continue }
      let target = client.call.target
      guard model.network.takesNoTime(from: client.name, to: target),
        let fault = model.faults.first(where: { $0.refuses(target) })
      else { continue }
      advise(
        "users who think for no time ask again at the instant at which they are refused, and '\(fault.title)'"
          + " refuses in no time: the run will be stopped; give them a 'think' time, or the network a"
          + " latency",
        at: ["clients", .key(client.name)])
    }
  }
}

extension Client.Users {
  /// Whether whoever has an answer asks again at once.
  public var isHasty: Bool { think == .constant(.zero) && pace == nil }
}

extension Network {
  fileprivate func takesNoTime(from caller: String, to callee: String) -> Bool {
    let line = line(from: caller, to: callee)
    return latency(from: caller, to: callee) == .zero && line.latency == nil
  }
}

extension Fault {
  /// Whether who calls a component learns at once that it is not there.
  fileprivate func refuses(_ component: String) -> Bool {
    // Whoever is refused by one instance asks the next.
    guard target == component || others.contains(component), instance == nil else { return false }
    switch effect.kind {
    case .refusal, .crash: return true
    case .hang, .lock, .readOnly, .slow, .errors, .quickErrors, .flush, .partialFlush, .delay,
      .partition, .loss, .freeze, .brownout, .deploy, .stall, .herd, .skew, .slowNames,
      .namelessness, .zoneOutage, .zonePartition:
      return false
    }
  }
}
