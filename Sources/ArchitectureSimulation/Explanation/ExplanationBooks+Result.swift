import TimeBase

/// What was added up, in the names of the model.
extension ExplanationBooks {
  func explanation(_ plan: Plan) -> Explanation {
    let stations = Array(plan.clients.indices) + plan.reportOrder
    var waste: [Explanation.Waste] = []
    for cause in Explanation.Waste.Cause.allCases {
      for station in stations {
        let cell =
          self.waste[station * Explanation.Waste.Cause.allCases.count + Int(cause.rawValue)]
        guard cell.nanoseconds > 0 else { continue }
        waste.append(
          Explanation.Waste(
            cause: cause, component: plan.names[station], count: cell.count,
            nanoseconds: cell.nanoseconds))
      }
    }
    return Explanation(
      clients: clients.indices.map { result(of: $0, plan, stations) },
      workNanoseconds: work.reduce(0, +), waste: waste, unbalanced: unbalanced,
      untraced: untraced)
  }

  private func result(
    of client: Int, _ plan: Plan, _ stations: [Int]
  ) -> Explanation.Client {
    let books = clients[client]
    let kept: [(Explanation.Exemplar.Choice, Kept?)] = [
      (.median, books.nearMedian), (.p99, books.nearP99), (.slowest, books.slowestSuccess),
      (.slowestFailure, books.slowestFailure),
    ]
    return Explanation.Client(
      name: plan.names[client], successes: books.successes.result(plan, stations),
      slowest: books.slowest.result(plan, stations), threshold: books.p99,
      failures: books.failures.result(plan, stations),
      exemplars: kept.compactMap { choice, kept in kept?.exemplar(choice, plan) },
      sample: sample.inOrder.filter { $0.client == client }
        .map { $0.kept.exemplar(.sampled, plan) })
  }
}

extension ExplanationBooks.Budget {
  fileprivate func result(_ plan: Plan, _ stations: [Int]) -> Explanation.Budget {
    var parts: [Explanation.Budget.Part] = []
    for station in stations {
      for use in TimeUse.allCases {
        let sum = cells[station * TimeUse.allCases.count + Int(use.rawValue)]
        guard sum > 0 else { continue }
        parts.append(
          Explanation.Budget.Part(component: plan.names[station], use: use, nanoseconds: sum))
      }
    }
    return Explanation.Budget(count: count, nanoseconds: nanoseconds, parts: parts)
  }
}

extension ExplanationBooks.Kept {
  fileprivate func exemplar(
    _ choice: Explanation.Exemplar.Choice, _ plan: Plan
  ) -> Explanation.Exemplar {
    // Spans without a length are left out, and nothing is part of one.
    let isShown = spans.map { $0.nanoseconds > 0 || $0.parent == GrowingSpan.none }
    var places: [Int] = []
    var shown: [RequestSpan] = []
    for (span, isIn) in zip(spans, isShown) {
      places.append(shown.count)
      guard isIn else { continue }
      let station = plan.stations[Int(span.station)]
      shown.append(
        RequestSpan(
          kind: span.kind.shown, component: plan.names[Int(span.station)],
          instance: station.instanceCount > 1 && span.instance != Call.anyInstance
            ? Int(span.instance) : nil,
          start: span.start, end: span.end,
          parent: span.parent == GrowingSpan.none ? nil : places[Int(span.parent)],
          ending: span.flags.contains(.givenUp)
            ? .givenUp : span.flags.contains(.triedAgain) ? .triedAgain : .whole,
          isCritical: span.flags.contains(.critical)))
    }
    return Explanation.Exemplar(
      choice: choice, request: plan.requestNames[Int(plan.origins[Int(origin)].request)],
      start: spans[0].start, latency: latency, failure: failure, spans: shown)
  }
}

extension GrowingSpan.Kind {
  fileprivate var shown: RequestSpan.Kind {
    switch self {
    case .request: .request
    case .call: .call
    case .fork: .fork
    case .branch: .branch
    case .time(let use): .time(use)
    }
  }
}
