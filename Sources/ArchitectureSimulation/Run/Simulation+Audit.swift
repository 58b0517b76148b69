import EventEngine
import RunStatistics
import TimeBase

/// The identities that hold in every run, checked to the nanosecond.
///
/// The areas were summed up whenever a level changed, the times whenever a call left; the calls that
/// are still there are counted one by one. Nothing here is derived from what it is compared with.
extension Simulation {
  /// What is still at one instance when the run ends.
  private struct Remainder {
    var calls: Int64 = 0
    var waiting: Int64 = 0
    var busy: Int64 = 0
    var residence: UInt128 = 0
    var wait: UInt128 = 0
    var service: UInt128 = 0
  }

  func audit() -> RunResult.Audit {
    let remainders = remaindersByInstance()
    var audit = RunResult.Audit(flow: .ok, littlesLaw: .ok, utilisation: .ok)
    for station in plan.stations.indices {
      let name = plan.names[station]
      for instance in plan.stations[station].instances {
        let books = recorder.instances[instance]
        let rest = remainders[instance]
        let gone = books.completions + books.turnedAway
        check(
          &audit.flow,
          books.arrivals == gone + UInt64(rest.calls)
            && books.inSystem.level == rest.calls && books.queue.level == rest.waiting,
          "\(name): \(books.arrivals) arrivals, \(gone) departures, \(rest.calls) left"
            + " (\(rest.waiting) waiting), but levels \(books.inSystem.level) and"
            + " \(books.queue.level)")
        check(
          &audit.littlesLaw,
          books.inSystem.area(until: now) == Int128(books.residenceSum + rest.residence)
            && books.queue.area(until: now) == Int128(books.queueSum + rest.wait),
          "\(name): area \(books.inSystem.area(until: now)) ns against"
            + " \(books.residenceSum + rest.residence) ns spent")
        check(
          &audit.utilisation,
          books.busy.level == rest.busy
            && books.busy.area(until: now) == Int128(books.busySum + rest.service),
          "\(name): busy area \(books.busy.area(until: now)) ns against"
            + " \(books.busySum + rest.service) ns of service")
      }
    }
    return audit
  }

  private func check(
    _ result: inout RunResult.Audit.Check, _ holds: Bool, _ statement: @autoclosure () -> String
  ) {
    if !holds, result == .ok { result = .broken(statement()) }
  }

  private func remaindersByInstance() -> [Remainder] {
    var remainders = [Remainder](repeating: Remainder(), count: plan.instanceCount)
    for address in 0..<calls.addressLimit {
      let call = calls[UInt32(truncatingIfNeeded: address)]
      switch call.state {
      case .vacant, .dead, .travelling, .returning, .lost: continue
      default: break
      }
      guard !call.flags.contains(.branch) else { continue }
      let instance = plan.stations[Int(call.station)].firstInstance + Int(call.instance)
      remainders[instance].calls += 1
      remainders[instance].residence += (now - call.arrived).wide
      if call.state == .waiting {
        remainders[instance].waiting += 1
        remainders[instance].wait += (now - call.since).wide
      }
      if call.flags.contains(.holdsWorker), plan.stations[Int(call.station)].workers != nil {
        remainders[instance].busy += 1
        remainders[instance].service += (now - call.since).wide
      }
    }
    return remainders
  }
}
