import EventEngine
import TimeBase

/// Calls that have ended, or for which nobody waits any more.
extension Simulation {
  /// Ends the spans of all calls that the last look at a trace has not met.
  mutating func closeUnseen(in trace: inout GrowingTrace, _ number: Int32, since last: UInt64) {
    guard let witness else { return }
    var leavers: [(call: CallID, abandonment: GrowingTrace.Abandonment, demands: [WatchedCall])] =
      []
    for index in trace.watched.indices where trace.watched[index].seen != last {
      guard let abandonment = abandonment(of: index, in: trace, since: last) else { continue }
      let watched = trace.watched[index]
      if isStill(watched) {
        leavers.append((watched.call, abandonment, trace.watched.filter { $0.seen != last }))
      } else {
        witness.books.waste(abandonment, isDone: false)
      }
    }
    for index in trace.watched.indices.reversed() where trace.watched[index].seen != last {
      close(index, in: &trace)
      witness.dismiss(index, from: &trace, number)
    }
    for leaver in leavers {
      let other = witness.insert(
        GrowingTrace(
          root: leaver.call, calls[leaver.call].draws, subject: .abandoned(leaver.abandonment),
          origin: trace.origin))
      look(at: other)
      keepDemands(leaver.demands, in: other)
    }
  }

  /// Ends the spans of one call.
  mutating func close(_ index: Int, in trace: inout GrowingTrace) {
    guard let witness else { return }
    if trace.watched[index].leaf != GrowingSpan.none { closeLeaf(of: index, in: &trace) }
    let watched = trace.watched[index]
    let span = Int(watched.span)
    trace.spans[span].end = now
    trace.spans[span].flags.remove(.open)
    let isTouched = watched.touched == witness.action
    if !isTouched, span > 0 { trace.spans[span].flags.insert(.givenUp) }
    guard trace.spans[span].kind == .branch, isTouched else { return }
    let fork = Int(trace.spans[span].parent)
    if !trace.spans[fork].flags.contains(.open) { trace.spans[span].flags.insert(.decisive) }
  }

  /// Ends what a call spent its time on until now.
  mutating func closeLeaf(of index: Int, in trace: inout GrowingTrace) {
    let (leaf, demand) = (Int(trace.watched[index].leaf), trace.watched[index].demand)
    trace.watched[index].leaf = GrowingSpan.none
    trace.watched[index].demand = -1
    trace.spans[leaf].end = now
    trace.spans[leaf].flags.remove(.open)
    if demand >= 0, trace.spans[leaf].nanoseconds > demand {
      var rest = trace.spans[leaf]
      rest.kind = .time(.contention)
      rest.start = Instant(nanoseconds: rest.start.nanoseconds + demand)
      trace.spans[leaf].end = rest.start
      trace.spans.append(rest)
    }
    let isLast = leaf == trace.spans.count - 1
    if isLast, trace.spans[leaf].nanoseconds == 0, trace.spans[leaf].kind != .fork {
      trace.spans.removeLast()
    }
  }

  /// How it came that nobody waits for a call any more; `nil` if somebody has learnt how it ended, or
  /// if it ends with another one.
  mutating func abandonment(
    of index: Int, in trace: GrowingTrace, since last: UInt64
  ) -> GrowingTrace.Abandonment? {
    guard let witness else { return nil }
    let watched = trace.watched[index]
    let span = Int(watched.span)
    guard span > 0, watched.touched != witness.action else { return nil }
    let parent = trace.spans[Int(trace.spans[span].parent)]
    let isBranch = parent.kind == .fork
    let callerSpan = isBranch ? parent.parent : trace.spans[span].parent
    let caller = trace.watched.first { $0.span == callerSpan }
    if isStill(watched) {
      guard calls[watched.call].parent == .none else { return nil }
    } else if let caller, caller.seen != last, caller.touched != witness.action {
      // Its caller is gone as well.
      return nil
    }
    var cause = Explanation.Waste.Cause.givenUp
    if isBranch, let caller, caller.seen == last, calls[caller.call].state == .working {
      cause = parent.flags.contains(.staggered) ? .lostHedge : .spareBranch
    }
    return GrowingTrace.Abandonment(
      cause: cause, isAskedAgain: trace.spans[span].flags.contains(.triedAgain),
      work: work(under: span, in: trace))
  }

  /// What has been worked on a call and on all that it called, but for what was given up before.
  fileprivate mutating func work(under top: Int, in trace: GrowingTrace) -> [StationWork] {
    var isUnder = [Bool](repeating: false, count: trace.spans.count - top)
    isUnder[0] = true
    var work: [StationWork] = []
    for index in trace.spans.indices.dropFirst(top + 1) {
      let span = trace.spans[index]
      guard Int(span.parent) >= top, isUnder[Int(span.parent) - top],
        !span.flags.contains(.givenUp)
      else { continue }
      isUnder[index - top] = true
      guard span.kind == .time(.service) else { continue }
      var length = span.flags.contains(.open) ? (now - span.start).nanoseconds : span.nanoseconds
      if let watched = trace.watched.first(where: { $0.leaf == index }), watched.demand >= 0 {
        length = min(length, watched.demand)
      }
      work.add(length, at: Int(span.station))
    }
    return work
  }

  /// Computations that go on for nobody have less left than all.
  private mutating func keepDemands(_ before: [WatchedCall], in number: Int32) {
    guard let witness, var trace = witness.take(number) else { return }
    for index in trace.watched.indices where trace.watched[index].demand > 0 {
      let call = trace.watched[index].call
      guard let old = before.first(where: { $0.call == call }), old.demand >= 0 else { continue }
      trace.watched[index].demand = max(0, old.demand - (now - old.leafStart).nanoseconds)
    }
    witness.put(trace, back: number)
  }
}

/// What is learnt from a trace that has come to its end.
extension Simulation {
  mutating func finish(_ trace: GrowingTrace) {
    guard let witness else { return }
    let root = calls[trace.root]
    let hasOutcome = trace.watched.isEmpty && root.draws == trace.rootDraws
    switch trace.subject {
    case .request:
      guard !trace.isTooLong else {
        witness.books.untraced += 1
        return
      }
      let isSuccess =
        recorder.requests[Int(trace.origin)].counts.succeeded > trace.successes
      witness.books.requestHasEnded(
        trace.spans, of: origins[Int(trace.origin)].station, origin: trace.origin,
        isSuccess: isSuccess,
        failure: hasOutcome ? FailureCause(rawValue: root.outcome.cause) : nil,
        rank: random.word(
          component: stationPlans[origins[Int(trace.origin)].station].id, purpose: Purpose.trace,
          index: trace.rootDraws.index))
      witness.books.enterWork(of: trace.spans, isSuccess: isSuccess)
    case .job:
      witness.books.enterWork(of: trace.spans, isSuccess: !hasOutcome || root.outcome.isSuccess)
    case .abandoned(var abandonment):
      guard !trace.isTooLong else { return }
      for part in work(under: 0, in: trace) {
        abandonment.work.add(part.nanoseconds, at: part.station)
      }
      witness.books.waste(abandonment, isDone: hasOutcome && root.outcome.isSuccess)
    }
  }
}
