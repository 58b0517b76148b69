import TimeBase

extension ModelReader {
  /// - Parameter components: Those without a problem, sorted by name.
  func trigger(_ reader: ObjectReader, _ components: [Component]) -> Fault.Trigger? {
    let metric: Fault.Trigger.Metric? = reader.choice("metric")
    let subject = reader.name("of", of: .anyone)
    guard let metric else {
      _ = (reader.value("above"), reader.value("over"), reader.value("againAt"))
      return nil
    }
    let limit = level("above", metric, reader)
    let rearm = level("againAt", metric, reader)
    let window = window(metric, reader)
    guard let subject, let limit else { return nil }
    if let rearm, rearm > limit, let node = reader.value("againAt") {
      report(.rule("it is armed again while it is still above the limit"), at: node)
    }
    if metric.isMean, limit >= 1, let node = reader.value("above") {
      report(.rule("no share is above 100%, so that it would never begin"), at: node)
    }
    if metric == .utilisation { checkWorkers(of: subject, reader, components) }
    var trigger = Fault.Trigger(metric, of: subject, above: limit)
    trigger.window = window ?? trigger.window
    trigger.hold = reader.span("lasting") ?? .zero
    trigger.rearm = rearm
    return trigger
  }

  /// A number of calls or a share, as the metric has it.
  private func level(
    _ key: String, _ metric: Fault.Trigger.Metric, _ reader: ObjectReader
  ) -> Double? {
    guard let node = reader.value(key) else { return nil }
    guard metric.isMean else {
      if node.value.text?.hasSuffix("%") == true {
        report(.rule("\(metric) is a number of calls and no share"), at: node)
        return nil
      }
      return whole(node, .whole(0...1_000_000_000)).map { Double($0) }
    }
    if node.value.number != nil {
      report(.rule("\(metric) is a share, such as \"90%\""), at: node)
      return nil
    }
    return share(node, .share)
  }

  private func window(_ metric: Fault.Trigger.Metric, _ reader: ObjectReader) -> TimeSpan? {
    guard let node = reader.value("over") else { return nil }
    guard metric.isMean else {
      report(
        .rule("\"over\" is for utilisation and errors; \(metric) holds at an instant"), at: node)
      return nil
    }
    guard let window = span(node, .span(.positive)) else { return nil }
    if window < .milliseconds(1) {
      reportUnexpected(node, "at least 1ms")
    }
    return window
  }

  private func checkWorkers(
    of subject: String, _ reader: ObjectReader, _ components: [Component]
  ) {
    guard let node = reader.value("of") else { return }
    if names.hasClient(subject) {
      report(.rule("'\(subject)' is a client, which has no workers"), at: node)
      return
    }
    let workers: Int?
    switch components.firstSorted(named: subject, by: \.name)?.kind {
    case .service(let service): workers = service.workers
    case .queue(let queue): workers = queue.workers
    case .database(let database):
      // How many there are in all pools together depends on who calls.
      workers = database.connections ?? database.poolSize
    case .pool(let pool): workers = pool.size
    case .gateway, .balancer, .cache, .external: workers = nil
    case nil: return
    }
    if workers == nil {
      report(.rule("'\(subject)' has unlimited workers, of which no share is busy"), at: node)
    }
  }
}
