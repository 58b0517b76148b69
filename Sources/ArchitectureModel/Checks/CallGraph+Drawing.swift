extension CallGraph {
  /// What a node does with the requests that reach it; nodes that it calls are added.
  mutating func body(of node: Node) -> Body {
    guard isSound[node.component] else { return .end }
    let component = components[node.component]
    let path: ModelPath = ["components", .key(component.name)]
    let request = requestNames[node.request]
    switch component.kind {
    case .gateway(let gateway):
      return body(of: gateway, request, at: path, of: node)
    case .balancer(let balancer):
      drawChecks(of: balancer, component, at: path)
      return .oneOf(
        balancer.over.map {
          call($0, node.request, from: component, at: path.appending("over"))
        })
    case .service(let service):
      let handlers = service.handlers
      let handler = handlers.firstSorted(named: request, by: \.request)
      guard let handler = handler ?? handlers.firstSorted(named: "*", by: \.request) else {
        guard request != Self.anyName else { return .end }
        let message = "no handler for '\(request)', which '\(node.caller)' sends; add one, or \"*\""
        gaps.append(Gap(path: path.appending("handles"), message: message))
        return .end
      }
      let steps = path.appending("handles").appending(handler.request)
      return .sequence([
        sequence(service.filters, at: path.appending("filters"), of: node),
        sequence(handler.steps, at: steps, of: node),
      ])
    case .queue(let queue):
      return sequence(queue.steps, at: path.appending("steps"), of: node)
    case .database(let database):
      let operations = database.operations
      let serves = { (name: String) in operations.firstSorted(named: name, by: \.name) != nil }
      if request != Self.anyName, !serves(request), !serves("*") {
        let known = operations.map(\.name).joined(separator: ", ")
        let message =
          "'\(component.name)' has no operation '\(request)', only: \(known); name one with \"as\""
        gaps.append(Gap(path: node.callPath, message: message))
      }
      return .end
    case .cache, .pool, .external:
      return .end
    }
  }

  /// No request waits for a check, so it is part of none.
  private mutating func drawChecks(
    of balancer: Balancer, _ component: Component, at path: ModelPath
  ) {
    guard let request = balancer.activeHealth?.request else { return }
    for target in balancer.over {
      _ = visit(
        target, id(of: request), from: component.name,
        at: path.appending("activeHealth").appending("request"))
    }
  }

  private mutating func call(
    _ target: String, _ request: Int, from caller: Component, at path: ModelPath
  ) -> Body {
    visit(target, request, from: caller.name, at: path).map { .call($0, path) } ?? .end
  }

  /// Filters, then those of the route, then the upstream call.
  private mutating func body(
    of gateway: Gateway, _ request: String, at path: ModelPath, of node: Node
  ) -> Body {
    let component = components[node.component]
    var parts = [sequence(gateway.filters, at: path.appending("filters"), of: node)]
    var place = path
    if let route = gateway.route(of: request) {
      let inside = path.appending("routes").appending(route.name)
      parts.append(sequence(route.filters, at: inside.appending("filters"), of: node))
      if route.call != nil { place = inside }
    }
    guard let (policy, name) = gateway.upstream(of: request) else { return .sequence(parts) }
    parts.append(call(policy.target, id(of: name), from: component, at: place.appending("calls")))
    return .sequence(parts)
  }

  private mutating func sequence(_ steps: [Step], at path: ModelPath, of node: Node) -> Body {
    var parts: [Body] = []
    for (index, step) in steps.enumerated() {
      parts.append(body(of: step, at: path.appending(index), of: node))
    }
    return .sequence(parts)
  }

  private mutating func body(of step: Step, at path: ModelPath, of node: Node) -> Body {
    let caller = components[node.component]
    switch step {
    case .compute, .wait, .count, .release:
      return .sequence([])
    case .authorise, .limitBody, .secure, .crossOrigin:
      return .oneOf([.exit, .sequence([])])
    case .limit(let limit):
      return body(of: limit, at: path, by: caller)
    case .respond, .health:
      return .exit
    case .store(let use):
      checkStore(of: use, at: path, by: caller)
      let absent = use.absent ?? [.respond(404)]
      return .oneOf([
        .sequence([]), sequence(absent, at: path.appending("absent"), of: node),
      ])
    case .fail(let share, _):
      return share <= 0 ? .sequence([]) : share >= 1 ? .exit : .oneOf([.exit, .sequence([])])
    case .enqueue(let queue, let otherwise):
      // Who enqueues does not wait for the job, so the job is no part of the request.
      _ = visit(queue, node.request, from: caller.name, at: path)
      checkOwner(of: queue, at: path.appending("enqueue"), by: caller)
      let otherwise = sequence(otherwise ?? [], at: path.appending("otherwise"), of: node)
      return .oneOf([.sequence([]), otherwise])
    case .guarded(let check):
      if check.isOn, check.lookup == .blocking {
        checkLoop(of: caller, at: path.appending("guard"))
      }
      let otherwise = check.otherwise ?? [.respond(403)]
      return .oneOf([
        .sequence([]), sequence(otherwise, at: path.appending("otherwise"), of: node),
      ])
    case .call(let policy, let name, let otherwise):
      let request = name.map { id(of: $0) } ?? node.request
      let call = call(policy.target, request, from: caller, at: path.appending("call"))
      let otherwise = sequence(otherwise ?? [], at: path.appending("otherwise"), of: node)
      return .sequence([call, .oneOf([.sequence([]), otherwise])])
    case .cached(let read):
      _ = reach(read.cache)
      checkOwner(of: read.cache, at: path.appending("cached").appending("in"), by: caller)
      let inside = path.appending("cached").appending("otherwise")
      return sequence(read.otherwise, at: inside, of: node)
    case .written(let write):
      _ = reach(write.cache)
      checkOwner(of: write.cache, at: path.appending("written").appending("in"), by: caller)
      return sequence(write.steps, at: path.appending("written").appending("do"), of: node)
    case .keyValue(let operation):
      return body(of: operation, at: path, of: node)
    case .chance(let share, let then, let otherwise):
      let then = sequence(then, at: path.appending("then"), of: node)
      let otherwise = sequence(otherwise, at: path.appending("else"), of: node)
      return share <= 0 ? otherwise : share >= 1 ? then : .oneOf([then, otherwise])
    case .acquire(let pool, let otherwise):
      _ = reach(pool)
      checkOwner(of: pool, at: path.appending("acquire"), by: caller)
      let otherwise = sequence(otherwise ?? [], at: path.appending("otherwise"), of: node)
      return .oneOf([.sequence([]), otherwise])
    case .parallel(let fork):
      return parallel(fork, at: path, of: node)
    case .block(let steps):
      checkLoop(of: caller, at: path.appending("block"))
      return sequence(steps, at: path.appending("block"), of: node)
    case .select(let selection):
      return ways(of: selection, at: path, of: node)
    case .lock(let mutex):
      return body(of: mutex, at: path, of: node)
    case .transaction(let transaction): return body(of: transaction, at: path, of: node)
    }
  }

  private mutating func body(
    of transaction: Transaction, at path: ModelPath, of node: Node
  ) -> Body {
    _ = reach(transaction.database)
    checkDatabase(of: transaction, at: path)
    let steps = sequence(transaction.steps, at: path.appending("do"), of: node)
    let otherwise = sequence(
      transaction.otherwise ?? [], at: path.appending("otherwise"), of: node)
    return .sequence([steps, .oneOf([.sequence([]), otherwise])])
  }

  /// Only a file is locked as a whole, and what begins and ends transactions has its own names.
  private mutating func checkDatabase(of transaction: Transaction, at path: ModelPath) {
    let component = components.firstSorted(named: transaction.database, by: \.name)
    guard case .database(let database)? = component?.kind else { return }
    if database.writer == nil, transaction.beginning == .immediate {
      gaps.append(
        Gap(
          path: path.appending("begin"),
          message: "'\(transaction.database)' has no \"singleWriter\", whose lock could be taken"))
    }
    if database.writer != nil, transaction.lockTimeout != nil {
      gaps.append(
        Gap(
          path: path.appending("lockTimeout"),
          message: "'\(transaction.database)' locks its file and no rows; it has a \"busyTimeout\"")
      )
    }
    for name in Transaction.names where database.operations.contains(where: { $0.name == name }) {
      gaps.append(
        Gap(
          path: path.appending("transaction"),
          message: "'\(name)' is what a transaction does at '\(transaction.database)';"
            + " name the operation otherwise"))
    }
  }

  private mutating func body(
    of operation: CacheOperation, at path: ModelPath, of node: Node
  ) -> Body {
    _ = reach(operation.cache)
    checkOwner(
      of: operation.cache, at: path.appending(operation.action.word), by: components[node.component]
    )
    let failure = sequence(
      operation.onFailure ?? [], at: path.appending("otherwise"), of: node)
    return .oneOf([
      sequence(operation.then, at: path.appending("then"), of: node),
      sequence(operation.otherwise, at: path.appending("else"), of: node),
      operation.onFailure == nil ? .exit : failure,
    ])
  }

  private mutating func body(of mutex: Mutex, at path: ModelPath, of node: Node) -> Body {
    let steps = sequence(mutex.steps, at: path.appending("do"), of: node)
    guard mutex.timeout != nil else { return steps }
    let otherwise = mutex.otherwise ?? [.respond(503)]
    return .oneOf([steps, sequence(otherwise, at: path.appending("otherwise"), of: node)])
  }

  private mutating func ways(
    of selection: Selection, at path: ModelPath, of node: Node
  ) -> Body {
    var ways = [sequence(selection.otherwise, at: path.appending("else"), of: node)]
    for way in selection.cases {
      let inside = path.appending("cases").appending(way.label)
      ways.append(sequence(way.steps, at: inside, of: node))
    }
    return .oneOf(ways)
  }

  /// What a limit is kept in is asked first.
  private mutating func body(of limit: RateLimit, at path: ModelPath, by caller: Component) -> Body
  {
    guard let store = limit.store else { return .oneOf([.exit, .sequence([])]) }
    let name = id(of: RateLimit.requestName)
    let call = call(store.component, name, from: caller, at: path.appending("in"))
    checkOwner(of: store.component, at: path.appending("in"), by: caller)
    return .sequence([call, .oneOf([.exit, .sequence([])])])
  }

  /// Every branch begins, and none of them ends the handler: what ends in a branch ends the branch.
  private mutating func parallel(_ fork: Fork, at path: ModelPath, of node: Node) -> Body {
    var branches: [Body] = []
    for (index, branch) in fork.branches.enumerated() {
      let inside = path.appending("parallel").appending(index)
      branches.append(.branch(sequence(branch, at: inside, of: node)))
    }
    let otherwise = sequence(fork.otherwise ?? [], at: path.appending("otherwise"), of: node)
    return .sequence(branches + [.oneOf([.sequence([]), otherwise])])
  }

  /// Only a loop can be blocked.
  private mutating func checkLoop(of caller: Component, at path: ModelPath) {
    // What is part of a process computes on its loop.
    let name = caller.kind.processOwner ?? caller.name
    let owner = components.firstSorted(named: name, by: \.name)
    if case .service(let service) = owner?.kind, case .inOrder? = service.processor { return }
    let message =
      "'\(caller.name)' has no event loop to block; it needs"
      + " \"cpu\": { \"cores\": 1, \"sharing\": \"inOrder\" }"
    gaps.append(Gap(path: path, message: message))
  }

  /// A pool or cache of the processes of one service is for these alone.
  private mutating func checkOwner(of name: String, at path: ModelPath, by caller: Component) {
    guard let kind = components.firstSorted(named: name, by: \.name)?.kind,
      let owner = kind.owner, owner != caller.name, owner != caller.kind.processOwner
    else { return }
    var use = "take of it"
    if case .cache = kind { use = "look into it" }
    if case .queue = kind { use = "put jobs into it" }
    gaps.append(
      Gap(
        path: path, message: "'\(name)' is part of '\(owner)'; '\(caller.name)' cannot \(use)"))
  }
}
