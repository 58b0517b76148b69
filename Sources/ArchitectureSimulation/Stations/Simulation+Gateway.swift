import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Gateways: what passes their limits.
extension Simulation {
  /// Asks a limit about a call.
  ///
  /// - Returns: Whether the program goes on at once; if not, the call is delayed or over.
  mutating func passes(_ call: CallID, _ number: Int) -> Bool {
    let key = limitKey(of: call, plan.limits[number].limit.per)
    return obeys(call, limits[number].admit(key, at: now), of: number)
  }

  /// Asks several limits about a call that are charged only if none of them rejects.
  mutating func passesAll(_ call: CallID, _ number: Int) -> Bool {
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
      end(
        call,
        .failure(
          .limited, at: calls[call].station,
          status: UInt16(truncatingIfNeeded: plan.limits[number].limit.status)))
      return false
    }
  }

  private mutating func limitKey(of call: CallID, _ scope: Gateway.Limit.Scope) -> UInt64 {
    switch scope {
    case .everyone: 0
    case .address: address(of: call)
    case .key: key(of: call)
    case .tenant: tenant(of: call)
    }
  }

  /// Whether a call carries a token that is worth something, by its client and by the gateway's share.
  mutating func isAuthorised(_ call: CallID, _ counter: Int) -> Bool {
    guard token(of: call) == .valid else { return false }
    // Most gateways are called with credentials throughout: no draw then.
    guard program[counter].share != .never else { return true }
    var draws = self.draws(for: call, program[counter].purpose)
    return !draws.happens(program[counter].share)
  }
}

/// What a call is to several limits.
private struct LimitKeys {
  private var address: UInt64?
  private var key: UInt64?
  private var tenant: UInt64?

  subscript(scope: Gateway.Limit.Scope) -> UInt64? {
    get {
      switch scope {
      case .everyone: 0
      case .address: address
      case .key: key
      case .tenant: tenant
      }
    }
    set {
      switch scope {
      case .everyone: break
      case .address: address = newValue
      case .key: key = newValue
      case .tenant: tenant = newValue
      }
    }
  }
}
