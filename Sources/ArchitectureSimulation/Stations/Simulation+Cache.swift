import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// A cache server: the real store, and who waits for whose load.
struct CacheState: ~Copyable {
  var store: Resilience.Cache<UInt64, Void>
  var flights = SingleFlight<UInt64, CallID>()
  var coalesced: UInt64 = 0

  /// Instead of `store`, where entries are more than keys that expire.
  var dated: DatedCache?

  init(_ plan: CachePlan) {
    if plan.isDated { dated = DatedCache(plan.cache) }
    store = Resilience.Cache(
      CachePolicy(
        capacity: plan.cache.capacity, eviction: plan.cache.policy, expiry: plan.cache.expiry,
        idleLimit: plan.cache.idleLimit ?? .forever))
  }

  mutating func removeAll() {
    store.removeAll()
    dated?.removeAll()
  }

  mutating func removeAll(where isDoomed: (UInt64) -> Bool) {
    store.removeAll(where: isDoomed)
    dated?.removeAll(where: isDoomed)
  }

  var hits: UInt64 { dated?.books.hits ?? UInt64(store.statistics.hits) }
  var misses: UInt64 { dated?.books.misses ?? UInt64(store.statistics.misses) }
}

/// Looking keys up, loading what is missing, and letting others wait for the load.
extension Simulation {
  /// A lookup's outcome carries one of these as its status.
  private static var hit: UInt16 { 200 }
  private static var miss: UInt16 { 404 }

  /// At the cache: whether the key is there now.
  mutating func find(_ call: CallID, _ counter: Int) -> Outcome {
    let number = program[counter].operand + Int(calls[call].instance)
    let key = key(of: call)
    var draws = self.draws(for: call, purposes.use)
    let time = steadyTime(at: Int(calls[call].station))
    switch caches[number].store.get(key, at: time, draw: draws.nextWord()) {
    case .hit: return .success(Self.hit)
    case .miss, .expired: return .success(Self.miss)
    }
  }

  /// At the caller: goes on after a hit, loads after a miss, or waits for a load that is under way.
  ///
  /// A cache that does not answer is a miss, and the application goes on without it, unless the step
  /// says otherwise.
  mutating func cacheHasAnswered(_ call: CallID, _ counter: Int, _ outcome: Outcome) {
    if !outcome.isSuccess, program[counter].failsWithCache {
      end(call, outcome.asServiceAnswer)
      return
    }
    if program[counter].isDated {
      datedCacheHasAnswered(call, counter, outcome)
      return
    }
    if outcome.isSuccess, outcome.status == Self.hit {
      calls[call].counter = program[counter].target
      proceed(call)
      return
    }
    if program[counter].coalesced, follows(call, counter) { return }
    calls[call].counter &+= 1
    proceed(call)
  }

  /// Joins whoever loads the key already, or becomes the one that does.
  ///
  /// - Returns: Whether the call waits for somebody else's load.
  mutating func follows(_ call: CallID, _ counter: Int) -> Bool {
    let cache = cache(of: counter, for: call)
    guard case .follows = caches[cache].flights.join(key(of: call), as: call) else { return false }
    caches[cache].coalesced &+= 1
    calls[call].state = .coalesced
    // The flight mentions the call until it lands, whatever becomes of the call.
    calls[call].pendingEvents &+= 1
    return true
  }

  /// The loader stores what it brought, and everybody who waited for it goes on.
  ///
  /// Storing takes no time of the caller: the reply of a cache's `SET` is not waited for, unless the
  /// cache is a server whose time it takes, which was asked before.
  mutating func fill(_ call: CallID, _ counter: Int) {
    let cache = cache(of: counter, for: call)
    let station = sites[program[counter].operand].target
    if program[counter].use == .nothing, isThere(cache, at: station) {
      let time = steadyTime(at: station)
      let expiry = expiry(for: call, counter, from: time)
      let (key, word) = (key(of: call), word(for: call, purposes.victim))
      if program[counter].isDated {
        let load = luggage.load(of: call, at: program[counter].depth)
        let entry = DatedCache.Entry(
          stamp: luggage[call].stamp, expiry: expiry, loadTime: now - load.began)
        caches[cache].dated?.fill(key, entry, token: load.token, at: time, victim: word)
      } else {
        caches[cache].store.set(key, (), expiresAt: expiry, at: time, draw: word)
      }
    }
    if program[counter].coalesced { land(call, from: Int(program[counter].target), .none) }
  }

  /// Whether somebody may be waiting for a load of this call.
  mutating func isLoading(_ call: CallID) -> Bool {
    guard !calls[call].flags.isDisjoint(with: [.holdsWorker, .branch]) else { return false }
    return program[Int(calls[call].counter)].enclosingLoad >= 0
  }

  /// A call ends in the middle of loads that others wait for: they end as it did.
  mutating func loadsHaveEnded(_ call: CallID, _ outcome: Outcome) {
    var lookUp = program[Int(calls[call].counter)].enclosingLoad
    while lookUp >= 0 {
      land(call, from: lookUp, outcome)
      lookUp = program[lookUp].enclosingLoad
    }
  }

  /// Wakes those who waited for the load that began at an instruction.
  mutating func land(_ loader: CallID, from instruction: Int, _ outcome: Outcome) {
    let cache = cache(of: instruction, for: loader)
    if program[instruction].isDated, outcome != .none {
      let isAbsent = outcome.cause == FailureCause.error.rawValue && outcome.status == 404
      let key = key(of: loader)
      let time = steadyTime(at: sites[program[instruction].operand].target)
      caches[cache].dated?.loadFailed(key, isAbsent: isAbsent, at: time)
    }
    guard program[instruction].coalesced,
      let flight = caches[cache].flights.flight(of: key(of: loader))
    else { return }
    while let waiter = caches[cache].flights.takeWaiter(completing: flight) {
      if calls[waiter].state == .coalesced {
        calls[waiter].state = .working
        calls[waiter].outcome = outcome
      }
      ready.append(.landed, waiter)
    }
  }

  /// A call that waited for somebody else's load goes on as if it had found the key, or ends as the
  /// loader did.
  mutating func loadHasLanded(_ call: CallID) {
    calls[call].pendingEvents &-= 1
    guard calls[call].state != .dead else {
      if calls[call].pendingEvents == 0 { vacate(call) }
      return
    }
    // Broken off since it was woken, or before, and on its way back.
    guard calls[call].state == .working else { return }
    let outcome = calls[call].outcome
    guard outcome == .none else {
      let isServed =
        plan.servesInsteadOfErrors
        && isServedInsteadOfError(call, outcome, of: Int(calls[call].counter))
      if !isServed { end(call, outcome.asServiceAnswer) }
      return
    }
    calls[call].counter = program[Int(calls[call].counter)].target
    proceed(call)
  }

  /// Number of the store that an instruction of a call looks into, or fills.
  mutating func cache(of instruction: Int, for call: CallID) -> Int {
    let station = sites[program[instruction].operand].target
    let first = stationPlans[station].cache
    return stationPlans[station].owner >= 0 ? first + Int(calls[call].instance) : first
  }
}
