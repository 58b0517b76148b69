import ArchitectureModel
import EventEngine
import PortableMathematics
import Resilience
import TimeBase

/// At a cache with dated entries: doing what a call asks for.
extension Simulation {
  mutating func serve(_ call: CallID, _ counter: Int) -> Outcome {
    let number = program[counter].operand + Int(calls[call].instance)
    let instruction = Int(luggage[call].instruction)
    guard instruction >= 0 else { return .success() }
    let (key, time) = (key(of: call), steadyTime(at: Int(calls[call].station)))
    switch program[instruction].use {
    case .nothing:
      return .success()
    case .lookUp:
      return lookUp(key, number, for: call, at: time)
    case .get:
      let use = word(for: call, Purpose.use)
      guard let entry = caches[number].dated?.peek(key, at: time, use: use) else {
        return .success(DatedCache.Answer.miss.rawValue)
      }
      hand(entry, of: key, number, to: call)
      return .success(DatedCache.Answer.hit.rawValue)
    case .set:
      let (entry, victim) = (
        entry(for: call, instruction, at: time), word(for: call, Purpose.victim)
      )
      caches[number].dated?.set(key, entry, at: time, victim: victim)
      return .success()
    case .fill:
      let entry = entry(for: call, instruction, at: time)
      let (token, victim) = (luggage[call].token, word(for: call, Purpose.victim))
      caches[number].dated?.fill(key, entry, token: token, at: time, victim: victim)
      return .success()
    case .delete:
      caches[number].dated?.delete(key, at: time)
      return .success()
    case .increment:
      let expiry = expiry(for: call, instruction, from: time)
      let victim = word(for: call, Purpose.victim)
      let count =
        caches[number].dated?.increment(key, expiry: expiry, at: time, victim: victim) ?? 0
      let isAbove = count > UInt64(program[instruction].status)
      return .success((isAbove ? DatedCache.Answer.hit : .miss).rawValue)
    }
  }

  private mutating func lookUp(
    _ key: UInt64, _ number: Int, for call: CallID, at time: Instant
  ) -> Outcome {
    var exponential = 0.0
    if plan.caches[number].cache.earlyExpiration != nil {
      var draws = self.draws(for: call, Purpose.renewal)
      exponential = -PortableMath.log(draws.nextPositiveUnit())
    }
    let use = word(for: call, Purpose.use)
    guard
      let reply = caches[number].dated?.lookUp(
        key, at: time, use: use, exponential: exponential)
    else { return .success(DatedCache.Answer.miss.rawValue) }
    luggage[call].token = reply.token
    if let entry = reply.entry { hand(entry, of: key, number, to: call) }
    return .success(reply.answer.rawValue)
  }

  /// Gives somebody what a cache holds; it may have been written since.
  private mutating func hand(
    _ entry: DatedCache.Entry, of key: UInt64, _ number: Int, to call: CallID
  ) {
    if versions.isOutdated(entry.stamp, key) { caches[number].dated?.books.staleReads &+= 1 }
    luggage[call].stamp = entry.stamp
  }

  /// What a call that has loaded or written something stores.
  private mutating func entry(
    for call: CallID, _ instruction: Int, at time: Instant
  ) -> DatedCache.Entry {
    DatedCache.Entry(
      stamp: luggage[call].stamp, expiry: expiry(for: call, instruction, from: time),
      loadTime: luggage[call].loadTime)
  }

  /// Until when what an instruction stores for a call lives.
  mutating func expiry(
    for call: CallID, _ instruction: Int, from time: Instant
  ) -> Instant {
    guard let lifetime = program[instruction].lifetime else { return .distantFuture }
    guard lifetime.spread > .zero else { return time + lifetime.longest }
    return time + lifetime.span(word: word(for: call, Purpose.lifetime))
  }
}

/// At the caller of such a cache.
extension Simulation {
  mutating func datedCacheHasAnswered(_ call: CallID, _ counter: Int, _ outcome: Outcome) {
    guard outcome.isSuccess, let answer = DatedCache.Answer(rawValue: outcome.status) else {
      loads(call, counter, token: nil)
      return
    }
    let token = luggage[call].token
    switch answer {
    case .hit:
      goesOnAfterHit(call, counter)
    case .absent:
      end(call, .failure(.error, at: calls[call].station, status: 404))
    case .wait:
      let number = cache(of: counter, for: call)
      work(call, for: caches[number].dated?.pause ?? .zero)
    case .hitAndRenew:
      beginRenewal(call, counter, token)
      goesOnAfterHit(call, counter)
    case .early:
      renewsEarly(call, counter, token)
    case .miss:
      loads(call, counter, token: token)
    }
  }

  private mutating func goesOnAfterHit(_ call: CallID, _ counter: Int) {
    calls[call].counter = program[counter].target
    proceed(call)
  }

