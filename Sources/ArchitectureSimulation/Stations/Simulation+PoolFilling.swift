import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Opening connections: each pool opens one at a time, when it wants one, and learns whether the
/// server took it.
extension Simulation {
  /// What is due at a pool, as an event's place has it.
  private enum Due {
    /// To look for something to open.
    static let opening: UInt16 = 0

    /// An attempt is over.
    static let end: UInt16 = 1

    /// To close what has been idle for too long, or is too old.
    static let housekeeping: UInt16 = 2
  }

  /// Pools open what they keep ready from the start.
  mutating func prepareConnections() {
    for number in callerPools.indices {
      tend(number)
      let policy = callerPools[number].pool.policy
      let canEnd =
        policy.maximumLifetime > .zero
        || policy.idleTimeout > .zero && policy.leastIdle < policy.maximumSize
      if canEnd { schedule(Due.housekeeping, number, after: policy.housekeepingPeriod) }
    }
  }

  private mutating func schedule(_ due: UInt16, _ number: Int, after span: TimeSpan) {
    timeline.schedule(
      Event(.connection, place: due, subject: UInt32(truncatingIfNeeded: number)),
      at: now + span, phase: .timer)
  }

  mutating func connectionIsDue(_ next: Timeline<Event>.Scheduled) {
    let number = Int(next.event.subject)
    let server = callerPools[number].place.server
    let station = instances[poolServers[server].instance].station
    let caller = callerPools[number].caller
    let local = caller - stationPlans[instances[caller].station].firstInstance
    trace.record(
      next, station: station,
      instance: UInt16(truncatingIfNeeded: poolServers[server].place.number),
      request: stationPlans[instances[caller].station].id &+ UInt64(local))
    switch next.event.place {
    case Due.opening:
      if callerPools[number].wakes == now { callerPools[number].wakes = nil }
      tend(number)
    case Due.end: attemptEnds(number)
    default:
      callerPools[number].pool.houseKeep(at: now)
      settle(number)
      tend(number)
      schedule(
        Due.housekeeping, number, after: callerPools[number].pool.policy.housekeepingPeriod)
    }
  }

  /// Opens a connection if the pool wants one, or sees to it that this is looked at in time.
  mutating func tend(_ number: Int) {
    guard let time = callerPools[number].pool.nextCreation(at: now) else { return }
    // A process that is not there keeps nothing ready; one that ends serves who is still inside.
    if instances[callerPools[number].caller].crashes > 0,
      callerPools[number].pool.waitingCount == 0
    {
      return
    }
    guard time <= now else {
      if let armed = callerPools[number].wakes, armed <= time { return }
      callerPools[number].wakes = time
      schedule(Due.opening, number, after: time - now)
      return
    }
    if callerPools[number].pool.beginCreation(at: now) { beginAttempt(number) }
  }

  private mutating func beginAttempt(_ number: Int) {
    let server = callerPools[number].place.server
    let station = instances[poolServers[server].instance].station
    callerPools[number].attemptCount &+= 1
    if isUnanswered(number, station) {
      callerPools[number].attempt = .unanswered
      schedule(Due.end, number, after: callerPools[number].pool.policy.connectionTimeout)
    } else if isTurnedDown(number, station) {
      callerPools[number].attempt = .none
      callerPools[number].pool.creationFailed(at: now)
      tend(number)
    } else {
      poolServers[server].books.open.change(by: 1, at: now)
      callerPools[number].attempt = .opening
      schedule(Due.end, number, after: timeToOpen(number, station))
    }
  }

  private mutating func site(of number: Int) -> Int {
    let place = callerPools[number].place
    return plan.connectors[place.connector].callers[place.seat].site
  }

  private mutating func isUnanswered(_ number: Int, _ station: Int) -> Bool {
    if stations[station].hangs > 0 { return true }
    guard plan.changesLinks else { return false }
    let link = links[site(of: number)]
    return link.lossesThere > 0 || link.lossesBack > 0
  }

  /// Whether nobody listens, or the server has as many connections as it takes; if not it has one more.
  private mutating func isTurnedDown(_ number: Int, _ station: Int) -> Bool {
    let server = callerPools[number].place.server
    let isCut = plan.changesLinks && links[site(of: number)].refusesAny
    if isCut || stations[station].refusals > 0
      || instances[poolServers[server].instance].crashes > 0
    {
      poolServers[server].books.failed &+= 1
      callerPools[number].isRefused = false
      return true
    }
    guard poolServers[server].backends?.connect() == false else { return false }
    poolServers[server].books.refused &+= 1
    callerPools[number].isRefused = true
    if !poolServers[server].isFull, let limit = poolServers[server].backends?.policy.maximum {
      note("too many connections: \(limit) are open", at: station)
    }
    poolServers[server].isFull = true
    return true
  }

  private mutating func timeToOpen(_ number: Int, _ station: Int) -> TimeSpan {
    let sampler = plan.connectors[callerPools[number].place.connector].connecting
    guard sampler >= 0 else { return .zero }
    var draws = draws(of: number, station, Purpose.connecting)
    let time = samplers[sampler].sample(&draws)
    guard stations[station].isDegraded else { return time }
    let instance = poolServers[callerPools[number].place.server].instance
    return TimeSpan(roundingNanoseconds: Double(time.nanoseconds) * slowness(of: instance))
  }

  /// Draws for the present attempt, whoever else calls the database.
  private mutating func draws(of number: Int, _ station: Int, _ purpose: UInt64) -> Draws {
    let caller = callerPools[number].caller
    let local = caller - stationPlans[instances[caller].station].firstInstance
    let server = poolServers[callerPools[number].place.server].place.number
    let index = UInt64(local) << 40 | UInt64(server) << 32 | callerPools[number].attemptCount
    return Draws(
      random, component: stationPlans[station].id,
      purpose: purpose &+ stationPlans[instances[caller].station].id, index: index)
  }

  private mutating func attemptEnds(_ number: Int) {
    let instance = poolServers[callerPools[number].place.server].instance
    switch callerPools[number].attempt {
    case .none, .held: break
    case .opening where instances[instance].freezes > 0: callerPools[number].attempt = .held
    case .opening: isOpen(number)
    case .doomed: attemptFails(number)
    case .unanswered:
      callerPools[number].attempt = .none
      callerPools[number].isRefused = false
      poolServers[callerPools[number].place.server].books.failed &+= 1
      callerPools[number].pool.creationFailed(at: now)
      tend(number)
    }
  }

  /// An attempt that the server knew of has come to nothing.
  mutating func attemptFails(_ number: Int) {
    let server = callerPools[number].place.server
    callerPools[number].attempt = .none
    poolServers[server].books.failed &+= 1
    disconnect(server)
    callerPools[number].pool.creationFailed(at: now)
    tend(number)
  }

  /// A pool has one more connection, and perhaps somebody who waits for it.
  mutating func isOpen(_ number: Int) {
    let server = callerPools[number].place.server
    let station = instances[poolServers[server].instance].station
    callerPools[number].attempt = .none
    callerPools[number].isRefused = false
    callerPools[number].known += 1
    poolServers[server].books.opened &+= 1
    var draws = draws(of: number, station, Purpose.connectionLifetime)
    let word = draws.next()
    if let next = callerPools[number].pool.creationSucceeded(at: now, word: word) {
      leases[next.waiter] = PoolLease(pool: number, connection: next.lease.connection)
      callUp(next.waiter)
    }
    settle(number)
    tend(number)
  }
}

extension LinkState {
  /// Whether whoever tries is told that there is no way.
  fileprivate var refusesAny: Bool { refusalsThere > 0 || refusalsBack > 0 }
}
