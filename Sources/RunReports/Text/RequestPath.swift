import ArchitectureSimulation

/// The clients and components as a tree: what each calls stands below it.
public struct RequestPath: Hashable, Sendable {
  /// One arrow of the architecture, by name.
  public struct Call: Hashable, Sendable {
    public var caller: String
    public var callee: String

    public init(from caller: String, to callee: String) {
      self.caller = caller
      self.callee = callee
    }
  }

  /// One line of the tree.
  struct Hop: Hashable {
    /// For each level above, whether more of that level follows below.
    var trunks: [Bool]
    var isLast: Bool
    var name: String

    /// Whether the name has stood further up already, with what it calls.
    var isRepeated: Bool
  }

  /// In the order of the tree; a component that no call reaches stands at the end, at the root.
  let hops: [Hop]

  init(_ result: RunResult, calls: [Call], inASCII: Bool) {
    let components = result.components.map(\.name)
    let callees = Dictionary(grouping: calls, by: \.caller).mapValues { $0.map(\.callee) }
    var hops: [Hop] = []
    var seen: Set<String> = []

    func visit(_ name: String, trunks: [Bool], isLast: Bool) {
      let isRepeated = !seen.insert(name).inserted
      let shown = DisplayText.name(name, inASCII: inASCII)
      hops.append(Hop(trunks: trunks, isLast: isLast, name: shown, isRepeated: isRepeated))
      guard !isRepeated else { return }
      // In the order of the result, whatever the order of the calls.
      let wanted = Set(callees[name] ?? [])
      let next = components.filter(wanted.contains)
      for callee in next {
        visit(callee, trunks: trunks + [!isLast], isLast: callee == next.last)
      }
    }
    if !calls.isEmpty {
      for client in result.clients { visit(client.name, trunks: [], isLast: true) }
    }
    for component in components where !seen.contains(component) {
      visit(component, trunks: [], isLast: true)
    }
    self.hops = hops
  }
}
