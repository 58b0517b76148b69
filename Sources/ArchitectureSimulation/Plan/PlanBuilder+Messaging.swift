import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Queues, and the endpoints of others.
extension PlanBuilder {
  func add(_ queue: Queue, _ number: Int) {
    plan.stations[number].isQueue = true
    plan.stations[number].jobs = plan.queues.count
    plan.queues.append(number)
    plan.deduplications.append(queue.deduplication)
    plan.stations[number].reportsJobs = !queue.isPlain
    plan.stations[number].workers = queue.workers
    plan.stations[number].line = queue.line
    plan.stations[number].backlog = queue.capacity
    plan.stations[number].keepsJobs = queue.isPersistent
    plan.stations[number].runsAgain = queue.isPersistent && !queue.acknowledgesFirst
    plan.stations[number].onShutdown = queue.onShutdown
    plan.awaitsJobs = plan.awaitsJobs || queue.onShutdown != .cancel
    plan.stations[number].endsWithRequest = queue.owner != nil && queue.scope == .request
    if queue.delivery != .direct {
      plan.stations[number].broker = plan.brokers.count
      plan.stations[number].keepsJobs = true
      plan.brokers.append(BrokerPlan(delivery: queue.delivery, workers: queue.workers ?? 0))
    }
    plan.jobRetries[number] = queue.retry
    var program = ProgramBuilder(self, station: number, label: "job")
    program.append(queue.steps)
    finish(program, for: "*")
  }

  /// Lets the queues of processes compute where these do, when all components have been added.
  func housePrivateQueues() {
    for component in architecture.components {
      guard case .queue(let queue) = component.kind, let name = queue.owner else { continue }
      let (number, owner) = (station(component.name), station(name))
      plan.hasOwnedQueues = true
      if queue.scope == .request { plan.hasRequestQueues = true }
      guard queue.scope != .instance else {
        plan.stations[number].sharers = plan.stations[owner].processes
        continue
      }
      plan.stations[number].hasProcessor = plan.stations[owner].hasProcessor
      plan.stations[number].hostOffset =
        plan.stations[owner].firstInstance - plan.stations[number].firstInstance
    }
  }

  /// An endpoint is a server with any number of workers: its name is looked up, limits are asked, and
  /// after its latency it answers.
  func add(_ external: External, _ number: Int) {
    plan.stations[number].external = plan.externals.count
    var program = ProgramBuilder(self, station: number, label: "external")
    program.lookUpName(of: external, number, name: "dns")
    if external.address == .unresolvable { program.append(Instruction(operation: .unresolved)) }
    let firstLimit = plan.limits.count
    for limit in external.limits {
      if limit.retryAfter != nil { saysMore(number) }
      program.append(Instruction(operation: .limit, operand: plan.limits.count))
      plan.limits.append(
        LimitPlan(
          station: number, limit: limit, title: limit.title, owner: plan.limits.count))
    }
    plan.stations[number].limits = firstLimit..<plan.limits.count
    program.take(.wait, external.latency, name: "latency")
    var left = 1.0
    for answer in external.answers where answer.share > 0 {
      // Of those that no answer before has taken.
      program.draw(
        .fail, share: min(1, answer.share / left), status: answer.status,
        name: "answer \(answer.status)")
      left = max(answer.share, left - answer.share)
    }
    program.append(Instruction(operation: .carryOut, operand: plan.externals.count))
    finish(program, for: "*")
    plan.externals.append(
      ExternalPlan(
        idempotency: external.idempotency, lookup: external.lookup.map { sampler($0) } ?? -1,
        nameLife: external.nameLife,
        tracksNames: canLoseName(external, plan.names[number])))
  }
}

extension PlanBuilder {
  /// Whether who looks up where an endpoint is may have to do without an answer, or need not ask.
  func canLoseName(_ endpoint: External, _ name: String) -> Bool {
    endpoint.nameLife != nil
      || architecture.faults.contains { fault in
        switch fault.effect.kind {
        case .slowNames, .namelessness: fault.target == name || fault.others.contains(name)
        case .refusal, .hang, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush,
          .partialFlush, .delay, .partition, .loss, .freeze, .brownout, .deploy, .stall, .herd,
          .skew, .zoneOutage, .zonePartition:
          false
        }
      }
  }
}

/// Steps that put jobs into queues, and that look before they call.
extension ProgramBuilder {
  mutating func enqueue(_ queue: String, otherwise: [Step]?) {
    let site = builder.site(
      CallPolicy(target: queue), from: station, label: "\(label)/step \(stepCount)")
    let enqueue = next
    append(Instruction(operation: .enqueue, operand: site))
    alternative(to: enqueue, otherwise)
  }

