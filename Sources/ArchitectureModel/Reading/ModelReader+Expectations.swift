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
    let draft = draft(reader, of: body, faults)
    let bound = bound(reader, draft, of: body, faults)
    let failure = reader.word("expect") == "fail"
    let (about, source) = (reader.text("about"), reader.text("source"))
    guard let figure = draft.figure, let bound else { return nil }
    // The window of a comparison stands beside the figure that it belongs to.
    var text =
      bound.comparand == nil
      ? "\(draft.text) \(bound.text)\(draft.window)" : "\(draft.text)\(draft.window) \(bound.text)"
    if failure { text += ", expected not to hold" }
    var expectation = Expectation(figure, bound.bound, text: text)
    expectation.comparand = bound.comparand
    expectation.isExpectedToFail = failure
    expectation.about = about
    expectation.source = source
    return expectation
  }

  private func bound(
    _ reader: ObjectReader, _ draft: FigureDraft, of body: ModelBody, _ faults: [Fault]
  ) -> (bound: Expectation.Bound, comparand: Expectation.Comparand?, text: String)? {
    // All are read, so that a second one is no unread key; that there are two is already reported.
    let found = ModelShapes.bounds.compactMap { key in reader.value(key).map { (key, $0) } }
    guard let (key, node) = found.first, let metric = draft.metric else { return nil }
    let word = Expectation.Bound.words(for: key)
    if key == "between" {
      return range(node, of: metric).map { ($0.bound, nil, "\(word) \($0.text)") }
    }
    guard node.value.members == nil else {
      let (comparand, text) = comparand(node, beside: reader, draft, of: body, faults)
      return comparand.map { (Expectation.Bound(key, 0), $0, "\(word) \(text)") }
    }
    guard let limit = quantity(node, of: metric) else { return nil }
    let text = "\(word) \(node.value.text ?? node.value.number?.text ?? "")"
    return (Expectation.Bound(key, limit), nil, text)
  }

  private func range(
    _ node: Node, of metric: Expectation.Metric
  ) -> (bound: Expectation.Bound, text: String)? {
    guard let elements = list(node, .list(of: .bound, atLeast: 2)) else { return nil }
    guard elements.count == 2 else {
      reportUnexpected(node, "two quantities: the least and the most")
      return nil
    }
    let limits = elements.compactMap { quantity($0, of: metric) }
    guard limits.count == 2 else { return nil }
    guard limits[0] <= limits[1] else {
      report(.rule("nothing lies between a larger and a smaller one"), at: node)
      return nil
    }
    let texts = elements.map { $0.value.text ?? $0.value.number?.text ?? "" }
    return (.between(limits[0], limits[1]), texts.joined(separator: " and "))
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
