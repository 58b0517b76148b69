import TimeBase

extension ModelReader {
  /// Checks what can only be seen of the model as a whole.
  ///
  /// What could not be read is left out of it, so that no problem is reported that is only the echo
  /// of another.
  func check(_ body: ModelBody) {
    for component in body.soundComponents {
      if case .balancer(let balancer) = component.kind {
        checkWeights(of: balancer, named: component.name, among: body.soundComponents)
      }
    }
    checkHealth(body.soundComponents)
    checkProbing(body.soundComponents)
    checkZones(body)
    if complaints.isEmpty {
      for excess in ModelSize(body.architecture).excesses {
        report(.rule(excess.message), at: excess.path)
      }
    }
    let graph = CallGraph(body)
    guard graph.isComplete else {
      let limit = CallGraph.mostNodes
      report(.rule("requests of more than \(limit) names and components are too many"), at: [])
      return
    }
    for gap in graph.gaps { report(.rule(gap.message), at: gap.path) }
    for loop in graph.loops {
      let names = loop.names.joined(separator: " -> ")
      report(.rule("requests never leave this loop of calls: \(names)"), at: loop.path)
    }
    guard complaints.isEmpty else { return }
    for (component, isReached) in zip(graph.components, graph.isReached) where !isReached {
      advise("nothing calls it", at: ["components", .key(component.name)])
    }
  }

  /// Where the books of a run are cut, once for each edge of a window of an expectation, a copy is
  /// kept.
  func checkWindows(of model: Architecture) {
    let windows = model.expectations.flatMap(\.figures).compactMap(\.window)
    var edges = windows.flatMap { [$0.start, $0.end] }
    edges.sort()
    var copies = 0
    for (index, edge) in edges.enumerated() where index == 0 || edges[index - 1] != edge {
      copies += 1
    }
    let most = Self.bytesForBooks / max(1, ModelSize(model).booksSize)
    guard copies > most else { return }
    report(
      .rule(
        "the windows begin and end at \(copies) times, which is too often for a model of this size;"
          + " the limit is \(most)"),
      at: ["expect"])
  }

  private static let bytesForBooks = 600_000_000

  func adviseOnFaults(of model: Architecture) {
    for (index, fault) in model.faults.enumerated()
    where fault.hasFixedTimes && fault.start >= model.run.duration {
      advise(
        "begins at \(fault.start), when the run of \(model.run.duration) is over",
        at: ["faults", .index(index)])
    }
  }

  private func report(_ reason: ModelProblem.Reason, at path: ModelPath) {
    report(reason, at: path, from: root.nearest(to: path).origin)
  }

  private func checkWeights(
    of balancer: Balancer, named name: String, among components: [Component]
  ) {
    guard !balancer.weights.isEmpty else { return }
    let path: ModelPath = ["components", .key(name), "weights"]
    if balancer.weights.allSatisfy({ $0 == 0 }) {
      report(.rule("all weights are 0; at least one must be more"), at: path)
    }
    var targetCount = balancer.over.count
    if targetCount == 1 {
      let target = components.first { $0.name == balancer.over[0] }
      guard let target else { return }
      guard case .service(let service) = target.kind else { return }
      targetCount = service.mostInstances
    }
    guard balancer.weights.count != targetCount else { return }
    let count = balancer.weights.count == 1 ? "1 weight" : "\(balancer.weights.count) weights"
    let targets = targetCount == 1 ? "1 target" : "\(targetCount) targets"
    report(.rule("\(count) for \(targets)"), at: path)
  }
}
