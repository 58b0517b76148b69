import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What is let through by limits and checks: in gateways, and in whatever else asks them.
extension Simulation {
  /// Asks the limit, or the chain of limits, that an instruction names.
  ///
  /// - Returns: Whether the program goes on at once; if not, the call is delayed or over.
  @inline(never)
  mutating func passes(_ call: CallID, _ first: Int) -> Bool {
    let number = limits[first].isPrivate ? first + Int(calls[call].instance) : first
    let key = limitKey(of: call, limits[number].scope)
    let owner = limits[number].owner
    guard owner == number, !limits[number].isReadThenWritten else {
      return passesElsewhere(call, key, number, owner)
    }
    let decision = limits[number].admit(key, at: limitTime(of: number, for: call))
    if case .admitted = decision { return true }
    return obeys(call, decision, of: number)
  }

  /// The same for a limit that others use as well, or that is kept in a store.
  @inline(never)
  private mutating func passesElsewhere(
    _ call: CallID, _ key: UInt64, _ number: Int, _ owner: Int
  ) -> Bool {
    let time = limitTime(of: number, for: call)
    guard limits[number].isReadThenWritten else {
      let bucket = limits[number].bucket
      let decision = limits[owner].admit(key, under: bucket, at: time)
      limits[number].count(decision)
      return obeys(call, decision, of: number)
    }
    guard let (decision, state) = limits[number].read(key, at: time) else { return true }
    if !decision.isRejected { limitReads[call] = state }
    return obeys(call, decision, of: number)
  }

  /// What else turns calls away.
  ///
  /// - Returns: Whether the program goes on at once.
  mutating func isLetThrough(_ call: CallID, _ counter: Int) -> Bool {
    let station = calls[call].station
    switch program[counter].operation {
    case .limitChain:
      return passesAll(call, program[counter].operand)
    case .authorise:
      if isAuthorised(call, counter) { return true }
      end(call, .failure(.unauthorized, at: station, status: program[counter].status))
    case .writeLimit:
      let number = program[counter].operand
      guard let state = limitReads.take(call) else { return true }
      let time = limitTime(of: number, for: call)
      limits[number].write(state, of: limitKey(of: call, limits[number].scope), at: time)
      return true
    case .limitBody:
      if bodySize(of: call) <= Int64(program[counter].operand) { return true }
      end(call, .failure(.rejected, at: station, status: program[counter].status))
    case .turnAway:
      end(call, .failure(.limited, at: station, status: program[counter].status))
    default:
      preconditionFailure("a step that turns nobody away")
    }
    return false
  }

  /// Asks several limits about a call that are charged only if none of them rejects.
  private mutating func passesAll(_ call: CallID, _ number: Int) -> Bool {
    let range = plan.limitChains[number]
    var keys = LimitKeys()
    for limit in range {
      let scope = plan.limits[limit].limit.per
      if keys[scope] == nil { keys[scope] = limitKey(of: call, scope) }
    }
    let decision = limitChains[number].admit(at: now) { [plan] in
      keys[plan.limits[range.lowerBound + $0].limit.per]
    }
    let deciding = decision.limit.map { range.lowerBound + $0 }
    if !decision.answer.isRejected {
      for limit in range where limit != deciding { limits[limit].admitted &+= 1 }
    }
    guard let deciding else { return true }
    limits[deciding].count(decision.answer)
    return obeys(call, decision.answer, of: deciding)
  }

  @inline(never)
  private mutating func obeys(
    _ call: CallID, _ decision: RateLimitDecision, of number: Int
  ) -> Bool {
    switch decision {
    case .admitted:
      return true
    case .delayed(let delay):
      work(call, for: delay, phase: .timer)
      return false
    case .rejected:
      if let hint = limits[number].retryAfter { saysRetryAfter(call, hint, decision) }
      end(call, .failure(.limited, at: calls[call].station, status: limits[number].status))
      return false
    }
  }

  private mutating func limitKey(of call: CallID, _ scope: Gateway.Limit.Scope) -> UInt64 {
    switch scope {
    case .everyone: 0
    case .address: address(of: call)
    case .peer: peer(of: call)
    case .key: key(of: call)
    case .tenant: tenant(of: call)
    }
  }

  /// The address that has connected: that of a client, or of the component in between. Who has given
  /// up meanwhile is not known any more, and counts as the client that it was.
  private mutating func peer(of call: CallID) -> UInt64 {
    var caller = calls[call].parent
    while caller != .none, calls[caller].flags.contains(.branch) { caller = calls[caller].parent }
    guard caller != .none else { return address(of: call) }
    let station = Int(calls[caller].station)
    if stationPlans[station].isClient { return address(of: call) }
    return stationPlans[station].id ^ UInt64(calls[caller].instance)
  }

  /// Whether a call carries a token that is worth something, by its client and by the share of those
  /// that lose it.
  private mutating func isAuthorised(_ call: CallID, _ counter: Int) -> Bool {
    let token = token(of: call)
    let acceptsAny = program[counter].acceptsAny
    guard token == .valid || token == .expired && acceptsAny else { return false }
    if !plan.fetches.isEmpty {
      guard isCarried(call) else { return false }
      guard acceptsAny || isInTime(call, program[counter].operand) else { return false }
    }
    // Most gateways are called with credentials throughout: no draw then.
    guard program[counter].share != .never else { return true }
    var draws = self.draws(for: call, program[counter].purpose)
    return !draws.happens(program[counter].share)
  }
}

/// What a call is to several limits.
private struct LimitKeys {
  private var address: UInt64?
  private var peer: UInt64?
  private var key: UInt64?
  private var tenant: UInt64?

  subscript(scope: Gateway.Limit.Scope) -> UInt64? {
    get {
      switch scope {
      case .everyone: 0
      case .address: address
      case .peer: peer
      case .key: key
      case .tenant: tenant
      }
    }
    set {
      switch scope {
      case .everyone: break
      case .address: address = newValue
      case .peer: peer = newValue
      case .key: key = newValue
      case .tenant: tenant = newValue
      }
    }
  }
}