  /// Loads what is missing, or waits for a load that is under way.
  private mutating func loads(_ call: CallID, _ counter: Int, token: LeaseToken?) {
    if program[counter].coalesced, follows(call, counter) { return }
    luggage.setLoad(
      of: call, at: program[counter].depth, LuggageRack.Load(began: now, token: token))
    // Behind the jump for those who were granted no lease.
    calls[call].counter &+= 2
    proceed(call)
  }

  /// Loads what is still there, unless somebody does already.
  private mutating func renewsEarly(_ call: CallID, _ counter: Int, _ token: LeaseToken?) {
    let number = cache(of: counter, for: call)
    if program[counter].coalesced, caches[number].flights.flight(of: key(of: call)) != nil {
      goesOnAfterHit(call, counter)
      return
    }
    caches[number].dated?.books.early &+= 1
    guard program[counter].renewal != Instruction.noTarget else {
      loads(call, counter, token: token)
      return
    }
    beginRenewal(call, counter, token)
    goesOnAfterHit(call, counter)
  }

  /// Somebody loads what the call need not wait for: a branch of its own that nobody waits for.
  private mutating func beginRenewal(_ call: CallID, _ counter: Int, _ token: LeaseToken?) {
    let entry = program[counter].renewal
    guard entry != Instruction.noTarget else { return }
    let parent = calls[call]
    calls[call].children &+= 1
    let branch = addLooseBranch(
      draws: parent.draws.child(parent.children), like: parent, at: entry)
    luggage[branch].stamp = luggage[call].stamp
    luggage.setLoad(
      of: branch, at: program[counter].depth, LuggageRack.Load(began: now, token: token))
  }

  /// A branch of no call.
  mutating func addLooseBranch(draws: DrawAddress, like call: Call, at entry: UInt16) -> CallID {
    var branch = Call(
      parent: .none, draws: draws, arrived: now, since: now, origin: call.origin,
      station: call.station, instance: call.instance, request: call.request, counter: entry,
      state: .working, flags: [.branch, .background])
    branch.siblings = (.none, .none)
    // The line of what is due mentions it.
    branch.pendingEvents = 1
    let address = CallID(index: calls.insert(branch))
    ready.append(.begin, address)
    return address
  }

  /// A cache has done an operation, or has not answered.
  mutating func cacheHasOperated(_ call: CallID, _ counter: Int, _ outcome: Outcome) {
    if outcome.isSuccess {
      calls[call].counter &+= outcome.status == DatedCache.Answer.miss.rawValue ? 1 : 2
      proceed(call)
    } else if program[counter].target != Instruction.noTarget {
      calls[call].counter = program[counter].target
      proceed(call)
    } else {
      end(call, outcome.asServiceAnswer)
    }
  }

  /// Goes on with what has expired, if a load has failed and the cache may serve that.
  ///
  /// - Parameter load: The lookup whose load has failed; `nil` for those around where the call is.
  mutating func isServedInsteadOfError(
    _ call: CallID, _ outcome: Outcome, of load: Int? = nil
  ) -> Bool {
    guard outcome.status == 0 || outcome.status >= 500,
      !calls[call].flags.isDisjoint(with: [.holdsWorker, .branch])
    else { return false }
    var lookUp = load ?? program[Int(calls[call].counter)].enclosingLoad
    while lookUp >= 0 {
      if program[lookUp].operation == .lookUp, program[lookUp].isDated,
        isServed(call, from: lookUp, outcome)
      {
        return true
      }
      lookUp = program[lookUp].enclosingLoad
    }
    return false
  }

  private mutating func isServed(_ call: CallID, from lookUp: Int, _ outcome: Outcome) -> Bool {
    let number = cache(of: lookUp, for: call)
    let (key, station) = (key(of: call), sites[program[lookUp].operand].target)
    guard isThere(number, at: station),
      let entry = caches[number].dated?.entryInsteadOfError(key, at: steadyTime(at: station))
    else { return false }
    caches[number].dated?.books.servedInsteadOfError &+= 1
    hand(entry, of: key, number, to: call)
    leaveSteps(of: call, until: lookUp)
    var load = program[Int(calls[call].counter)].enclosingLoad
    while load >= lookUp {
      land(call, from: load, outcome)
      load = program[load].enclosingLoad
    }
    calls[call].counter = program[lookUp].target
    proceed(call)
    return true
  }

  /// Whether the store of a cache can be reached.
  mutating func isThere(_ cache: Int, at station: Int) -> Bool {
    let instance = stationPlans[station].firstInstance + cache - stationPlans[station].cache
    return stations[station].refusals == 0 && stations[station].hangs == 0
      && instances[instance].crashes == 0
  }

  /// Lets go of what the steps hold that stand behind an instruction and around where a call is.
  private mutating func leaveSteps(of call: CallID, until outer: Int) {
    let counter = Int(calls[call].counter)
    if program[counter].hasLoop, !program[outer].hasLoop { giveLoop(of: call) }
    var lock = program[counter].enclosingLock
    while lock > outer {
      unlock(lock, by: call)
      lock = program[lock].enclosingLock
    }
  }
}
