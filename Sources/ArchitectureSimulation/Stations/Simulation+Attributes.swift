import ArchitectureModel
import EventEngine
import TimeBase

/// What token a request carries.
enum TokenState: UInt8, BitwiseCopyable {
  case valid, expired, missing
}

/// What a call carries from the request that it was made for.
///
/// None of it is stored: each is a draw of its own at the request's address, the same wherever and
/// whenever it is asked for, and costs nothing if it is not.
extension Simulation {
  /// What a request is about: its rank among the keys of its name.
  mutating func key(of call: CallID) -> UInt64 {
    let origin = Int(calls[call].origin)
    let space = UInt64(origins[origin].keySpace) << 40
    if origins[origin].replay >= 0, let key = logged(\.keys, of: call) { return space | key }
    let keys = origins[origin].keys
    guard keys >= 0 else { return space }
    if keySamplers[keys].isSequential { return space | UInt64(nextRank(of: keys, for: call)) }
    let word = random.word(
      component: stationPlans[origins[origin].station].id, purpose: purposes.key,
      index: calls[call].draws.root.index)
    return space | UInt64(keySamplers[keys].rank(for: word))
  }

  /// The rank that is the turn of the request that a call was made for.
  private mutating func nextRank(of sampler: Int, for call: CallID) -> UInt32 {
    let salt = clientPlans[origins[Int(calls[call].origin)].station].salt
    let serial = (calls[call].draws.root.index ^ salt) & DrawAddress.requestMask
    return keySamplers[sampler].rank(for: serial)
  }

  /// The address that a request came from. Clients share none, unless they are behind one thing.
  mutating func address(of call: CallID) -> UInt64 {
    origins[Int(calls[call].origin)].addressSpace ^ addressNumber(of: call)
  }

  /// Which of the addresses of its client that is.
  mutating func addressNumber(of call: CallID) -> UInt64 {
    let origin = origins[Int(calls[call].origin)]
    if origin.replay >= 0, let address = logged(\.addresses, of: call) { return address }
    guard origin.addresses > 1 else { return 0 }
    if origin.hasAddressPerUser {
      let salt = clientPlans[origin.station].salt
      let serial = (calls[call].draws.root.index ^ salt) & DrawAddress.requestMask
      return 1 + serial % UInt64(origin.addresses)
    }
    let word = random.word(
      component: stationPlans[origin.station].id, purpose: purposes.address,
      index: calls[call].draws.root.index)
    guard origin.addressKeys >= 0 else {
      return word.multipliedFullWidth(by: UInt64(origin.addresses)).high
    }
    if keySamplers[origin.addressKeys].isSequential {
      return UInt64(nextRank(of: origin.addressKeys, for: call))
    }
    return UInt64(keySamplers[origin.addressKeys].rank(for: word))
  }

  /// On whose behalf a request is sent: the rank of its tenant, whom clients share; a client without
  /// tenants is one for itself.
  mutating func tenant(of call: CallID) -> UInt64 {
    let origin = origins[Int(calls[call].origin)]
    guard origin.tenants >= 0 else { return stationPlans[origin.station].id | 1 << 63 }
    if keySamplers[origin.tenants].isSequential {
      return UInt64(nextRank(of: origin.tenants, for: call))
    }
    var draws = requestDraws(of: call, Purpose.tenant)
    return UInt64(keySamplers[origin.tenants].sample(&draws))
  }

  mutating func token(of call: CallID) -> TokenState {
    let origin = origins[Int(calls[call].origin)]
    guard origin.notValid != .never else { return .valid }
    var draws = requestDraws(of: call, Purpose.token)
    let word = draws.nextWord()
    if origin.expired.includes(word) { return .expired }
    return origin.notValid.includes(word) ? .missing : .valid
  }

  /// Whether a request came over TLS.
  mutating func isSecure(_ call: CallID) -> Bool {
    if !plan.fetches.isEmpty, isUpgraded(call) { return true }
    let secure = origins[Int(calls[call].origin)].secure
    guard secure != .never, secure != .always else { return secure == .always }
    var draws = requestDraws(of: call, Purpose.scheme)
    return draws.happens(secure)
  }

  /// Whether a client has gone by https of its own accord. Of one that has given up meanwhile that is
  /// not known any more.
  private mutating func isUpgraded(_ call: CallID) -> Bool {
    let client = clientCall(of: call)
    guard client != .none, clientPlans[Int(calls[client].station)].fetch >= 0 else { return false }
    return edges.fetches[client].isUpgraded
  }

  /// Bytes of the body of a request.
  mutating func bodySize(of call: CallID) -> Int64 {
    size(of: call, origins[Int(calls[call].origin)].body, Purpose.body)
  }

  /// Bytes of an answer to a request.
  mutating func answerSize(of call: CallID) -> Int64 {
    size(of: call, origins[Int(calls[call].origin)].answer, Purpose.answer)
  }

  private mutating func size(of call: CallID, _ sampler: Int, _ purpose: UInt64) -> Int64 {
    guard sampler >= 0 else { return 0 }
    var draws = requestDraws(of: call, purpose)
    return samplers[sampler].sample(&draws).nanoseconds
  }

  /// Larger is more important.
  mutating func priority(of call: CallID) -> Int {
    origins[Int(calls[call].origin)].priority
  }

  /// The draws for one purpose of the request that a call was made for.
  private mutating func requestDraws(of call: CallID, _ purpose: UInt64) -> Draws {
    Draws(
      random, component: stationPlans[origins[Int(calls[call].origin)].station].id,
      purpose: purpose, index: calls[call].draws.root.index)
  }

  /// What a replayed log says of the request that a call was made for; `nil` if it does not say.
  private mutating func logged(
    _ column: KeyPath<RequestLog, [UInt64]>, of call: CallID
  ) -> UInt64? {
    let origin = Int(calls[call].origin)
    let number = origins[origin].replay
    guard number >= 0, !plan.replays[number].log[keyPath: column].isEmpty else { return nil }
    let salt = clientPlans[origins[origin].station].salt
    let serial = (calls[call].draws.root.index ^ salt) & DrawAddress.requestMask
    return plan.replays[number].log[keyPath: column][plan.replays[number].place(of: serial)]
  }
}
