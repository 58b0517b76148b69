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
    var jobs: UInt64 = 0
    var residence: UInt128 = 0
    var wait: UInt128 = 0
    var service: UInt128 = 0
  }

  func audit() -> RunResult.Audit {
    let remainders = remaindersByInstance()
    var audit = RunResult.Audit(flow: .ok, littlesLaw: .ok, utilisation: .ok)
    for station in plan.stations.indices {
      let name = plan.names[station]
      if plan.stations[station].isQueue { auditJobs(of: station, remainders, &audit) }
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
    auditWriteBuffers(&audit)
    auditTransactions(&audit)
    return audit
  }

  /// A transaction that has begun was committed or rolled back, or is open; and nobody has locks of one
  /// that is over.
  private func auditTransactions(_ audit: inout RunResult.Audit) {
    guard plan.hasTransactions else { return }
    var open = [UInt64](repeating: 0, count: transactionBooks.count)
    for address in 0..<calls.addressLimit {
      let call = CallID(index: UInt32(truncatingIfNeeded: address))
      let record = calls[call.index]
      guard record.state == .held, let transaction = transactions[call] else { continue }
      open[plan.stations[Int(record.station)].transactional] += 1
      for lock in transaction.locks {
        check(
          &audit.flow, locks[lock.domain].holder(of: lock.key) == call,
          "a transaction counts a row among its own that it has not locked")
      }
    }
    for (number, books) in transactionBooks.enumerated() {
      let name = plan.names[plan.transactionals[number].station]
      check(
        &audit.flow, books.begun == books.committed + books.rolledBack + open[number],
        "\(name): \(books.begun) transactions begun, \(books.committed) committed,"
          + " \(books.rolledBack) rolled back, \(open[number]) open")
    }
  }

  /// A write that was accepted has been replaced, made, or lost, or is still to be made.
  private func auditWriteBuffers(_ audit: inout RunResult.Audit) {
    guard !writeBuffers.isEmpty else { return }
    var underWay = [UInt64](repeating: 0, count: writeBuffers.count)
    for address in 0..<calls.addressLimit {
      let call = CallID(index: UInt32(truncatingIfNeeded: address))
      let state = calls[call.index].state
      guard state != .vacant, state != .dead, luggage[call].buffer >= 0 else { continue }
      underWay[Int(luggage[call].buffer)] += 1
    }
    for place in writeBuffers.indices {
      let books = writeBufferBooks(place)
      let gone = books.coalesced + books.written + books.failed + books.lost
      check(
        &audit.flow, books.accepted == gone + books.waiting + underWay[place],
        "\(books.accepted) writes accepted, \(gone) gone, \(books.waiting) waiting, "
          + "\(underWay[place]) under way")
    }
  }

  /// A job that was accepted has succeeded, failed or been lost, or is still there.
  private func auditJobs(
    of station: Int, _ remainders: [Remainder], _ audit: inout RunResult.Audit
  ) {
    let jobs = recorder.jobs[plan.stations[station].jobs].counts
    let left = plan.stations[station].instances.reduce(0) { $0 + remainders[$1].jobs }
    check(
      &audit.flow,
      jobs.accepted == jobs.succeeded + jobs.failed + jobs.lost + left
        && jobs.failures.entries.reduce(0) { $0 + $1.count } == jobs.failed,
      "\(plan.names[station]): \(jobs.accepted) jobs accepted, \(jobs.succeeded) succeeded,"
        + " \(jobs.failed) failed, \(jobs.lost) lost, \(left) left")
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
      let instance = plan.stations[Int(call.station)].firstInstance + Int(call.instance)
      guard !call.flags.contains(.branch) else {
        // Somebody's work on a message has a worker, though it is no visit.
        // So has what holds the connection of a transaction.
        if call.flags.contains(.job) || call.state == .held {
          add(call, to: &remainders[instance])
        }
        continue
      }
      remainders[instance].calls += 1
      if call.flags.contains(.job) { remainders[instance].jobs += 1 }
      remainders[instance].residence += (now - call.arrived).wide
      add(call, to: &remainders[instance])
    }
    return remainders
  }

  /// Adds what a call waits for a worker, or has one.
  private func add(_ call: Call, to remainder: inout Remainder) {
    if call.state == .waiting {
      remainder.waiting += 1
      remainder.wait += (now - call.since).wide
    }
    if call.flags.contains(.holdsWorker), plan.stations[Int(call.station)].workers != nil {
      remainder.busy += 1
      remainder.service += (now - call.since).wide
    }
  }
}
