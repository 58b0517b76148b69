import TimeBase

/// Which part of what there is to see an expectation is about.
extension ModelReader {
  /// The window of an expectation, and how it is told.
  func window(
    _ reader: ObjectReader, in duration: TimeSpan?, _ faults: [Fault]
  ) -> (Expectation.Window?, text: String) {
    let (from, to, within) = (reader.span("from"), reader.span("to"), reader.span("within"))
    let (during, after) = (reader.text("during"), reader.text("after"))
    let ways = [
      reader.has("from") || reader.has("to"), reader.has("during"), reader.has("after"),
    ].count { $0 }
    if ways > 1 {
      report(
        .rule("\"from\" and \"to\", \"during\" and \"after\" exclude each other"), at: reader.node)
    }
    if reader.has("within"), !reader.has("after") {
      report(
        .rule("\"within\" needs \"after\": the fault from whose end it counts"), at: reader.node)
    }
    guard let duration, ways == 1 else { return (nil, "") }
    if let title = during, let node = reader.value("during") {
      guard let times = times(of: title, node, faults) else { return (nil, "") }
      let window = Expectation.Window(from: times.start, to: min(times.end ?? duration, duration))
      return (sound(window, at: node), " during \(title)")
    }
    if let title = after, let node = reader.value("after") {
      guard let times = times(of: title, node, faults) else { return (nil, "") }
      guard let start = times.end else {
        report(.rule("'\(title.shortened)' never ends, so that nothing is after it"), at: node)
        return (nil, "")
      }
      let end = within.map { min(start + $0, duration) } ?? duration
      let length = within.map { " within \($0)" } ?? ""
      return (
        sound(Expectation.Window(from: start, to: end), at: node), "\(length) after \(title)"
      )
    }
    guard from != nil || to != nil else { return (nil, "") }
    let window = Expectation.Window(from: from ?? .zero, to: to ?? duration)
    if window.end > duration, let node = reader.value("to") {
      report(.rule("the run ends at \(duration), before \(window.end)"), at: node)
      return (nil, "")
    }
    let node = reader.value(from == nil ? "to" : "from") ?? reader.node
    return (sound(window, at: node), " from \(window.start) to \(window.end)")
  }

  private func sound(_ window: Expectation.Window, at node: Node) -> Expectation.Window? {
    guard window.start < window.end else {
      report(.rule("nothing lies between \(window.start) and \(window.end)"), at: node)
      return nil
    }
    return window
  }

  /// From the first beginning of the faults of a title to the last end; without an end, `nil`.
  private func times(
    of title: String, _ node: Node, _ faults: [Fault]
  ) -> (start: TimeSpan, end: TimeSpan?)? {
    let meant = faults.filter { $0.titles.contains(title) }
    guard let first = meant.first else {
      let titles = faults.flatMap(\.titles)
      guard !titles.isEmpty else {
        report(.rule("there is no fault here that could be '\(title.shortened)'"), at: node)
        return nil
      }
      let suggestion = Spelling.nearest(to: title, among: titles) ?? titles.first
      report(.unknownName(title.shortened, sort: "fault", suggestion: suggestion), at: node)
      return nil
    }
    guard meant.allSatisfy(\.hasFixedTimes) else {
      report(.rule("when '\(title.shortened)' comes is not known before the run"), at: node)
      return nil
    }
    var (start, end) = (first.start, Optional(TimeSpan.zero))
    for fault in meant {
      start = min(start, fault.start)
      let isInstantaneous = fault.effect.isInstantaneous
      let length = isInstantaneous ? .zero : fault.duration
      end = end.flatMap { end in length.map { max(end, fault.start + $0) } }
    }
    return (start, end)
  }

  /// What counts as recovered.
  func recovered(
    _ reader: ObjectReader, _ metric: Expectation.Metric?
  ) -> Expectation.Recovered {
    var recovered = Expectation.Recovered()
    recovered.errorShare = reader.share("errorsUpTo") ?? recovered.errorShare
    recovered.p95 = reader.span("p95UpTo")
    guard let metric else { return recovered }
    if metric == .recovery {
      if !reader.has("after") {
        report(
          .rule("recovery needs \"after\": the fault from whose end it counts"), at: reader.node)
      }
      if let node = reader.value("request") {
        report(.rule("recovery is known of all requests of a client together"), at: node)
      }
    } else if let key = ["errorsUpTo", "p95UpTo"].first(where: reader.has) {
      report(.rule("\"\(key)\" is for recovery, not for \(metric.name)"), at: reader.node)
    }
    return recovered
  }

  func instance(
    _ reader: ObjectReader, _ metric: Expectation.Metric?, _ subject: String?,
    _ components: [Component]
  ) -> Int? {
    guard let node = reader.value("instance"),
      let instance = whole(node, reader.field("instance").value), let metric, let subject
    else { return nil }
    guard metric.isOfInstances else {
      report(.rule("\(metric.name) is known of all instances together only"), at: node)
      return nil
    }
    guard let kind = names.kind(of: subject), kind == "service" else {
      report(.rule("'\(subject)' has no instances; services have"), at: node)
      return nil
    }
    let found = components.firstSorted(named: subject, by: \.name)
    if case .service(let service) = found?.kind, instance >= service.mostInstances {
      reportUnexpected(node, "an instance of '\(subject)' from 0 to \(service.mostInstances - 1)")
      return nil
    }
    return instance
  }

  /// Which of the requests that ended count.
  func endings(
    _ reader: ObjectReader, _ metric: Expectation.Metric?, _ subject: String?
  ) -> Expectation.Endings {
    let endings = Expectation.Endings(
      outcome: reader.choice("outcome"), status: reader.whole("status"), cause: reader.word("cause")
    )
    guard let metric else { return endings }
    for key in ["status", "outcome", "cause"] {
      guard let node = reader.value(key) else { continue }
      guard metric.endingKeys.contains(key) else {
        let others = "latency, share, throughput and count.completed are"
        let message =
          key == "status"
          ? "\(metric.name) is not known by status; errors, \(others)"
          : "\(metric.name) is not known by \(key); \(others)"
        report(.rule(message), at: node)
        return endings
      }
      guard let subject, !names.hasClient(subject) else { continue }
      report(.rule("how requests end is known of clients; '\(subject)' is a component"), at: node)
      return endings
    }
    if metric == .share, endings.isEmpty,
      !["status", "outcome", "cause"].contains(where: reader.has)
    {
      report(
        .rule("a share needs \"status\", \"outcome\" or \"cause\": what it is the share of"),
        at: reader.node)
    }
    return endings
  }

  func callee(_ reader: ObjectReader, _ metric: Expectation.Metric?) -> String? {
    guard let node = reader.value("target"), let callee = name(node, of: .component), let metric
    else { return nil }
    guard case .breaker = metric else {
      report(.rule("\"target\" is for breaker figures, not for \(metric.name)"), at: node)
      return nil
    }
    return callee
  }
}
