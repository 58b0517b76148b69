import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Compiles the steps of one handler into instructions at the end of a plan's program.
struct ProgramBuilder {
  let builder: PlanBuilder
  let station: Int
  let firstInstruction: Int

  /// Sets the draws of this handler apart from those of others of the same component.
  let label: String

  /// The innermost lookup whose load is being compiled and concerns others; negative for none.
  var enclosingLoad = -1

  /// Loads that are being compiled.
  var loadDepth = 0

  // The same of locks, and of the event loop.
  var enclosingLock = -1
  var hasLoop = false
  var hasDisk = false
  var file = Instruction.FileHold.nothing
  var stepCount = 0

  /// Transactions whose steps are being compiled, the innermost last.
  var transactions: [TransactionBlock] = []

  init(_ builder: PlanBuilder, station: Int, label: String) {
    self.builder = builder
    self.station = station
    self.label = label
    firstInstruction = builder.plan.program.count
  }

  var next: Int { builder.plan.program.count }

  mutating func append(_ instruction: Instruction) {
    var instruction = instruction
    instruction.enclosingLoad = enclosingLoad
    instruction.enclosingLock = enclosingLock
    instruction.hasLoop = hasLoop
    instruction.hasDisk = hasDisk
    instruction.file = file
    precondition(next < Int(Instruction.noTarget), "the handlers of a model have too many steps")
    builder.plan.program.append(instruction)
  }

  mutating func append(_ steps: [Step]) {
    for step in steps { append(step) }
  }

  /// A step that takes a drawn time.
  mutating func take(
    _ operation: Instruction.Operation, _ distribution: Distribution, name: String? = nil
  ) {
    let purpose = purpose(name ?? "step \(stepCount)")
    let sampler = builder.sampler(distribution)
    append(Instruction(operation: operation, operand: sampler, purpose: purpose))
  }

  /// A step that hits a share of the calls.
  mutating func draw(
    _ operation: Instruction.Operation, share: Double, status: Int = 0, name: String? = nil
  ) {
    append(
      Instruction(
        operation: operation, status: UInt16(status), share: Probability(share),
        purpose: purpose(name ?? "step \(stepCount)")))
  }

  mutating func call(_ policy: CallPolicy, as name: String?, otherwise: [Step]?) {
    if isStatement(policy, as: name) { return }
    if let hedge = policy.hedge {
      hedged(policy, hedge, as: name, otherwise: otherwise)
      return
    }
    let site = builder.site(
      policy, from: station, label: "\(label)/step \(stepCount)", as: name)
    let call = next
    append(Instruction(operation: .call, operand: site))
    alternative(to: call, otherwise)
  }

  /// A hedged call is a fork whose branches make the same call and begin one after the other.
  private mutating func hedged(
    _ policy: CallPolicy, _ hedge: Hedge, as name: String?, otherwise: [Step]?
  ) {
    var single = policy
    single.hedge = nil
    fork(
      [[.call(single, as: name, otherwise: nil)]], copies: hedge.copies, needed: 1,
      cancelsRest: hedge.rest == .cancel, delay: hedge.delay, otherwise)
  }

  private mutating func parallel(_ fork: Fork) {
    let needed =
      switch fork.until {
      case .all: fork.count
      case .first(let needed): needed
      }
    self.fork(
      fork.branches, copies: fork.copies, needed: needed, cancelsRest: fork.rest == .cancel,
      delay: nil, fork.otherwise)
  }

  /// - Parameter delay: What is between the beginnings of two branches; `nil` if all begin at once.
  private mutating func fork(
    _ branches: [[Step]], copies: Int, needed: Int, cancelsRest: Bool, delay: TimeSpan?,
    _ otherwise: [Step]?
  ) {
    let number = builder.plan.forks.count
    builder.plan.forks.append(
      ForkPlan(
        copies: copies, needed: needed, cancelsRest: cancelsRest, isStaggered: delay != nil,
        delayLane: builder.lane(delay)))
    let fork = next
    append(Instruction(operation: .fork, operand: number))
    let jump = next
    append(Instruction(operation: .jump))
    // Loads that the handler is in the middle of are none of its branches', nor what it holds.
    let outer = (enclosingLoad, enclosingLock, hasLoop, transactions)
    (enclosingLoad, enclosingLock, hasLoop, transactions) = (-1, -1, false, [])
    for branch in branches {
      builder.plan.forks[number].entries.append(UInt16(next))
      append(branch)
      append(Instruction(operation: .end))
    }
    (enclosingLoad, enclosingLock, hasLoop, transactions) = outer
    if let otherwise {
      builder.plan.program[fork].target = UInt16(next)
      append(otherwise)
    }
    builder.plan.program[jump].target = UInt16(next)
  }

  private mutating func append(_ step: Step) {
    stepCount += 1
    switch step {
    case .compute(let time): take(.compute, time)
    case .wait(let time): take(.wait, time)
    case .call(let policy, let name, let otherwise):
      call(policy, as: name, otherwise: otherwise)
    case .cached, .written: useCache(step)
    case .keyValue(let operation): keyValue(operation)
    case .enqueue(let queue, let otherwise): enqueue(queue, otherwise: otherwise)
    case .guarded(let check): guarded(check)
    case .respond(let status, let retryAfter): respond(status, retryAfter: retryAfter)
    case .secure(let filter): secure(filter)
    case .crossOrigin(let filter): crossOrigin(filter)
    case .fail(let share, let status): draw(.fail, share: share, status: status)
    case .chance(let share, let then, let otherwise): chance(share, then, otherwise)
    case .acquire(let pool, let otherwise):
      call(CallPolicy(target: pool), as: nil, otherwise: otherwise)
    case .release(let pool):
      append(Instruction(operation: .release, operand: builder.station(pool)))
    case .parallel(let fork): parallel(fork)
    case .block(let steps): block(steps)
    case .select(let selection): select(selection)
    case .lock(let mutex): lock(mutex)
    case .transaction(let transaction): self.transaction(transaction)
    case .count(let name): count(name)
    case .store(let use): store(use)
    case .health(let health): self.health(health)
    case .limit(let limit): self.limit(limit)
    case .authorise(let bearer): authorise(bearer, name: "step \(stepCount)")
    case .limitBody(let size, let status):
      append(
        Instruction(operation: .limitBody, operand: Int(size), status: UInt16(status)))
    }
  }

  /// What is loaded, or written behind a cache, may be done by others: it is part of no transaction.
  private mutating func useCache(_ step: Step) {
    let outer = transactions
    transactions = []
    if case .cached(let read) = step { cached(read) }
    if case .written(let write) = step { written(write) }
    transactions = outer
  }

  private mutating func chance(_ share: Double, _ then: [Step], _ otherwise: [Step]) {
    let branch = next
    draw(.chance, share: share)
    append(then)
    if otherwise.isEmpty {
      builder.plan.program[branch].target = UInt16(next)
      return
    }
    let jump = next
    append(Instruction(operation: .jump))
    builder.plan.program[branch].target = UInt16(next)
    append(otherwise)
    builder.plan.program[jump].target = UInt16(next)
  }

  func purpose(_ name: String) -> UInt64 {
    StreamName("\(label)/\(name)").id
  }
}
