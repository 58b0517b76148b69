import EventEngine
import TimeBase

extension ModelReader {
  func faults(_ node: Node, of body: ModelBody) -> [Fault] {
    shortList(node, of: .union("fault")).compactMap { fault($0, of: body) }
  }

  private func fault(_ node: Node, of body: ModelBody) -> Fault? {
    let components = body.soundComponents
    guard let variant = variant(node, of: "fault"),
      let reader = ObjectReader(node, as: variant, in: self)
    else { return nil }
    let (effect, key) = effect(reader, variant)
    let targets = targets(reader, key)
    let target = targets.first
    var fault = Fault(effect, of: target ?? "", at: reader.span("at") ?? .zero)
    fault.others = Array(targets.dropFirst())
    fault.name = reader.text("name")
    if reader.shape.field("from") != nil {
      fault.caller =
        effect.isOfZone
        ? reader.value("from").flatMap(knownZone) : reader.name("from", of: .anyone)
    }
    if effect.isOfZone, let target, let node = reader.value(key) {
      checkZoneFault(effect, of: target, at: node, body)
      if fault.caller == target {
        report(.rule("no zone is cut off from itself"), at: node)
      }
    }
    if let trigger = reader.object("when", as: "faultTrigger") {
      fault.trigger = self.trigger(trigger, components)
      fault.start = trigger.span("after") ?? .zero
    }
    if reader.shape.field("instance") != nil, let node = reader.value("instance") {
      if node.value.text == "each" {
        fault.isEach = true
      } else {
        fault.instance = whole(node, reader.field("instance").value)
      }
      for target in targets { check(fault.instance, of: target, reader, components) }
    }
    if reader.shape.field("process") != nil, reader.has("process") {
      fault.process = process(reader, of: targets, fault, components)
      fault.instance = fault.instance ?? 0
    }
    for target in targets {
      check(effect, of: target, reader, components)
      checkCrowd(effect, of: target, reader, body.soundClients)
      checkClock(effect, of: target, reader, body)
      checkNames(effect, of: target, reader, components)
    }
    readTiming(reader, into: &fault)
    return fault
  }

  private func readTiming(_ reader: ObjectReader, into fault: inout Fault) {
    let length = reader.shape.field("for") == nil ? nil : reader.distribution("for")
    if reader.shape.field("every") == nil { return }
    if reader.has("every") {
      let up = reader.distribution("every")
      let isInstantaneous = reader.shape.field("for") == nil
      if length == nil, !isInstantaneous, !reader.has("for") {
        report(.rule("a fault that comes again needs \"for\": how long it lasts"), at: reader.node)
      }
      fault.recurrence = Fault.Recurrence(
        up: up ?? .none, down: length ?? .none,
        crews: isInstantaneous ? nil : reader.whole("crews"))
      if let up, up.mean <= 0, length.map({ $0.mean <= 0 }) ?? true {
        report(.rule("it would come again in no time, for ever"), at: reader.node)
      } else if let up, up.mean + (length?.mean ?? 0) < Self.shortestRecurrence {
        report(.rule("it would come again more often than once in 1us"), at: reader.node)
      }
      return
    }
    if reader.has("crews") {
      report(.rule("\"crews\" is for faults that come again (\"every\")"), at: reader.node)
    }
    guard let length else { return }
    if case .constant(let span) = length, span > .zero {
      fault.duration = span
    } else if let node = reader.value("for") {
      reportUnexpected(node, .span(.positive))
    }
  }

  /// In nanoseconds; what comes more often takes for ever to play.
  static let shortestRecurrence = 1_000.0

  private func check(
    _ effect: Fault.Effect, of target: String, _ reader: ObjectReader, _ components: [Component]
  ) {
    let kind = components.firstSorted(named: target, by: \.name)?.kind
    if let node = reader.shape.field("mode").flatMap({ _ in reader.value("mode") }) {
      checkMode(effect, of: target, kind, node)
    }
    if case .database(let database)? = kind, database.pool != nil, let key = effect.sharedPoolKey,
      let node = reader.value(key)
    {
      let message =
        "each caller of '\(target)' has a pool of its own; this is for one that all share"
      report(.rule(message), at: node)
      return
    }
    if effect == .stall, case .database(let database)? = kind, database.connections == nil,
      let node = reader.value("stall")
    {
      report(
        .rule("'\(target)' has unlimited connections, which never have to be waited for"), at: node)
    }
    guard case .brownout(let missing) = effect, let node = reader.value("brownout") else { return }
    let workers: Int?
    switch kind {
    case .service(let service): workers = service.workers
    case .queue(let queue): workers = queue.workers
    case .database(let database): workers = database.connections
    default: return
    }
    guard let workers else {
      report(.rule("'\(target)' has unlimited workers, of which none can be missing"), at: node)
      return
    }
    guard workers > 0 else {
      report(.rule("'\(target)' has no workers that could be missing"), at: node)
      return
    }
    if missing > workers, let node = reader.value("workers") {
      reportUnexpected(node, "up to \(workers), the workers of an instance of '\(target)'")
    }
  }

