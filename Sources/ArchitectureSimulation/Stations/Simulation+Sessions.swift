import ArchitectureModel
import EventEngine

/// Which calls belong together where balancers send them to the same target.
extension Simulation {
  /// A number that all calls of a session have in common, and no others; `nil` if it belongs to none.
  mutating func session(of call: CallID, by bond: Balancer.Stickiness.Bond) -> UInt64? {
    switch bond {
    case .session: visitor(of: call)
    case .address: address(of: call)
    case .key: key(of: call)
    case .tenant: tenant(of: call)
    }
  }

  /// The user or visitor who has sent the request that a call was made for; of requests that arrive by
  /// themselves nobody knows.
  private mutating func visitor(of call: CallID) -> UInt64? {
    let station = origins[Int(calls[call].origin)].station
    guard stationPlans[station].isClient else { return nil }
    let salt = clientPlans[station].salt
    let serial = (calls[call].draws.root.index ^ salt) & DrawAddress.requestMask
    if clientPlans[station].hasSessions {
      return stationPlans[station].id &+ serial >> Self.sessionShift
    }
    let users = clientPlans[station].users
    return users > 0 ? stationPlans[station].id &+ serial % UInt64(users) : nil
  }
}

/// How often calls of sessions met the target of the one before.
struct SessionBooks: BitwiseCopyable, Sendable {
  var begun: UInt64 = 0
  var kept: UInt64 = 0
  var moved: UInt64 = 0
}
