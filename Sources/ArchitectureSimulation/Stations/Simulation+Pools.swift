import EventEngine
import RunStatistics

/// Who holds what of pools: for each call the first of a chain of what it holds.
///
/// A side table, so that calls of models without pools carry nothing for it.
struct Holdings: ~Copyable {
  private var first: [CallID] = []

  func first(of call: CallID) -> CallID {
    Int(call.index) < first.count ? first[Int(call.index)] : .none
  }

  mutating func setFirst(of call: CallID, _ holding: CallID) {
    if first.count <= Int(call.index) {
      first += Array(repeating: .none, count: Int(call.index) + 1 - first.count)
    }
    first[Int(call.index)] = holding
  }
}

/// Pools: what a call acquires it holds across steps, until it releases it or ends.
///
/// What is held is a record of its own that keeps a worker of the pool's; its `ticket` says what its
/// holder holds besides, its `parent` who that is.
extension Simulation {
  /// At the pool: the caller gets what it waited for.
  mutating func grant(_ call: CallID) {
    let holder = calls[call].parent
    guard holder != .none else {
      // Who asked for it has gone away in the meantime.
      end(call, .success())
      return
    }
    var holding = calls[call]
    holding.state = .held
    holding.ticket = holdings.first(of: holder).index
    holding.pendingEvents = 0
    holdings.setFirst(of: holder, CallID(index: calls.insert(holding)))
    calls[call].flags.remove(.holdsWorker)
    answer(call, .success())
  }

  /// Gives back what a call holds of one pool; what it took last goes first.
  mutating func letGo(of pool: Int, by holder: CallID) {
    var previous = CallID.none
    var holding = holdings.first(of: holder)
    while holding != .none, Int(calls[holding].station) != pool {
      previous = holding
      holding = CallID(index: calls[holding].ticket)
    }
    guard holding != .none else { return }
    let next = CallID(index: calls[holding].ticket)
    if previous == .none {
      holdings.setFirst(of: holder, next)
    } else {
      calls[previous].ticket = next.index
    }
    giveBack(holding)
  }

  /// Takes out of what a call holds something that has ended by itself.
  mutating func strike(_ holding: CallID, of holder: CallID) {
    let next = CallID(index: calls[holding].ticket)
    guard holdings.first(of: holder) != holding else {
      holdings.setFirst(of: holder, next)
      return
    }
    var previous = holdings.first(of: holder)
    while previous != .none, calls[previous].ticket != holding.index {
      previous = CallID(index: calls[previous].ticket)
    }
    if previous != .none { calls[previous].ticket = next.index }
  }

  /// Gives back everything that a call holds, because it ends.
  mutating func letGoOfAll(_ holder: CallID) {
    var holding = holdings.first(of: holder)
    guard holding != .none else { return }
    holdings.setFirst(of: holder, .none)
    while holding != .none {
      let next = CallID(index: calls[holding].ticket)
      giveBack(holding)
      holding = next
    }
  }

  private mutating func giveBack(_ holding: CallID) {
    guard transactions[holding] == nil else {
      isLeft(holding)
      return
    }
    let number = Int(calls[holding].station)
    let instance = stationPlans[number].firstInstance + Int(calls[holding].instance)
    freeWorker(of: holding, at: instance)
    recorder.complete(calls[holding], at: number, instance, .success(), now)
    release(holding)
  }

  /// Everything that a call holds.
  mutating func holdings(of holder: CallID) -> [CallID] {
    var found: [CallID] = []
    var holding = holdings.first(of: holder)
    while holding != .none {
      found.append(holding)
      holding = CallID(index: calls[holding].ticket)
    }
    return found
  }
}
