import TimeBase

/// What went over the edges of the graph, and what was left of what calls use up.
extension ResultBuilder {
  func edgeResults(_ rows: [SeriesRecorder.Row], in part: Part) -> [EdgeResult] {
    var numbers: [[Int]] = []
    for site in plan.sites.indices {
      let (caller, target) = (plan.sites[site].caller, plan.sites[site].target)
      let known = numbers.firstIndex {
        plan.sites[$0[0]].caller == caller && plan.sites[$0[0]].target == target
      }
      if let known { numbers[known].append(site) } else { numbers.append([site]) }
    }
    let order = Array(plan.clients.indices) + plan.reportOrder
    let edges = numbers.map { sites in
      EdgeResult(
        caller: plan.names[plan.sites[sites[0]].caller],
        callee: plan.names[plan.sites[sites[0]].target],
        total: calls(sites, part.after.siteCalls, since: part.before?.siteCalls),
        points: rows.indices.map { step in
          calls(
            sites, rows[step].siteCalls, since: step > 0 ? rows[step - 1].siteCalls : nil)
        })
    }
    return zip(numbers, edges).enumerated().sorted { one, other in
      let (first, second) = (plan.sites[one.element.0[0]], plan.sites[other.element.0[0]])
      let places = [first.caller, second.caller].map { order.firstIndex(of: $0) ?? order.count }
      return (places[0], one.offset) < (places[1], other.offset)
    }.map(\.element.1)
  }

  private func calls(
    _ sites: [Int], _ later: [SiteCalls], since earlier: [SiteCalls]?
  ) -> EdgeResult.Calls {
    var sum = SiteCalls()
    for site in sites { sum.add(later[site].since(earlier?[site] ?? SiteCalls())) }
    return EdgeResult.Calls(made: sum.made, failed: sum.failed)
  }

  /// Limits first, then retry budgets; those that are never used up are left out.
  func stocks(_ rows: [SeriesRecorder.Row]) -> [SeriesResult.Stock] {
    var stocks: [SeriesResult.Stock] = []
    func add(_ kind: SeriesResult.Stock.Kind, _ title: String, _ values: [Double]) {
      guard values.contains(where: { !$0.isNaN }) else { return }
      stocks.append(
        .init(kind: kind, title: title, left: values.map { $0.isNaN ? nil : $0 }))
    }
    var number = 0
    while number < plan.limits.count {
      // Those of all processes of a component stand one behind the other: the one that has least.
      let copies = number..<number + plan.limits[number].copies
      let name = plan.names[plan.limits[number].station]
      add(
        .limit, "\(name): \(plan.limits[number].title)",
        rows.map { row in row.counts.limitsLeft[copies].filter { !$0.isNaN }.min() ?? .nan })
      number = copies.upperBound
    }
    for site in plan.sites.indices {
      let (caller, target) = (plan.sites[site].caller, plan.sites[site].target)
      add(
        .retryBudget, "\(plan.names[caller]) to \(plan.names[target])",
        rows.map { $0.counts.budgetsLeft[site] })
    }
    return stocks
  }
}
