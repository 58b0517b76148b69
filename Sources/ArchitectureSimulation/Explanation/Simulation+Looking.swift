import EventEngine
import TimeBase

/// Finding out what has changed about a request since the last look at it.
extension Simulation {
  /// Looks at a trace: walks down from its root and compares what is there with what is written.
  mutating func look(at number: Int32) {
    guard let witness, var trace = witness.take(number) else { return }
    if let root = trace.watched.first, !isStill(root) {
      if trace.isTooLong {
        witness.dismiss(0, from: &trace, number)
      } else {
        closeUnseen(in: &trace, number, since: .max)
      }
      witness.forget(number)
      finish(trace)
      return
    }
    if !trace.isTooLong { walk(&trace, number) }
    if trace.spans.count > GrowingTrace.spanLimit, !trace.isTooLong {
      trace.isTooLong = true
      while trace.watched.count > 1 { witness.dismiss(1, from: &trace, number) }
      trace.spans = []
    }
    witness.put(trace, back: number)
  }

  private mutating func walk(_ trace: inout GrowingTrace, _ number: Int32) {
    guard let witness else { return }
    witness.look &+= 1
    let look = witness.look
    var next: [(call: CallID, parent: Int32)] = [(trace.root, GrowingSpan.none)]
    while let (call, parent) = next.popLast() {
      let index = watch(call, in: &trace, number, partOf: parent)
      trace.watched[index].seen = look
      note(index, in: &trace)
      if calls[call].state == .calling {
        let child = calls[call].child
        if child != .none { next.append((child, trace.watched[index].span)) }
      } else if calls[call].state == .joining {
        for branch in branches(of: call) { next.append((branch, trace.watched[index].leaf)) }
      }
    }
    closeUnseen(in: &trace, number, since: look)
  }

  /// Where a call stands in its trace, in which it may be new.
  private mutating func watch(
    _ call: CallID, in trace: inout GrowingTrace, _ number: Int32, partOf parent: Int32
  ) -> Int {
    guard let witness else { return 0 }
    if let index = witness.index(of: call, in: trace, number) {
      if isStill(trace.watched[index]) { return index }
      // Another one had its place until now.
      if let abandonment = abandonment(of: index, in: trace, since: witness.look) {
        witness.books.waste(abandonment, isDone: false)
      }
      close(index, in: &trace)
      witness.dismiss(index, from: &trace, number)
    }
    let record = calls[call]
    let isRoot = parent == GrowingSpan.none
    let isBranch = record.flags.contains(.branch)
    // What began before it was noticed has done nothing but what it does now.
    let start = isRoot ? trace.isWhole ? record.arrived : now : record.since
    let site = isRoot || isBranch ? 0 : calls[record.parent].site
    if !isRoot, !isBranch { markRepeated(by: record.parent, parent, in: &trace) }
    trace.spans.append(
      GrowingSpan(
        kind: isRoot ? .request : isBranch ? .branch : .call, station: record.station,
        instance: record.instance, site: site, parent: parent, start: start, end: start))
    let span = Int32(trace.spans.count - 1)
    witness.watch(
      WatchedCall(
        call: call, draws: record.draws, station: record.station, span: span,
        touched: witness.action), in: &trace, number)
    if isRoot, trace.isWhole, record.since > record.arrived {
      // It has waited for a connection of its client.
      trace.spans.append(
        GrowingSpan(
          kind: .time(.queue), flags: [], station: record.station, instance: record.instance,
          parent: span, start: record.arrived, end: record.since))
    }
    return trace.watched.count - 1
  }

  /// Marks the last call of a caller if the one that it makes now is the same once more.
  private mutating func markRepeated(
    by caller: CallID, _ span: Int32, in trace: inout GrowingTrace
  ) {
    let record = calls[caller]
    let isAtBalancer =
      plan.stations[Int(record.station)].isBalancer && !record.flags.contains(.branch)
    guard record.attempt > 1 || isAtBalancer && record.deliveries > 1 else { return }
    let last = trace.lastCall(of: span, through: isAtBalancer ? nil : record.site)
    if let last { trace.spans[last].flags.insert(.triedAgain) }
  }

  /// Brings what a call's time goes to up to date.
  private mutating func note(_ index: Int, in trace: inout GrowingTrace) {
    let watched = trace.watched[index]
    let record = calls[watched.call]
    trace.spans[Int(watched.span)].instance = record.instance
    let kind = occupation(of: watched.call)
    let isShared = record.state == .processing && kind == .time(.service)
    if watched.leaf != GrowingSpan.none {
      // What comes before a computation that shares a processor is none of it.
      let isSame =
        trace.spans[Int(watched.leaf)].kind == kind
        && (watched.demand < 0 ? !isShared : watched.counter == record.counter)
      if isSame { return }
      closeLeaf(of: index, in: &trace)
    }
    guard let kind else { return }
    if kind == .time(.backoff), record.state == .backingOff,
      let last = trace.lastCall(of: watched.span, through: record.site)
    {
      trace.spans[last].flags.insert(.triedAgain)
    }
    let isFirst = trace.spans.count == Int(watched.span) + 1
    let start = isFirst && !(watched.span == 0 && !trace.isWhole) ? record.since : now
    trace.spans.append(
      GrowingSpan(
        kind: kind, station: record.station, instance: record.instance, parent: watched.span,
        start: start, end: start))
    if kind == .fork, plan.forks[joins[record.ticket].fork].isStaggered {
      trace.spans[trace.spans.count - 1].flags.insert(.staggered)
    }
    trace.watched[index].leaf = Int32(trace.spans.count - 1)
    trace.watched[index].leafStart = start
    trace.watched[index].counter = record.counter
    trace.watched[index].demand =
      isShared ? time(of: watched.call, Int(record.counter)).nanoseconds : -1
  }
}
