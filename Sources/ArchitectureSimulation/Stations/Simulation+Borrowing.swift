import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Borrowing connections to a database from the pool that each caller has.
///
/// The line of a call at such a database is that of its caller's pool.
extension Simulation {
  /// Gives a call a connection of its caller's pool, a place in that line, or a refusal.
  mutating func borrow(_ call: CallID, at instance: Int) {
    let caller = calls[call].parent
    guard caller != .none else {
      // Who has gone away meanwhile asks for nothing any more.
      turnAway(call, .failure(.cancelled, at: calls[call].station))
      return
    }
    let number = pool(of: caller, at: instance)
    switch callerPools[number].pool.acquire(call, at: now) {
    case .granted(let lease):
      leases[call] = PoolLease(pool: number, connection: lease.connection)
      start(call)
    case .waits(let ticket):
      let room = plan.connectors[callerPools[number].place.connector].waiting ?? .max
      if callerPools[number].pool.waitingCount > room {
        callerPools[number].pool.withdraw(ticket)
        overflows(call, at: instance)
      } else {
        leases[call] = PoolLease(pool: number)
        waitInLine(call, ticket.index, at: instance)
      }
    }
    settle(number)
    tend(number)
  }

  private mutating func pool(of caller: CallID, at instance: Int) -> Int {
    let station = instances[instance].station
    let connector = plan.connectors[stationPlans[station].connector]
    let seat = Int(connector.seats[self.instance(of: caller)])
    let server = instance - stationPlans[station].firstInstance
    return connector.firstPool + server * connector.callers.count + seat
  }

  /// A call is done with its connection, which goes to the next who waits for one.
  mutating func giveBack(_ call: CallID, at instance: Int) {
    guard let lease = leases.take(call), let connection = lease.connection else { return }
    let number = lease.pool
    if instances[instance].crashes > 0 {
      callerPools[number].pool.releaseBroken(connection)
    } else if let next = callerPools[number].pool.release(connection, at: now) {
      pass(next.lease.connection, to: next.waiter, of: number)
    }
    settle(number)
    tend(number)
  }

  private mutating func pass(_ connection: PooledConnection, to waiter: CallID, of number: Int) {
    leases[waiter] = PoolLease(pool: number, connection: connection)
    callUp(waiter)
  }

  /// A call leaves the line of its caller's pool.
  mutating func withdrawFromPool(_ call: CallID) {
    guard let lease = leases.take(call) else { return }
    let number = lease.pool
    callerPools[number].pool.withdraw(QueueTicket(index: calls[call].ticket))
    tend(number)
  }

  /// Why a call leaves that has waited for too long: no connection became free, or none could be
  /// opened.
  mutating func lateCause(of call: CallID) -> FailureCause {
    if let lease = leases[call], callerPools[lease.pool].isRefused {
      return .tooManyConnections
    }
    return stationPlans[Int(calls[call].station)].queueTimeoutCause
  }

  /// Tells the server of connections that the pool has closed.
  mutating func settle(_ number: Int) {
    let closed = callerPools[number].known - callerPools[number].pool.count
    guard closed > 0 else { return }
    callerPools[number].known -= closed
    for _ in 0..<closed { disconnect(callerPools[number].place.server) }
  }

  mutating func disconnect(_ server: Int) {
    poolServers[server].backends?.disconnect()
    poolServers[server].isFull = false
    poolServers[server].books.open.change(by: -1, at: now)
  }
}

/// Servers and processes that go, and take their connections with them.
extension Simulation {
  /// Ends the connections to instances of databases, or of instances that call them.
  mutating func connectionsHaveCrashed(with affected: Range<Int>) {
    for number in callerPools.indices {
      let instance = poolServers[callerPools[number].place.server].instance
      let isCaller = affected.contains(callerPools[number].caller)
      guard isCaller || affected.contains(instance) else { continue }
      callerPools[number].pool.evictAll()
      switch callerPools[number].attempt {
      case .none, .doomed, .unanswered: break
      case .opening: callerPools[number].attempt = .doomed
      case .held: attemptFails(number)
      }
      settle(number)
      if isCaller { dismissOrphans(of: number) }
      tend(number)
    }
  }

  /// Who waits in the line of a process that is gone waits for nothing.
  private mutating func dismissOrphans(of number: Int) {
    for call in callerPools[number].pool.waiting where calls[call].parent == .none {
      leaveLine(call, .crashed)
    }
  }

  /// A process is there again: it opens what it keeps ready.
  mutating func connectionsAreBack(at instance: Int) {
    for number in callerPools.indices where callerPools[number].caller == instance { tend(number) }
  }

  /// A server moves again: what would have been open meanwhile is open now.
  mutating func connectionsThaw(at instance: Int) {
    for number in callerPools.indices where callerPools[number].attempt == .held {
      guard poolServers[callerPools[number].place.server].instance == instance else { continue }
      isOpen(number)
    }
  }
}
