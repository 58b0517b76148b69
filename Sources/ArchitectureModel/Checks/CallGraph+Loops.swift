extension CallGraph {
  /// A loop of calls that a request, once in it, never leaves.
  struct Loop {
    /// Components in the order of the calls, the first one again at the end.
    var names: [String]

    /// Where the first of them calls the second.
    var path: ModelPath
  }

  /// Every loop from which no way leads out, each once.
  ///
  /// A node can be left if some way through its handler ends; the nodes of which that can be shown
  /// grow until nothing more can be shown, and whatever remains calls in circles.
  var loops: [Loop] {
    var canLeave = nodes.map { _ in false }
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for index in nodes.indices.reversed() where !canLeave[index] {
        guard ends(nodes[index].body, canLeave) != .never else { continue }
        canLeave[index] = true
        hasGrown = true
      }
    }
    var isSeen = canLeave
    var loops: [Loop] = []
    for start in nodes.indices where !isSeen[start] {
      var way: [(node: Int, path: ModelPath)] = []
      var current = start
      while !isSeen[current], let (next, path) = firstTrap(nodes[current].body, canLeave) {
        isSeen[current] = true
        way.append((current, path))
        current = next
      }
      guard let entry = way.firstIndex(where: { $0.node == current }) else { continue }
      let loop = self.loop(way[entry...])
      if !loops.contains(where: { $0.names == loop.names }) { loops.append(loop) }
    }
    return loops
  }

  /// Begins a loop with its alphabetically first component, so that it reads the same wherever it
  /// was entered.
  private func loop(_ way: ArraySlice<(node: Int, path: ModelPath)>) -> Loop {
    var steps = Array(way)
    let first = steps.indices.min {
      nodes[steps[$0].node].component < nodes[steps[$1].node].component
    }
    if let first { steps = Array(steps[first...] + steps[..<first]) }
    let names = steps.map { components[nodes[$0.node].component].name }
    return Loop(names: names + names.prefix(1), path: steps[0].path)
  }

  /// Whether what follows is reached, or the handler ended before, or neither.
  private enum Ending {
    case goesOn, exits, never
  }

  private func ends(_ body: Body, _ canLeave: [Bool]) -> Ending {
    switch body {
    case .end: return .goesOn
    case .exit: return .exits
    case .call(let node, _): return canLeave[node] ? .goesOn : .never
    case .branch(let body): return ends(body, canLeave) == .never ? .never : .goesOn
    case .sequence(let parts):
      for part in parts {
        let ending = ends(part, canLeave)
        if ending != .goesOn { return ending }
      }
      return .goesOn
    case .oneOf(let parts):
      let endings = parts.map { ends($0, canLeave) }
      // A way that exits is as good as any, but one that goes on may still be caught later.
      if endings.contains(.exits) { return .exits }
      return endings.contains(.goesOn) || endings.isEmpty ? .goesOn : .never
    }
  }

  /// The first call into a node that cannot be left.
  private func firstTrap(_ body: Body, _ canLeave: [Bool]) -> (Int, ModelPath)? {
    switch body {
    case .end, .exit: nil
    case .call(let node, let path): canLeave[node] ? nil : (node, path)
    case .branch(let body): firstTrap(body, canLeave)
    case .sequence(let parts), .oneOf(let parts):
      parts.lazy.compactMap { firstTrap($0, canLeave) }.first
    }
  }
}
