import EventEngine
import Resilience
import TimeBase

extension ModelReader {
  func component(named name: String, _ node: Node) -> Component? {
    guard let reader = reader(of: node) else { return nil }
    let kind = kind(reader)
    return Component(name: name, kind: kind, zones: zones(reader, of: kind))
  }

  /// Finds out of which kind a component is.
  private func reader(of node: Node) -> ObjectReader? {
    guard node.value.members != nil else {
      reportUnexpected(node, .union("component"))
      return nil
    }
    guard let word = node.value["kind"] else {
      report(.missingKey("kind", hint: "expected \(Self.kinds)"), at: node)
      return nil
    }
    let place = Node(value: word, path: node.path.appending("kind"))
    guard let kind = self.word(place, Self.kinds) else { return nil }
    return ObjectReader(node, as: kind, in: self)
  }

  private func kind(_ reader: ObjectReader) -> Component.Kind {
    _ = reader.value("kind")
    return switch reader.shape.name {
    case "gateway": .gateway(gateway(reader))
    case "balancer": .balancer(balancer(reader))
    case "service": .service(service(reader))
    case "cache": .cache(cache(reader))
    case "queue": .queue(queue(reader))
    case "pool": .pool(pool(reader))
    case "external": .external(external(reader))
    default: .database(database(reader))
    }
  }

  private func pool(_ reader: ObjectReader) -> Pool {
    Pool(
      size: reader.whole("size") ?? 1, waiting: reader.limit("waiting", default: nil),
      timeout: reader.span("timeout"), line: line(reader), owner: reader.name("of", of: .service))
  }

  private static let kinds = ValueShape.choice(Component.Kind.words)

  private func service(_ reader: ObjectReader) -> Service {
    let processor = reader.object("cpu", as: "cpu").map(processor)
    let instances = reader.whole("instances") ?? 1
    let needed = reader.whole("needs") ?? 1
    if needed > instances, let node = reader.value("needs") {
      reportUnexpected(node, "up to \(instances), the instances of the service")
    }
    let processes = reader.whole("processes") ?? 1
    let workers = reader.limit("workers", default: reader.has("cpu") ? nil : 1)
    let turnover = turnover(reader, instances: instances, hasWorkers: workers != nil)
    let most = max(instances, turnover.autoscaling?.policy.maximum ?? instances)
    if processes * most > Service.mostProcesses, let node = reader.value("processes") {
      let limit = Service.mostProcesses
      report(.rule("\(most) instances of \(processes) processes are more than \(limit)"), at: node)
    }
    if processes == 1, reader.has("spread"), let node = reader.value("spread") {
      report(.rule("with one process there is nothing to spread; say \"processes\""), at: node)
    }
    var service = Service(
      instances: instances, processes: processes, spread: reader.spread ?? .random,
      processWeights: processWeights(reader, processes), needed: needed,
      workers: workers,
      backlog: reader.limit("backlog", default: Service.defaultBacklog),
      overflow: reader.choice("overflow") ?? .reject,
      queueTimeout: reader.span("queueTimeout"), line: line(reader),
      patience: reader.distribution("patience"),
      processor: processor, life: life(reader),
      limit: reader.object("concurrencyLimit", as: "concurrencyLimit").flatMap(concurrencyLimit),
      turnover: turnover, stores: stores(reader),
      handlers: handlers(reader))
    service.filters = reader.steps("filters") ?? []
    service.retryAfter = wholeSeconds("retryAfter", reader)
    return service
  }

  /// How skewed the kernel spreads requests; empty if it does not say.
  private func processWeights(_ reader: ObjectReader, _ processes: Int) -> [Double] {
    guard let node = reader.value("spread"), node.value.elements != nil,
      let elements = list(node, reader.field("spread").value)
    else { return [] }
    let weights = elements.map { number($0, ModelShapes.processWeight) ?? 1 }
    guard weights.count == processes else {
      reportUnexpected(node, "\(processes) weights, one for each process")
      return []
    }
    if weights.allSatisfy({ $0 == 0 }) { reportUnexpected(node, "a weight above 0") }
    return weights
  }

  private func life(_ reader: ObjectReader) -> Service.Life {
    var life = Service.Life(boot: reader.distribution("boot"))
    if let pauses = reader.object("pauses", as: "pauses") {
      life.pauses = Service.Pauses(
        between: pauses.distribution("every") ?? .none,
        length: pauses.distribution("for") ?? .none)
      if life.pauses?.between == Distribution.none, let node = pauses.value("every") {
        reportUnexpected(node, "a time longer than zero between two pauses")
      } else if let between = life.pauses?.between, between.mean < Self.shortestRecurrence,
        let node = pauses.value("every")
      {
        report(.rule("it would pause more often than once in 1us"), at: node)
      }
    }
    if let warmUp = reader.object("warmUp", as: "warmUp") {
      life.warmUp = Service.WarmUp(
        slowdown: warmUp.number("slowdown") ?? 1, requests: warmUp.whole("requests") ?? 1)
    }
    return life
  }

  private func processor(_ reader: ObjectReader) -> Service.Processor {
    if let law = reader.object("scalability", as: "scalability") {
      if reader.has("sharing") {
        report(.rule("\"sharing\" is for cores; with \"scalability\" all share"), at: reader.node)
      }
      return .scalable(
        contention: law.number("contention") ?? 0, coherency: law.number("coherency") ?? 0)
    }
    let cores = reader.whole("cores") ?? 1
    switch reader.word("sharing") {
    case "inOrder": return .inOrder(cores: cores)
    case "byPriority": return .byPriority(cores: cores)
    default: return .shared(cores: cores)
    }
  }

  private func handlers(_ reader: ObjectReader) -> [Service.Handler] {
    let work = reader.distribution("work")
    let handles = reader.map("handles") ?? []
    if reader.has("handles"), handles.isEmpty, let node = reader.value("handles"),
      node.value.members != nil
    {
      report(.rule("a service without handlers answers nothing"), at: node)
    }
    if let work { return [Service.Handler(request: "*", steps: [.compute(work)])] }
    return handles.map { Service.Handler(request: $0.name, steps: steps($0.node)) }
  }
}

extension ObjectReader {
  /// One of the words; `nil` where there are weights.
  fileprivate var spread: Service.Spread? {
    guard let node = value("spread"), node.value.elements == nil else { return nil }
    return choice("spread")
  }
}

extension Service {
  /// More cannot be told apart by sixteen bits.
  static let mostProcesses = 60_000

  /// As many as uvicorn lets wait.
  static let defaultBacklog = 2048
}
