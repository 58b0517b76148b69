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
  package struct Hop: Hashable {
    /// For each level above, whether more of that level follows below.
    var trunks: [Bool]
    var isLast: Bool
    package var name: String

    /// Whether the name has stood further up already, with what it calls.
    package var isRepeated: Bool

    /// The name at its place in the tree.
    package func label(in style: ReportStyle) -> String {
      var text = "  "
      for trunk in trunks.dropFirst() { text += trunk ? style.trunk : "   " }
      if !trunks.isEmpty { text += isLast ? style.lastBranch : style.branch }
      return text + DisplayText.name(name, inASCII: style.inASCII)
    }
  }

  /// In the order of the tree; a component that no call reaches stands at the end, at the root.
  package let hops: [Hop]

  /// - Parameters:
  ///   - clients: By name, in the order in which they are shown.
  ///   - components: By name; of several that one calls, the earlier one is shown first.
  package init(clients: [String], components: [String], calls: [Call]) {
    let callees = Dictionary(grouping: calls, by: \.caller).mapValues { $0.map(\.callee) }
    var hops: [Hop] = []
    var seen: Set<String> = []

    func visit(_ name: String, trunks: [Bool], isLast: Bool) {
      let isRepeated = !seen.insert(name).inserted
      hops.append(Hop(trunks: trunks, isLast: isLast, name: name, isRepeated: isRepeated))
      guard !isRepeated else { return }
      // In the order of the result, whatever the order of the calls.
      let wanted = Set(callees[name] ?? [])
      let next = components.filter(wanted.contains)
      for callee in next {
        visit(callee, trunks: trunks + [!isLast], isLast: callee == next.last)
      }
    }
    if !calls.isEmpty {
      for client in clients { visit(client, trunks: [], isLast: true) }
    }
    for component in components where !seen.contains(component) {
      visit(component, trunks: [], isLast: true)
    }
    self.hops = hops
  }
}
