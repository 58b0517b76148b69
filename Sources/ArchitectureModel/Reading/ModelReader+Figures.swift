import TimeBase

/// What could be read of a figure.
struct FigureDraft {
  var metric: Expectation.Metric?

  /// `nil` if something of it has a problem.
  var figure: Expectation.Figure?

  /// As the author would write it, without and with its window.
  var text = ""
  var window = ""
}

extension ModelReader {
  /// - Parameter reader: Of an expectation or of a figure that stands in one.
  func draft(
    _ reader: ObjectReader, of body: ModelBody, _ faults: [Fault]
  ) -> FigureDraft {
    let metric = reader.value("metric").flatMap(metric)
    let subject = subject(reader, metric)
    let request = request(reader, subject, body.soundClients)
    let (window, windowText) = window(reader, in: body.duration, faults)
    let recovered = recovered(reader, metric)
    let instance = instance(reader, metric, subject, body.soundComponents)
    let endings = endings(reader, metric, subject)
    let callee = callee(reader, metric)
    guard let metric, let subject else { return FigureDraft(metric: metric) }
    checkCounter(metric, of: subject, reader, body.soundComponents)
    checkHealth(metric, of: subject, reader, body.soundComponents)
    checkBrowser(metric, of: subject, reader, body.soundClients)
    var text = "\(metric.name) of \(subject)"
    if let instance { text += "[\(instance)]" }
    if let callee { text += " to \(callee)" }
    if let request { text += " \(request.quotedBriefly)" }
    if let outcome = endings.outcome {
      text += outcome == .any ? " (all)" : " (\(outcome.rawValue))"
    }
    if let cause = endings.cause { text += " failed by \(cause)" }
    if let status = endings.status { text += " with status \(status)" }
    var figure = Expectation.Figure(metric, of: subject)
    figure.request = request
    figure.instance = instance
    figure.endings = endings
    figure.callee = callee
    figure.recovered = recovered
    figure.window = window
    return FigureDraft(metric: metric, figure: figure, text: text, window: windowText)
  }

  private func metric(_ node: Node) -> Expectation.Metric? {
    guard let word = node.value.text else {
      reportUnexpected(node, .metric)
      return nil
    }
    guard let metric = Expectation.Metric(word) else {
      reportUnexpected(node, .metric, suggestion: Expectation.Metric.nearest(to: word))
      return nil
    }
    return metric
  }

  private func subject(_ reader: ObjectReader, _ metric: Expectation.Metric?) -> String? {
    if case .flags? = metric { return detector(reader) }
    guard let node = reader.value("of"), let subject = name(node, of: .anyone) else { return nil }
    guard let metric else { return subject }
    let kinds = metric.subjects
    let kind = names.kind(of: subject)
    guard kind != "" else { return subject }
    guard kinds.contains(kind ?? "client") else {
      let allowed = kinds.joined(separator: ", ")
      let message = "'\(subject)' is a \(kind ?? "client"); '\(metric.name)' exists for: \(allowed)"
      report(.rule(message), at: node)
      return nil
    }
    return subject
  }

  private func detector(_ reader: ObjectReader) -> String? {
    guard let node = reader.value("of") else { return nil }
    let detectors = (root["detectors"]?.members ?? []).map(\.key)
    guard let name = node.value.text, detectors.contains(name) else {
      let found = node.value.text.map(\.shortened) ?? node.value.summary
      let suggestion = node.value.text.flatMap { Spelling.nearest(to: $0, among: detectors) }
      report(.unknownName(found, sort: "detector", suggestion: suggestion), at: node)
      return nil
    }
    return name
  }

  private func request(
    _ reader: ObjectReader, _ subject: String?, _ clients: [Client]
  ) -> String? {
    guard let node = reader.value("request"), let name = text(node), let subject else { return nil }
    guard names.hasClient(subject) else {
      report(.rule("only clients are asked by request; '\(subject)' is a component"), at: node)
      return nil
    }
    guard let client = clients.firstSorted(named: subject, by: \.name) else {
      return nil
    }
    guard client.requests.contains(where: { $0.name == name }) else {
      let suggestion = Spelling.nearest(to: name, among: client.requests.map(\.name))
      let sort = "request of '\(subject)'"
      report(.unknownName(name.shortened, sort: sort, suggestion: suggestion), at: node)
      return nil
    }
    return name
  }

  /// Nothing is known of the health of what nobody can ask.
  private func checkHealth(
    _ metric: Expectation.Metric, of subject: String, _ reader: ObjectReader,
    _ components: [Component]
  ) {
    guard case .health = metric, let node = reader.value("of"),
      let component = components.firstSorted(named: subject, by: \.name)
    else { return }
    let isAsked = component.kind.allSteps.contains {
      if case .health = $0 { true } else { false }
    }
    if !isAsked { report(.rule("'\(subject)' has no health step in its handlers"), at: node) }
  }

  /// A counter that nobody counts with would be 0 for ever.
  private func checkCounter(
    _ metric: Expectation.Metric, of subject: String, _ reader: ObjectReader,
    _ components: [Component]
  ) {
    let name: String
    switch metric {
    case .counter(let counter), .remembered(let counter): name = counter
    default: return
    }
    guard let node = reader.value("metric"),
      let component = components.firstSorted(named: subject, by: \.name)
    else { return }
    var counters: [String] = []
    for step in component.kind.allSteps {
      if case .count(let counter) = step, !counters.contains(counter) { counters.append(counter) }
    }
    guard !counters.contains(name) else { return }
    let suggestion = Spelling.nearest(to: name, among: counters)
    report(
      .unknownName(name.shortened, sort: "counter of '\(subject)'", suggestion: suggestion),
      at: node)
  }
}