  /// Only databases have locks, and writes to refuse.
  private func checkMode(
    _ effect: Fault.Effect, of target: String, _ kind: Component.Kind?, _ node: Node
  ) {
    guard let kind else { return }
    guard case .database(let database) = kind else {
      if effect == .lock || effect == .readOnly {
        report(.rule("'\(target)' is a \(kind.word); this mode is for a database"), at: node)
      }
      return
    }
    if effect == .lock, database.writer == nil {
      report(.rule("'\(target)' has no \"singleWriter\", whose file could be locked"), at: node)
    }
    if effect == .readOnly, !database.operations.contains(where: \.isWrite) {
      report(.rule("'\(target)' has no operation that writes"), at: node)
    }
  }

  private func effect(_ reader: ObjectReader, _ variant: String) -> (Fault.Effect, key: String) {
    switch variant {
    case "outageFault":
      switch reader.word("mode") {
      case "hang": return (.outage(.hang), "outage")
      case "locked": return (.lock, "outage")
      case "readOnly": return (.readOnly, "outage")
      default: return (.outage(.refuse), "outage")
      }
    case "crashFault": return (.crash, "crash")
    case "slowFault": return (.slow(factor: reader.number("factor") ?? 1), "slow")
    case "errorsFault":
      let share = reader.share("share") ?? 0
      let status = reader.whole("status") ?? 500
      let isQuick = reader.boolean("fast") ?? false
      return (
        isQuick
          ? .quickErrors(share: share, status: status) : .errors(share: share, status: status),
        "errors"
      )
    case "freezeFault": return (.freeze, "freeze")
    case "brownoutFault":
      return (.brownout(workers: reader.whole("workers") ?? 1), "brownout")
    case "deployFault":
      let pause = reader.span("pause") ?? .zero
      return (.deploy(pause: pause, atOnce: reader.whole("atOnce") ?? 1), "deploy")
    case "stallFault": return (.stall, "stall")
    case "herdFault": return (.herd(requests: reader.whole("requests") ?? 1), "herd")
    case "skewFault":
      return (.skew(ahead: skewAhead(reader), drift: reader.whole("drift") ?? 0), "skew")
    case "namesFault": return (namesEffect(reader), "dns")
    case "delayFault": return (.delay(by: reader.span("by") ?? .zero), "delay")
    case "partitionFault":
      return (
        .partition(reader.choice("way") ?? .both, reader.choice("mode") ?? .hang), "partition"
      )
    case "zoneOutageFault": return (.zoneOutage, "zoneOutage")
    case "zonePartitionFault":
      return (
        .zonePartition(reader.choice("way") ?? .both, reader.choice("mode") ?? .hang),
        "zonePartition"
      )
    case "lossFault": return (.loss(share: reader.share("share") ?? 0), "loss")
    default:
      return (reader.share("share").map { .partialFlush(share: $0) } ?? .flush, "flush")
    }
  }

  /// Whom a fault befalls; empty if that cannot be read.
  private func targets(_ reader: ObjectReader, _ key: String) -> [String] {
    guard let node = reader.value(key) else { return [] }
    guard let elements = node.elements else { return target(node, key).map { [$0] } ?? [] }
    if elements.isEmpty { reportUnexpected(node, reader.field(key).value) }
    var targets: [String] = []
    for element in elements {
      guard let target = target(element, key) else { continue }
      if targets.contains(target) {
        report(.rule("'\(target)' is named twice"), at: element)
      } else {
        targets.append(target)
      }
    }
    return targets
  }

