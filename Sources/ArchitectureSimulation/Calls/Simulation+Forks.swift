import EventEngine
import RunStatistics

/// What became of the branches of a call so far.
struct Join: BitwiseCopyable {
  var fork: Int
  var begun = 0
  var succeeded = 0
  var failed = 0
  var firstBranch = CallID.none
}

/// Doing several things at once: a call runs branches, each of which runs a part of its program, and
/// goes on when enough of them have succeeded or too few can.
///
/// A branch is a record of its own, with draws and calls of its own, but no visit: it has neither
/// arrived at its station nor does it hold a worker. While a call waits for its branches its `ticket`
/// says where their state is kept.
extension Simulation {
  /// Begins the branches of a fork; a hedge begins with one.
  mutating func fork(_ call: CallID, _ number: Int) {
    let station = Int(calls[call].station)
    calls[call].state = .joining
    calls[call].ticket = joins.insert(Join(fork: number))
    if calls[call].flags.isDisjoint(with: .unseen) {
      recorder.calling[station].change(by: 1, at: now)
    }
    guard !plan.forks[number].isStaggered else {
      addBranch(to: call)
      awaitNextBranch(of: call)
      return
    }
    for _ in 0..<plan.forks[number].count { addBranch(to: call) }
  }

  private mutating func addBranch(to call: CallID) {
    let join = calls[call].ticket
    let parent = calls[call]
    let next = joins[join].firstBranch
    var branch = Call(
      parent: call, draws: parent.draws.child(parent.children), arrived: now, since: now,
      origin: parent.origin, station: parent.station, instance: parent.instance,
      request: parent.request,
      counter: plan.forks[joins[join].fork].entry(of: joins[join].begun), state: .working,
      flags: parent.flags.contains(.background) ? [.branch, .background] : .branch)
    branch.siblings = (.none, next)
    // The line of what is due mentions it.
    branch.pendingEvents = 1
    let address = CallID(index: calls.insert(branch))
    if plan.tracksVersions { luggage[address].stamp = luggage[call].stamp }
    if next != .none { calls[next].siblings.previous = address }
    calls[call].children &+= 1
    joins[join].firstBranch = address
    joins[join].begun += 1
    ready.append(.begin, address)
  }

  private mutating func awaitNextBranch(of call: CallID) {
    let join = joins[calls[call].ticket]
    guard join.begun < plan.forks[join.fork].count else { return }
    calls[call].deadline = deadlines.set(
      plan.forks[join.fork].delayLane, for: call, at: now, in: &timeline)
  }

  /// The last copy of a hedged call has not been answered for as long as the next one waits.
  mutating func hedgeIsDue(_ call: CallID) {
    addBranch(to: call)
    awaitNextBranch(of: call)
  }

  mutating func branchBegins(_ branch: CallID) {
    calls[branch].pendingEvents &-= 1
    guard calls[branch].state != .dead else {
      if calls[branch].pendingEvents == 0 { vacate(branch) }
      return
    }
    proceed(branch)
  }

  /// A branch is through: that may decide what its parent does.
  mutating func branchHasEnded(_ branch: CallID, _ outcome: Outcome) {
    if isLoading(branch) { loadsHaveEnded(branch, outcome) }
    if plan.hasPools { letGoOfAll(branch) }
    guard !calls[branch].flags.contains(.job) else {
      deliveryHasEnded(branch, outcome)
      return
    }
    let call = calls[branch].parent
    guard call != .none else {
      if plan.tracksVersions { looseBranchHasEnded(branch, outcome) }
      release(branch)
      return
    }
    if plan.tracksVersions { unpack(branch, for: call) }
    detach(branch, from: call)
    if plan.marksAnswers { edges.heard.set(call, calls[call].draws.index, heard(by: branch)) }
    release(branch)
    let address = calls[call].ticket
    if outcome.isSuccess { joins[address].succeeded += 1 } else { joins[address].failed += 1 }
    let join = joins[address]
    let count = plan.forks[join.fork].count
    let needed = plan.forks[join.fork].needed
    if join.succeeded == needed || join.failed > count - needed {
      decide(call, outcome)
    } else if plan.forks[join.fork].isStaggered, join.begun < count {
      // The next copy does not wait for a timer when one has failed.
      cancelDeadline(of: call)
      hedgeIsDue(call)
    }
  }

  private mutating func detach(_ branch: CallID, from call: CallID) {
    let (previous, next) = calls[branch].siblings
    if previous == .none {
      joins[calls[call].ticket].firstBranch = next
    } else {
      calls[previous].siblings.next = next
    }
    if next != .none { calls[next].siblings.previous = previous }
  }

  /// Enough branches have succeeded, or too many failed: the others are left alone or told to stop.
  private mutating func decide(_ call: CallID, _ outcome: Outcome) {
    let join = joins[calls[call].ticket]
    let rest = closeFork(of: call)
    // Attempts are what the books count; they stop counting where a call has no more room.
    calls[call].attempt = UInt16(clamping: join.begun)
    calls[call].outcome = outcome
    calls[call].state = .working
    calls[call].pendingEvents &+= 1
    ready.append(.joined, call)
    for branch in rest { abandon(branch, cancelling: plan.forks[join.fork].cancelsRest) }
  }

  /// Ends a call's wait for its branches and returns those that are still under way, which have no
  /// parent from now on.
  mutating func closeFork(of call: CallID) -> [CallID] {
    let rest = branches(of: call)
    for branch in rest { calls[branch].parent = .none }
    cancelDeadline(of: call)
    joins.remove(calls[call].ticket)
    if calls[call].flags.isDisjoint(with: .unseen) {
      recorder.calling[Int(calls[call].station)].change(by: -1, at: now)
    }
    return rest
  }

  /// The branches of a call that are under way, the first to begin first.
  mutating func branches(of call: CallID) -> [CallID] {
    var found: [CallID] = []
    var branch = joins[calls[call].ticket].firstBranch
    while branch != .none {
      found.append(branch)
      branch = calls[branch].siblings.next
    }
    found.reverse()
    return found
  }

  /// Carries on with a call whose branches have decided what becomes of it.
  mutating func forkHasEnded(_ call: CallID) {
    calls[call].pendingEvents &-= 1
    guard calls[call].state != .dead else {
      if calls[call].pendingEvents == 0 { vacate(call) }
      return
    }
    // Broken off since it was woken, and on its way back.
    guard calls[call].state == .working else { return }
    callHasEnded(call)
  }
}
