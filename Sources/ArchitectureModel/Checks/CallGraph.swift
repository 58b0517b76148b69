/// Which requests reach which components, and what they do there: the model as requests see it.
///
/// A node is a pair of a component and the name under which a request arrives. There are as many as
/// are reached, found from the clients on; every node knows the calls that it makes.
struct CallGraph {
  /// A component that is reached by requests of one name.
  struct Node {
    var component: Int
    var request: Int

    /// Who calls it first: a client or a component.
    var caller: String

    /// Where that call is written.
    var callPath: ModelPath
    var body: Body
  }

  /// What becomes of a request at a node, as far as calls are concerned.
  indirect enum Body {
    /// Ends here: a database, a component that could not be read, or one that lacks a handler.
    case end

    /// Goes on to one node and comes back.
    case call(Int, ModelPath)

    /// Goes on to one of several.
    case oneOf([Body])

    /// Does all, one after the other, unless one ends the handler.
    case sequence([Body])

    /// Is done beside others; an exit in it ends no more than the branch.
    case branch(Body)

    /// Ends the handler, whatever follows.
    case exit
  }

  /// Something that the graph cannot be drawn without, and its place.
  struct Gap {
    var path: ModelPath
    var message: String
  }

  /// Sorted by name.
  let components: [Component]

  /// By component; whether it was read without a problem.
  let isSound: [Bool]

  /// Distinct names of requests, sorted, ``anyName`` among them.
  let requestNames: [String]

  /// What arrives where no request of a client does: nobody knows under which name.
  static let anyName = "*"
  private(set) var nodes: [Node] = []
  var gaps: [Gap] = []

  /// By component: whether a request, job or lookup ever comes to it.
  private(set) var isReached: [Bool]

  /// By component, the nodes that it has, sorted by request.
  private var nodesOfComponent: [[(request: Int, node: Int)]]

  /// More nodes are not drawn, and ``isComplete`` says so.
  static let mostNodes = 100_000
  private(set) var isComplete = true

  init(_ body: ModelBody) {
    components = body.architecture.components
    var names = body.architecture.requestNames
    let place = names.partitionPoint { !$0.precedes(Self.anyName) }
    if place == names.count || !names[place].isIdentical(to: Self.anyName) {
      names.insert(Self.anyName, at: place)
    }
    requestNames = names
    isSound = components.map { component in
      body.soundComponents.firstSorted(named: component.name, by: \.name) != nil
    }
    isReached = Array(repeating: false, count: components.count)
    nodesOfComponent = Array(repeating: [], count: components.count)
    for client in body.soundClients {
      let path: ModelPath = ["clients", .key(client.name), "calls"]
      for request in client.requests {
        _ = visit(client.call.target, id(of: request.name), from: client.name, at: path)
      }
      guard let refresh = client.tokenLife?.refresh else { continue }
      _ = visit(
        refresh.call.target, id(of: refresh.name), from: client.name,
        at: ["clients", .key(client.name), "token", "refresh", "calls"])
    }
    drawNodes(from: 0)
    drawUnreached()
  }

  /// Nodes that are met while one is drawn are appended, and drawn in their turn.
  private mutating func drawNodes(from first: Int) {
    var next = first
    while next < nodes.count {
      nodes[next].body = self.body(of: nodes[next])
      next += 1
    }
  }

  /// What no request reaches has to make sense as well, as far as that does not depend on requests.
  private mutating func drawUnreached() {
    let (reached, first) = (isReached, nodes.count)
    for (number, component) in components.enumerated() where !reached[number] {
      var names = [Self.anyName]
      if case .service(let service) = component.kind { names = service.handlers.map(\.request) }
      for name in names where requestNames.firstSorted(named: name, by: \.self) != nil {
        _ = visit(
          component.name, id(of: name), from: component.name,
          at: ["components", .key(component.name)])
      }
    }
    drawNodes(from: first)
    isReached = reached
  }

  /// The node of a component and a request's name; a new one is drawn later. `nil` if there is no
  /// such component.
  mutating func visit(
    _ name: String, _ request: Int, from caller: String, at path: ModelPath
  ) -> Int? {
    guard let component = reach(name) else { return nil }
    let place = nodesOfComponent[component].partitionPoint { $0.request >= request }
    if place < nodesOfComponent[component].count,
      nodesOfComponent[component][place].request == request
    {
      return nodesOfComponent[component][place].node
    }
    guard nodes.count < Self.mostNodes else {
      isComplete = false
      return nil
    }
    nodesOfComponent[component].insert((request, nodes.count), at: place)
    nodes.append(
      Node(component: component, request: request, caller: caller, callPath: path, body: .end))
    return nodes.count - 1
  }

  /// Notes that something comes to a component.
  mutating func reach(_ name: String) -> Int? {
    let component = components.partitionPoint { !$0.name.precedes(name) }
    guard component < components.count, components[component].name.isIdentical(to: name) else {
      return nil
    }
    isReached[component] = true
    return component
  }

  /// The number of a name; that of ``anyName`` for one that no request has.
  func id(of request: String) -> Int {
    let place = requestNames.partitionPoint { !$0.precedes(request) }
    guard place < requestNames.count, requestNames[place].isIdentical(to: request) else {
      return requestNames.partitionPoint { !$0.precedes(Self.anyName) }
    }
    return place
  }
}