  private func target(_ node: Node, _ key: String) -> String? {
    guard key != "herd" else { return name(node, of: .client) }
    if key == "zoneOutage" || key == "zonePartition" { return knownZone(node) }
    guard let target = name(node, of: key == "skew" ? .anyone : .component) else { return nil }
    guard let kind = names.kind(of: target), !kind.isEmpty else { return target }
    let kinds = Fault.kinds(for: key)
    guard kinds.contains(kind) else {
      let allowed = kinds.joined(separator: ", ")
      report(.rule("'\(target)' is a \(kind); '\(key)' is for: \(allowed)"), at: node)
      return nil
    }
    return target
  }

  private func check(
    _ instance: Int?, of target: String, _ reader: ObjectReader, _ components: [Component]
  ) {
    guard let node = reader.value("instance"), let kind = names.kind(of: target), !kind.isEmpty
    else { return }
    guard kind == "service" else {
      report(.rule("'\(target)' is a \(kind), which has no instances"), at: node)
      return
    }
    let service = components.firstSorted(named: target, by: \.name)
    guard case .service(let service) = service?.kind, let instance,
      instance >= service.mostInstances
    else { return }
    let last = service.mostInstances - 1
    reportUnexpected(node, "an instance of '\(target)' from 0 to \(last)")
  }
}

extension ModelReader {
  /// The number of a process of one instance.
  private func process(
    _ reader: ObjectReader, of targets: [String], _ fault: Fault, _ components: [Component]
  ) -> Int? {
    guard let node = reader.value("process"), let number = reader.whole("process") else {
      return nil
    }
    for target in targets {
      guard
        case .service(let service) = components.firstSorted(named: target, by: \.name)?.kind
      else {
        report(.rule("'\(target)' has no processes; services have"), at: node)
        return nil
      }
      if service.mostInstances > 1, fault.instance == nil {
        report(.rule("\"process\" needs \"instance\": the one that it is part of"), at: node)
        return nil
      }
      if number >= service.processes {
        reportUnexpected(node, "a process of '\(target)' from 0 to \(service.processes - 1)")
        return nil
      }
    }
    return number
  }
}

extension Fault {
  /// The kinds of component that a fault can befall, by the key that names its target.
  static func kinds(for key: String) -> [String] {
    switch key {
    case "flush": ["cache"]
    case "deploy": ["service"]
    case "crash": ["gateway", "service", "cache", "database", "queue"]
    case "brownout": ["service", "queue", "database"]
    case "stall": ["database", "pool"]
    case "skew": ["gateway", "service", "cache"]
    case "dns": ["external"]
    case "outage": Component.Kind.words
    case "delay", "partition", "loss":
      ["gateway", "balancer", "service", "cache", "queue", "database", "external"]
    case "slow", "errors", "freeze":
      ["gateway", "service", "cache", "queue", "database", "external"]
    default: Component.Kind.words
    }
  }
}

extension ModelReader {
  /// Only who sends whatever becomes of earlier requests can send a crowd of them.
  private func checkCrowd(
    _ effect: Fault.Effect, of target: String, _ reader: ObjectReader, _ clients: [Client]
  ) {
    guard case .herd = effect, let node = reader.value("herd"),
      let client = clients.firstSorted(named: target, by: \.name)
    else { return }
    switch client.load {
    case .open: break
    case .closed:
      report(
        .rule("'\(target)' has users, each with one request at a time; a herd needs \"arrivals\""),
        at: node)
    case .sessions:
      report(
        .rule("'\(target)' has sessions; a herd needs \"arrivals\" of single requests"), at: node)
    }
  }
}

extension Fault.Effect {
  /// The key of a fault of a pool that all callers share; `nil` of other faults.
  fileprivate var sharedPoolKey: String? {
    switch self {
    case .stall: "stall"
    case .brownout: "brownout"
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush, .partialFlush,
      .delay, .partition, .loss, .freeze, .deploy, .herd, .skew, .slowNames, .unresolved,
      .zoneOutage, .zonePartition:
      nil
    }
  }

  /// Whether it is about a zone.
  fileprivate var isOfZone: Bool {
    switch self {
    case .zoneOutage, .zonePartition: true
    case .outage, .lock, .readOnly, .crash, .slow, .errors, .quickErrors, .flush, .partialFlush,
      .delay, .partition, .loss, .freeze, .brownout, .deploy, .stall, .herd, .skew, .slowNames,
      .unresolved:
      false
    }
  }
}