  /// The endpoint is the same for all calls, so that the real guard is asked once.
  mutating func guarded(_ check: AddressCheck) {
    guard check.isOn,
      let component = builder.architecture.components.first(where: { $0.name == check.endpoint }),
      case .external(let endpoint) = component.kind
    else { return }
    // Where every address passes, none is looked up.
    if !check.blocked.isEmpty {
      let isBlocking = check.lookup == .blocking && !hasLoop
      lookUpName(
        of: endpoint, builder.station(check.endpoint), name: "dns \(stepCount)",
        isBlocking: isBlocking)
    }
    let isAdmitted = check.admits(endpoint)
    // Who has no address is not called, and whether there is one may change.
    guard !isAdmitted || builder.canLoseName(endpoint, check.endpoint) && !check.blocked.isEmpty
    else { return }
    let refuse = next
    append(
      isAdmitted
        ? Instruction(operation: .refuseNameless, operand: builder.station(check.endpoint))
        : Instruction(operation: .refuse))
    alternative(to: refuse, check.otherwise)
  }

  /// Looks up where a name leads, which takes time unless it is remembered.
  fileprivate mutating func lookUpName(
    of endpoint: External, _ station: Int, name: String, isBlocking: Bool = false
  ) {
    let isAsked = builder.canLoseName(endpoint, builder.plan.names[station])
    guard endpoint.lookup != nil || isAsked else { return }
    if isBlocking { append(Instruction(operation: .takeLoop)) }
    builder.plan.hasBlocks = builder.plan.hasBlocks || isBlocking
    let outer = hasLoop
    hasLoop = hasLoop || isBlocking
    if isAsked {
      append(Instruction(operation: .lookUpName, operand: station, purpose: purpose(name)))
    } else if let lookup = endpoint.lookup {
      take(.wait, lookup, name: name)
    }
    if isBlocking { append(Instruction(operation: .giveLoop)) }
    hasLoop = outer
    if isAsked { append(Instruction(operation: .learnName, operand: station)) }
  }

  /// What is done if an instruction fails; after a success it is jumped over.
  mutating func alternative(to instruction: Int, _ otherwise: [Step]?) {
    guard let otherwise else { return }
    let jump = next
    append(Instruction(operation: .jump))
    builder.plan.program[instruction].target = UInt16(next)
    append(otherwise)
    builder.plan.program[jump].target = UInt16(next)
  }
}

extension AddressCheck {
  /// Whether the guard lets a call of an endpoint pass: judged by its URL, and then by what its name
  /// resolves to.
  func admits(_ endpoint: External) -> Bool {
    let passing = External.Address.allCases.filter { !blocked.contains($0) }
    let check = SSRFGuard(
      .init(schemes: schemes, ports: nil, allowed: passing.flatMap(\.blocks)))
    switch check.admit(endpoint.url) {
    case .refused: return false
    case .connects: return true
    case .resolves:
      switch check.admit(resolved: endpoint.address.examples) {
      case .connects: return true
      case .refused(.unresolvable): return passing.contains(.unresolvable)
      case .refused: return false
      }
    }
  }
}

extension External.Address {
  /// Blocks that are exempt where such addresses are called.
  fileprivate var blocks: [IPPrefix] {
    let texts: [String] =
      switch self {
      case .public, .unresolvable: []
      case .private: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
      case .loopback: ["127.0.0.0/8", "::1/128", "0.0.0.0/8"]
      case .linkLocal: ["169.254.0.0/16", "fe80::/10"]
      case .reserved: ["240.0.0.0/4", "192.0.0.0/24", "198.18.0.0/15"]
      case .multicast: ["224.0.0.0/4", "ff00::/8"]
      case .metadata: ["169.254.169.254/32"]
      }
    return texts.compactMap { IPPrefix($0) }
  }

  /// An address of this sort; none where a name has none.
  fileprivate var examples: [IPAddress] {
    let texts: [String] =
      switch self {
      case .public: ["93.184.216.34"]
      case .private: ["10.1.2.3"]
      case .loopback: ["127.0.0.1"]
      case .linkLocal: ["169.254.7.7"]
      case .reserved: ["240.0.0.1"]
      case .multicast: ["224.0.0.251"]
      case .metadata: ["169.254.169.254"]
      case .unresolvable: []
      }
    return texts.compactMap { IPAddress($0) }
  }
}
