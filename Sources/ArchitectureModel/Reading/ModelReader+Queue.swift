import EventEngine
import Resilience
import TimeBase

/// Queues, and the endpoints of others to which their jobs report.
extension ModelReader {
  func queue(_ reader: ObjectReader) -> Queue {
    let work = reader.distribution("work")
    let steps = reader.steps("steps")
    let scope: Queue.Scope? = reader.choice("per")
    let queue = Queue(
      capacity: reader.limit("capacity", default: nil),
      workers: reader.limit("workers", default: scope == .request ? 0 : 1), line: line(reader),
      steps: work.map { [.compute($0)] } ?? steps ?? [], retry: retry(reader),
      owner: reader.name("of", of: .service), scope: scope ?? .process,
      isPersistent: reader.boolean("persistent") ?? false,
      acknowledgesFirst: reader.word("acknowledge") == "before",
      onShutdown: reader.choice("onShutdown") ?? .cancel, delivery: delivery(reader),
      deduplication: reader.span("deduplicate"))
    checkBroker(queue, reader)
    for key in ["per", "onShutdown"] where reader.has(key) && !reader.has("of") {
      report(.rule("\"\(key)\" needs \"of\": the service whose queue it is"), at: reader.node)
    }
    if queue.scope == .request { checkRequestScope(queue, reader) }
    if reader.node.value["retry"]?["retryAfterCap"] != nil {
      report(
        .rule("what delivers jobs hears no Retry-After; leave 'retryAfterCap' out"),
        at: reader.node)
    }
    if reader.has("acknowledge"), !queue.isPersistent {
      report(
        .rule("\"acknowledge\" is for queues that outlive a crash (\"persistent\")"),
        at: reader.node)
    }
    return queue
  }

  private func delivery(_ reader: ObjectReader) -> Queue.Delivery {
    if reader.has("visibility"), reader.has("push") {
      report(.rule("'visibility' and 'push' exclude each other"), at: reader.node)
    }
    if let node = reader.value("visibility"),
      let inner = ObjectReader(node, as: "visibility", in: self)
    {
      var policy = VisibilityQueuePolicy()
      policy.visibilityTimeout = inner.span("timeout") ?? policy.visibilityTimeout
      policy.delay = inner.span("delay") ?? policy.delay
      policy.retention = inner.span("retention") ?? policy.retention
      policy.maximumReceives = inner.limit("maxReceives", default: policy.maximumReceives)
      policy.inFlightLimit = inner.limit("inFlight", default: policy.inFlightLimit)
      if let problem = policy.problem { report(.rule(problem), at: node) }
      return .visibility(policy)
    }
    guard let inner = reader.object("push", as: "push") else { return .direct }
    var push = Queue.Push(
      prefetch: inner.limit("prefetch", default: nil) ?? 0,
      acknowledges: !(inner.boolean("autoAcknowledge") ?? false),
      onFailure: inner.choice("onFailure") ?? .requeue)
    push.queue.deliveryLimit = inner.limit("deliveryLimit", default: push.queue.deliveryLimit)
    return .push(push)
  }

  /// A broker has an order, a memory and a way of trying again of its own.
  private func checkBroker(_ queue: Queue, _ reader: ObjectReader) {
    guard queue.delivery != .direct else { return }
    let others = [
      "of", "per", "onShutdown", "persistent", "acknowledge", "retry", "discipline", "whenFull",
      "dropExpired", "delayControl",
    ]
    for key in others where reader.has(key) {
      report(
        .rule(
          "'\(key)' is not for a queue with \"visibility\" or \"push\", which has its own ways"),
        at: Node(value: reader.node.value, path: reader.path(key)))
    }
    guard case .push = queue.delivery, queue.workers == nil || queue.workers == 0 else { return }
    report(.rule("messages can only be pushed to so many workers; say how many"), at: reader.node)
  }

  private func checkRequestScope(_ queue: Queue, _ reader: ObjectReader) {
    if let workers = queue.workers, workers > 0, let node = reader.value("workers") {
      reportUnexpected(node, "0 or \"unlimited\": the queue of a request has no workers to share")
    }
    if queue.isPersistent {
      report(.rule("a queue that ends with its request outlives no crash"), at: reader.node)
    }
    if reader.has("onShutdown") {
      report(.rule("a queue that ends with its request is not told to end"), at: reader.node)
    }
  }

  func external(_ reader: ObjectReader) -> External {
    let answers = (reader.map("answers") ?? []).compactMap(answer)
    if answers.reduce(0, { $0 + $1.share }) > 1 + 1e-9, let node = reader.value("answers") {
      report(.rule("the shares of all answers together are more than 100%"), at: node)
    }
    return External(
      latency: reader.distribution("latency") ?? .none,
      answers: answers.sorted { $0.status < $1.status },
      limits: (reader.list("limits") ?? []).compactMap(limit),
      url: reader.text("url") ?? External.defaultURL, address: reader.choice("address") ?? .public,
      lookup: reader.distribution("dns"), nameLife: reader.span("dnsTTL"),
      idempotency: reader.span("idempotency"))
  }

  private func answer(_ name: String, _ node: Node) -> External.Answer? {
    let share = share(node, .share)
    guard let status = Int(name), External.statuses.contains(status), "\(status)" == name else {
      report(.rule("expected a status from 300 to 599, not '\(name.shortened)'"), at: node)
      return nil
    }
    return share.map { External.Answer(status: status, share: $0) }
  }

  func addressCheck(_ reader: ObjectReader) -> Step {
    let blocked = reader.list("blocks")?.compactMap { node in
      word(node, ModelShapes.blockedAddress).flatMap { External.Address(rawValue: $0) }
    }
    let schemes = reader.list("schemes")?.compactMap(text)
    for scheme in schemes ?? [] where scheme != scheme.lowercased() || scheme.isEmpty {
      report(
        .rule("a scheme is written in lower case, not '\(scheme.shortened)'"), at: reader.node)
    }
    if let node = reader.value("schemes"), node.elements?.isEmpty ?? false {
      report(.rule("at least one scheme is needed"), at: node)
    }
    var check = AddressCheck(
      endpoint: reader.name("guard", of: .external) ?? "",
      lookup: reader.choice("lookup") ?? .asynchronous, isOn: reader.boolean("enabled") ?? true,
      otherwise: reader.steps("otherwise"))
    check.blocked = blocked ?? check.blocked
    check.schemes = schemes ?? check.schemes
    return .guarded(check)
  }
}

extension External {
  static let statuses = 300...599
}
