extension Gateway {
  /// A limit under a name: what uses it shares its buckets.
  public struct Zone: Hashable, Sendable {
    public var name: String
    public var limit: Limit

    public init(name: String, limit: Limit) {
      self.name = name
      self.limit = limit
    }
  }

  /// What becomes of requests whose names have a path and a method.
  public struct Route: Hashable, Sendable {
    public enum Place: Hashable, Sendable {
      case exact(String)
      case prefix(String)
    }

    public var name: String
    public var place: Place

    /// Methods that it is for; empty for all.
    public var methods: [String]

    /// What is done with its requests, after the filters of the gateway.
    public var filters: [Step]

    /// Whether its upstream sees paths without the prefix.
    public var stripsPrefix: Bool

    /// The name that its upstream sees; `nil` for the request's own.
    public var newName: String?

    /// A status that it answers by itself.
    public var answer: Int?

    /// Its upstream; `nil` for that of the gateway.
    public var call: CallPolicy?

    public init(
      name: String, place: Place, methods: [String] = [], filters: [Step] = [],
      stripsPrefix: Bool = false, newName: String? = nil, answer: Int? = nil,
      call: CallPolicy? = nil
    ) {
      self.name = name
      self.place = place
      self.methods = methods
      self.filters = filters
      self.stripsPrefix = stripsPrefix
      self.newName = newName
      self.answer = answer
      self.call = call
    }

    /// What its upstream sees of a request of this name.
    public func forwardedName(of request: String) -> String {
      if let newName { return newName }
      guard stripsPrefix, case .prefix(let prefix) = place else { return request }
      return RequestName(request).without(prefix: prefix)
    }
  }

  /// The route of a request of this name, by nginx's rule: one with just its path, or else the one
  /// with the longest prefix of it; `nil` if there is none. Of routes for one place, those for certain
  /// methods come first.
  public func route(of request: String) -> Route? {
    let name = RequestName(request)
    var best: (route: Route, rank: (Int, Int))?
    for route in routes {
      guard let length = route.matchedLength(of: name) else { continue }
      let rank = (length, route.methods.isEmpty ? 0 : 1)
      if best.map({ rank > $0.rank }) ?? true { best = (route, rank) }
    }
    return best?.route
  }

  /// The call that a request of this name leads to, and the name that its callee sees; `nil` if the
  /// gateway answers it.
  public func upstream(of request: String) -> (call: CallPolicy, name: String)? {
    guard let route = route(of: request) else { return call.map { ($0, request) } }
    guard route.answer == nil, let call = route.call ?? call else { return nil }
    return (call, route.forwardedName(of: request))
  }

  /// Every call that it can make, those of filters left out.
  public var calls: [CallPolicy] { [call].compactMap(\.self) + routes.compactMap(\.call) }

  /// Its filters and those of its routes, with all that stands in them.
  public var allSteps: [Step] { (filters + routes.flatMap(\.filters)).flatMap(\.withInner) }
}

extension Gateway.Route {
  /// How much of a path its place determines; `nil` if the request is none of its own.
  fileprivate func matchedLength(of name: RequestName) -> Int? {
    guard methods.isEmpty || name.method.map({ methods.contains(String($0)) }) == true else {
      return nil
    }
    switch place {
    case .exact(let path): return name.path.utf8.elementsEqual(path.utf8) ? .max : nil
    case .prefix(let prefix):
      return name.path.utf8.starts(with: prefix.utf8) ? prefix.utf8.count : nil
    }
  }
}
