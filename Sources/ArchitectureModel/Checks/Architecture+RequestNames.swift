extension Architecture {
  /// The names under which requests may arrive anywhere, sorted, each once.
  public var requestNames: [String] {
    var names = clients.flatMap { $0.requests.map(\.name) + $0.namesOnTheWay }
    for component in components { names += component.kind.namesOfCalls }
    names = Self.sorted(names)
    // What a gateway forwards under another name may come to another gateway. Names become shorter
    // on the way, or are written in the model, so that there is an end to it.
    let gateways = components.compactMap { component -> Gateway? in
      if case .gateway(let gateway) = component.kind { gateway } else { nil }
    }
    var fresh = names[...]
    while !fresh.isEmpty, names.count <= Self.mostRequestNames {
      let forwarded = gateways.flatMap { gateway in
        gateway.routes.isEmpty ? [] : fresh.compactMap { gateway.upstream(of: $0)?.name }
      }
      let known = names
      fresh =
        Self.sorted(forwarded).filter {
          known.firstSorted(named: $0, by: \.self) == nil
        }[...]
      names = Self.sorted(names + fresh)
    }
    return names
  }

  /// More are not looked for.
  static let mostRequestNames = 20_000

  private static func sorted(_ names: [String]) -> [String] {
    var distinct: [String] = []
    for name in names.sorted(by: { $0.precedes($1) })
    where !(distinct.last?.isIdentical(to: name) ?? false) {
      distinct.append(name)
    }
    return distinct
  }
}

extension Component.Kind {
  /// Every step anywhere in the component, the nested ones included.
  public var allSteps: [Step] {
    switch self {
    case .service(let service):
      (service.filters + service.handlers.flatMap(\.steps)).flatMap(\.withInner)
    case .queue(let queue): queue.steps.flatMap(\.withInner)
    case .gateway(let gateway): gateway.allSteps
    case .balancer, .cache, .database, .pool, .external: []
    }
  }

  /// The names that its steps give to what they ask of others.
  fileprivate var namesOfCalls: [String] {
    if case .balancer(let balancer) = self {
      return balancer.activeHealth?.request.map { [$0] } ?? []
    }
    return allSteps.flatMap { (step) -> [String] in
      switch step {
      case .call(_, let name?, _): [name]
      case .limit(let limit) where limit.store != nil: [RateLimit.requestName]
      case .transaction(let transaction): [transaction.beginName, Transaction.commitName]
      default: []
      }
    }
  }
}
