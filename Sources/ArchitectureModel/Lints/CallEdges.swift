import Resilience
import TimeBase

/// Who calls whom, and by which policy: what the lints walk along.
struct CallEdges {
  struct Edge {
    /// A client or a component.
    var caller: String
    var policy: CallPolicy
    var path: ModelPath

    /// Whether the caller only passes calls on.
    var isOfProxy = false

    var attempts: Int { max(1, policy.retry?.maxAttempts ?? 1) }
  }

  private(set) var edges: [Edge] = []

  /// Sorted.
  private let clients: [String]
  private let components: [String]

  /// Of each component, whether it works on jobs, for which nobody waits.
  private let areQueues: [Bool]

  /// Walks are followed over so many calls; longer ones are as rare as they are odd.
  private static let longestWalk = 64

  init(_ model: Architecture) {
    clients = model.clients.map(\.name)
    components = model.components.map(\.name)
    areQueues = model.components.map {
      if case .queue = $0.kind { true } else { false }
    }
    for client in model.clients {
      for call in client.calls {
        edges.append(Edge(caller: client.name, policy: call, path: ["clients", .key(client.name)]))
      }
    }
    for component in model.components { add(component) }
  }

  func isOfClient(_ edge: Edge) -> Bool {
    clients.firstSorted(named: edge.caller, by: \.self) != nil
  }

  private mutating func add(_ component: Component) {
    let path: ModelPath = ["components", .key(component.name)]
    switch component.kind {
    case .gateway(let gateway):
      for call in gateway.calls {
        edges.append(Edge(caller: component.name, policy: call, path: path, isOfProxy: true))
      }
    case .balancer(let balancer):
      for target in balancer.over {
        let policy = CallPolicy(target: target, timeout: balancer.timeout)
        edges.append(
          Edge(caller: component.name, policy: policy, path: path, isOfProxy: true))
      }
    case .service(let service):
      for handler in service.handlers {
        add(
          handler.steps, of: component.name,
          at: path.appending("handles").appending(handler.request))
      }
    case .queue(let queue): add(queue.steps, of: component.name, at: path.appending("steps"))
    case .cache, .database, .pool, .external: break
    }
  }

  private mutating func add(_ steps: [Step], of caller: String, at path: ModelPath) {
    for step in steps.flatMap(\.withInner) {
      guard case .call(let policy, _, _) = step else { continue }
      edges.append(Edge(caller: caller, policy: policy, path: path))
    }
  }

  /// For each edge its caller and its target among the components; `nil` for a client.
  private var places: [(caller: Int?, target: Int?)] {
    edges.map {
      (
        components.firstSortedIndex(named: $0.caller, by: \.self),
        components.firstSortedIndex(named: $0.policy.target, by: \.self)
      )
    }
  }

  /// For each edge the largest product that a walk from a client to its caller can have, where each
  /// edge of the walk contributes a factor; 1 for those of clients.
  func upstream(_ factor: (Edge) -> Double) -> [Double] {
    let places = places
    var products = edges.map { isOfClient($0) ? 1.0 : 0 }
    for _ in 0..<Self.longestWalk {
      var best = [Double](repeating: 0, count: components.count)
      for (index, place) in places.enumerated() {
        guard let target = place.target else { continue }
        best[target] = max(best[target], min(1e9, products[index] * factor(edges[index])))
      }
      var hasChanged = false
      for (index, place) in places.enumerated() {
        guard let caller = place.caller, best[caller] > products[index] else { continue }
        products[index] = best[caller]
        hasChanged = true
      }
      guard hasChanged else { break }
    }
    return products
  }

  /// For each edge the longest that anybody waits for an answer of its caller; `nil` if somebody waits
  /// for as long as it takes, and for clients.
  func patience() -> [TimeSpan?] {
    let places = places
    // Nobody waits for what nobody calls; the waits of the others only grow from round to round. A job
    // is never for nothing, however long it takes.
    var waits = areQueues.map { $0 ? TimeSpan.forever : .zero }
    for _ in 0..<Self.longestWalk {
      var next = waits
      for (edge, place) in zip(edges, places) {
        guard let target = place.target else { continue }
        let outer = place.caller.map { waits[$0] } ?? .forever
        next[target] = max(next[target], min(outer, edge.policy.timeout ?? .forever))
      }
      guard next != waits else { break }
      waits = next
    }
    return places.map { place in
      place.caller.flatMap { waits[$0] == .forever ? nil : waits[$0] }
    }
  }
}
