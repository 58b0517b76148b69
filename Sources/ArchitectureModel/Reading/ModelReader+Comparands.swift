/// Figures that other figures are held against, of the same run or of another scenario.
extension ModelReader {
  func comparand(
    _ node: Node, beside expectation: ObjectReader, _ draft: FigureDraft, of body: ModelBody,
    _ faults: [Fault]
  ) -> (Expectation.Comparand?, text: String) {
    guard let reader = ObjectReader(node, as: "figure", in: self) else { return (nil, "") }
    let factor = reader.number("times")
    let prefix = factor.map { "\(reader.value("times")?.value.number?.text ?? "\($0)") × " } ?? ""
    guard let sum = reader.list("sum") else {
      guard let part = term(reader, beside: expectation, draft, of: body, faults) else {
        return (nil, "")
      }
      return (Expectation.Comparand([part.term], times: factor ?? 1), prefix + part.text)
    }
    if let stray = reader.shape.fields.map(\.key).first(where: {
      $0 != "sum" && $0 != "times" && reader.has($0)
    }) {
      report(.rule("\"\(stray)\" belongs to each figure of the sum"), at: node)
    }
    let parts = sum.compactMap { element -> (term: Expectation.Comparand.Term, text: String)? in
      guard let reader = ObjectReader(element, as: "figure", in: self) else { return nil }
      if let key = ["times", "sum"].first(where: reader.has) {
        report(.rule("\"\(key)\" cannot stand within a sum"), at: element)
      }
      return term(reader, beside: expectation, draft, of: body, faults)
    }
    guard parts.count == sum.count, !parts.isEmpty else { return (nil, "") }
    let text = parts.map(\.text).joined(separator: " + ")
    return (
      Expectation.Comparand(parts.map(\.term), times: factor ?? 1),
      prefix.isEmpty ? text : "\(prefix)(\(text))"
    )
  }

  private func term(
    _ reader: ObjectReader, beside expectation: ObjectReader, _ draft: FigureDraft,
    of body: ModelBody, _ faults: [Fault]
  ) -> (term: Expectation.Comparand.Term, text: String)? {
    // What the expectation itself says wrongly is reported there.
    guard draft.figure != nil else { return nil }
    let whole = completed(reader, by: expectation)
    guard let scenarioNode = reader.value("scenario") else {
      guard let own = figure(whole, of: body, faults, like: draft, in: self) else { return nil }
      let window = own.window == draft.window ? "" : own.window
      return own.figure.map { (Expectation.Comparand.Term($0), own.text + window) }
    }
    guard let name = text(scenarioNode), let run = otherScenario(name, scenarioNode) else {
      return nil
    }
    let other = otherScenarios[run]
    let complaintCount = other.reader.complaints.count
    let found = figure(whole, of: other.body, other.faults, like: draft, in: other.reader)
    for complaint in other.reader.complaints[complaintCount...] {
      report(complaint.reason, at: complaint.path, from: complaint.origin)
    }
    guard let found, let figure = found.figure else { return nil }
    let reference = Expectation.Comparand.Reference(run: run, expectation: other.expectations.count)
    otherScenarios[run].expectations.append(Expectation(figure, .atLeast(0), text: found.text))
    let place = name == Self.noScenario ? "without a scenario" : "in \(name)"
    let isSame = found.text == draft.text && found.window == draft.window
    let window = found.window == draft.window ? "" : found.window
    return (
      Expectation.Comparand.Term(figure, in: reference),
      isSame ? "that \(place)" : "\(found.text)\(window) \(place)"
    )
  }

  /// - Parameter model: The reader of the tree in which the figure is looked at.
  private func figure(
    _ node: Node, of body: ModelBody, _ faults: [Fault], like draft: FigureDraft,
    in model: ModelReader
  ) -> FigureDraft? {
    guard let reader = ObjectReader(node, as: "figure", in: model) else { return nil }
    let found = model.draft(reader, of: body, faults)
    if let metric = found.metric, let other = draft.metric, metric.unit != other.unit {
      model.report(
        .rule("\(metric.name) is a \(metric.unit), and \(other.name) a \(other.unit)"), at: node)
      return nil
    }
    return found
  }

  /// A figure with what it leaves out taken from its expectation.
  private func completed(_ reader: ObjectReader, by expectation: ObjectReader) -> Node {
    let windows = ["from", "to", "during", "after", "within"]
    let filters = [
      "request", "instance", "status", "outcome", "cause", "target", "errorsUpTo", "p95UpTo",
    ]
    var missing = ["metric", "of"]
    if !windows.contains(where: reader.has) { missing += windows }
    if !reader.has("metric"), !reader.has("of") { missing += filters }
    let known = reader.shape.fields.map(\.key)
    let own = (reader.node.value.members ?? []).filter { known.contains($0.key) }
    let inherited = (expectation.node.value.members ?? []).filter {
      missing.contains($0.key) && !reader.has($0.key)
    }
    let value = JSONValue(.object(own + inherited), from: reader.node.value.origin)
    return Node(value: value, path: reader.node.path)
  }

  // MARK: Other scenarios

  /// What an author writes for the model without a scenario.
  static let noScenario = "none"

  /// The number of a scenario among those that are compared with; reads it if it is new.
  private func otherScenario(_ name: String, _ node: Node) -> Int? {
    if let known = otherScenarios.firstIndex(where: { $0.name == name }) { return known }
    let scenarios = (origin.root["scenarios"]?.members ?? []).map(\.key)
    guard name == Self.noScenario || scenarios.contains(name) else {
      let suggestion = Spelling.nearest(to: name, among: scenarios + [Self.noScenario])
      report(.unknownName(name.shortened, sort: "scenario", suggestion: suggestion), at: node)
      return nil
    }
    var variant = ModelVariant(origin.root)
    if name != Self.noScenario { variant.apply(scenario: name) }
    variant.apply(origin.overrides)
    let reader = ModelReader(variant.root, attachments)
    guard let body = reader.body(named: root["name"]?.text ?? "") else { return nil }
    let faults = reader.faults(of: body)
    guard reader.complaints.isEmpty, variant.complaints.isEmpty else {
      // Without overrides the scenario's own problems are reported with the scenario.
      if !origin.overrides.isEmpty {
        report(.rule("'\(name.shortened)' has problems with what is set for this run"), at: node)
      }
      return nil
    }
    otherScenarios.append(
      OtherScenario(name: name, reader: reader, body: body, faults: faults, expectations: []))
    return otherScenarios.count - 1
  }

  /// The scenarios that expectations compare with, ready to be run.
  var referenceRuns: [ReferenceRun] {
    otherScenarios.map { other in
      var architecture = other.body.architecture
      architecture.faults = other.faults
      architecture.expectations = other.expectations
      architecture.scenario = other.name == Self.noScenario ? nil : other.name
      return ReferenceRun(architecture)
    }
  }
}

/// A scenario of the same model with which expectations compare the one that is read.
struct OtherScenario {
  var name: String
  var reader: ModelReader
  var body: ModelBody
  var faults: [Fault]

  /// The figures that are asked of it.
  var expectations: [Expectation]
}

/// The tree that a scenario and overrides change, and the overrides.
struct ModelOrigin {
  var root: JSONValue
  var overrides: [Override] = []
}
