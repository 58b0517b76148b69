import TimeBase

extension ModelReader {
  /// - Parameters:
  ///   - body: Everything but faults and expectations.
  ///   - faults: Those of the same model.
  func expectations(
    _ node: Node, of body: ModelBody, faults: [Fault]
  ) -> [Expectation] {
    shortList(node, of: .shape("expectation")).compactMap { element in
      ObjectReader(element, as: "expectation", in: self).flatMap {
        expectation($0, of: body, faults)
      }
    }
  }

  private func expectation(
    _ reader: ObjectReader, of body: ModelBody, _ faults: [Fault]
  ) -> Expectation? {
    let metric = reader.value("metric").flatMap(metric)
    let subject = subject(reader, metric)
    let request = request(reader, subject, body.soundClients)
    let (window, windowText) = window(reader, in: body.duration, faults)
    let bound = bound(reader, metric)
    let recovered = recovered(reader, metric)
    let instance = instance(reader, metric, subject, body.soundComponents)
    let status = status(reader, metric)
    let callee = callee(reader, metric)
    let failure = reader.word("expect") == "fail"
    let source = reader.text("source")
    guard let metric, let subject, let bound else { return nil }
    var text = "\(metric.name) of \(subject)"
    if let instance { text += "[\(instance)]" }
    if let callee { text += " to \(callee)" }
    if let request { text += " \(request.quotedBriefly)" }
    if let status { text += " with status \(status)" }
    text += " \(bound.text)\(windowText)"
    if failure { text += ", expected not to hold" }
    var expectation = Expectation(
      metric: metric, of: subject, request: request, bound.bound, window: window, text: text)
    expectation.instance = instance
    expectation.status = status
    expectation.callee = callee
    expectation.recovered = recovered
    expectation.isExpectedToFail = failure
    expectation.source = source
    return expectation
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

  private func bound(
    _ reader: ObjectReader, _ metric: Expectation.Metric?
  ) -> (bound: Expectation.Bound, text: String)? {
    // All are read, so that a second one is no unread key; that there are two is already reported.
    let found = ModelShapes.bounds.compactMap { key in reader.value(key).map { (key, $0) } }
    guard let (key, node) = found.first, let metric else { return nil }
    guard let limit = quantity(node, of: metric) else { return nil }
    let word = Expectation.Bound.words(for: key)
    let text = "\(word) \(node.value.text ?? node.value.number?.text ?? "")"
    return (Expectation.Bound(key, limit), text)
  }

  /// Reads a number in the unit of a metric: seconds, events a second, a ratio, or a count.
  private func quantity(_ node: Node, of metric: Expectation.Metric) -> Double? {
    switch metric.unit {
    case .time: span(node, .span(.fromZero))?.seconds
    case .rate: rate(node, .rate, allowsZero: true)?.perSecond
    case .share: share(node, .share)
    case .count: number(node, .number(.atLeast(0, upTo: 1e15)))
    }
  }
}
