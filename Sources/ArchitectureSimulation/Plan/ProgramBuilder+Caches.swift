import ArchitectureModel
import Resilience
import TimeBase

/// Steps that use caches.
extension ProgramBuilder {
  mutating func cached(_ read: CachedRead) {
    let plan = builder.cachePlan(read.cache)
    let site = site(to: read.cache, timeout: read.timeout)
    let lookUp = next
    append(
      Instruction(
        operation: .lookUp, operand: site, coalesced: read.isCoalesced, use: .lookUp,
        isDated: plan.isDated, failsWithCache: read.onFailure == .error,
        depth: UInt8(clamping: loadDepth)))
    // Who is granted no lease sleeps, and then runs into the jump back.
    if plan.isDated { append(Instruction(operation: .jump, target: UInt16(lookUp))) }
    load(read, from: lookUp, site, plan)
    if plan.isDated, plan.cache.stale.renewsInBackground {
      let jump = next
      append(Instruction(operation: .jump))
      // Nobody waits for it: what the handler is in the middle of is none of its business.
      let outer = (enclosingLoad, enclosingLock, hasLoop)
      (enclosingLoad, enclosingLock, hasLoop) = (-1, -1, false)
      let renewal = next
      builder.plan.program[lookUp].renewal = UInt16(renewal)
      append(
        Instruction(
          operation: .renew, operand: site, isDated: true, depth: UInt8(clamping: loadDepth)))
      load(read, from: renewal, site, plan)
      append(Instruction(operation: .end))
      (enclosingLoad, enclosingLock, hasLoop) = outer
      builder.plan.program[jump].target = UInt16(next)
    }
    builder.plan.program[lookUp].target = UInt16(next)
  }

  /// What brings a value, and storing it.
  private mutating func load(
    _ read: CachedRead, from lookUp: Int, _ site: Int, _ plan: CachePlan
  ) {
    let isRenewal = builder.plan.program[lookUp].operation == .renew
    let isCoalesced = read.isCoalesced && !isRenewal
    let (outer, depth) = (enclosingLoad, loadDepth)
    if isCoalesced || plan.isDated { enclosingLoad = lookUp }
    loadDepth += 1
    builder.plan.loadDepth = max(builder.plan.loadDepth, loadDepth)
    append(read.otherwise)
    loadDepth = depth
    // A server that works on one operation after the other stores in its turn.
    let isAsked = plan.cache.threads != nil
    if isAsked { ask(.fill, site, read.lifetime, ignoresFailure: true) }
    enclosingLoad = outer
    append(
      Instruction(
        operation: .fill, target: UInt16(lookUp), operand: site, coalesced: isCoalesced,
        lifetime: read.lifetime, use: isAsked ? .fill : .nothing, isDated: plan.isDated,
        depth: UInt8(clamping: loadDepth)))
  }

  mutating func written(_ write: CachedWrite) {
    let site = site(to: write.cache, timeout: write.timeout)
    let isIgnored = write.onFailure == .miss
    for step in write.strategy.steps {
      switch step {
      case .commitToDatabase: append(write.steps)
      case .deleteFromCache: ask(.delete, site, nil, ignoresFailure: isIgnored)
      case .setInCache: ask(.set, site, write.lifetime, ignoresFailure: isIgnored)
      case .enqueue: buffer(write)
      }
    }
  }

  /// A write that waits is made by steps of its own, at the end of which nobody is told.
  private mutating func buffer(_ write: CachedWrite) {
    let number = builder.addBuffer(write.buffer, of: station, for: write.cache)
    let buffer = next
    append(Instruction(operation: .buffer, operand: number))
    append(write.steps)
    let jump = next
    append(Instruction(operation: .jump))
    let outer = (enclosingLoad, enclosingLock, hasLoop)
    (enclosingLoad, enclosingLock, hasLoop) = (-1, -1, false)
    builder.plan.writeBuffers[number].entry = UInt16(next)
    append(write.steps)
    append(Instruction(operation: .end))
    (enclosingLoad, enclosingLock, hasLoop) = outer
    builder.plan.program[buffer].target = UInt16(next)
    builder.plan.program[jump].target = UInt16(next)
  }

  mutating func keyValue(_ operation: CacheOperation) {
    let site = site(to: operation.cache, timeout: operation.timeout)
    let ask = next
    let (use, limit): (Instruction.CacheUse, Int) =
      switch operation.action {
      case .get: (.get, 0)
      case .set: (.set, 0)
      case .delete: (.delete, 0)
      case .increment(let above): (.increment, above)
      }
    append(
      Instruction(
        operation: .ask, operand: site, status: UInt16(clamping: limit),
        lifetime: operation.lifetime, use: use, isDated: true, depth: UInt8(clamping: loadDepth)))
    let negative = next
    append(Instruction(operation: .jump))
    append(operation.then)
    let afterThen = next
    append(Instruction(operation: .jump))
    builder.plan.program[negative].target = UInt16(next)
    append(operation.otherwise)
    if let onFailure = operation.onFailure {
      let afterElse = next
      append(Instruction(operation: .jump))
      builder.plan.program[ask].target = UInt16(next)
      append(onFailure)
      builder.plan.program[afterElse].target = UInt16(next)
    }
    builder.plan.program[afterThen].target = UInt16(next)
  }

  /// An operation whose answer makes no difference; that it fails may.
  private mutating func ask(
    _ use: Instruction.CacheUse, _ site: Int, _ lifetime: JitteredLifetime?, ignoresFailure: Bool
  ) {
    let ask = next
    append(
      Instruction(
        operation: .ask, operand: site, lifetime: lifetime, use: use, isDated: true,
        depth: UInt8(clamping: loadDepth)))
    append(Instruction(operation: .jump, target: UInt16(next + 1)))
    if ignoresFailure { builder.plan.program[ask].target = UInt16(next) }
  }

  private func site(to cache: String, timeout: TimeSpan?) -> Int {
    builder.site(
      CallPolicy(target: cache, timeout: timeout), from: station,
      label: "\(label)/step \(stepCount)")
  }
}
