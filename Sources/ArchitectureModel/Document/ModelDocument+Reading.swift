extension ModelDocument {
  /// Reads the model as a scenario and overrides change it.
  ///
  /// The scenario is applied first and the overrides after it, in their order.
  ///
  /// - Parameter scenario: One of ``scenarios``; `nil` for the model as it is.
  /// - Throws: ``InvalidModel`` with every problem that the changes make.
  public func reading(
    scenario: String? = nil, overrides: [Override] = []
  ) throws(InvalidModel) -> ModelReading {
    guard scenario != nil || !overrides.isEmpty else { return reading }
    if let scenario, !scenarios.contains(where: { $0.name == scenario }) {
      let suggestion = Spelling.nearest(to: scenario, among: scenarios.map(\.name))
      let reason =
        scenarios.isEmpty
        ? ModelProblem.Reason.rule("the model has no scenarios, and so no '\(scenario.shortened)'")
        : .unknownName(scenario.shortened, sort: "scenario", suggestion: suggestion)
      throw InvalidModel([ModelProblem(at: .file(source), reason)])
    }
    var variant = ModelVariant(root)
    if let scenario { variant.apply(scenario: scenario) }
    variant.apply(overrides)
    let reader = ModelReader(
      variant.root, attachments, origin: ModelOrigin(root: root, overrides: overrides))
    let architecture = reader.architecture(named: reading.architecture.name)
    let labels = overrides.map(\.label)
    let problems = Self.problems(
      variant.complaints + reader.complaints.map(variant.attributed), in: text, named: source,
      overrides: labels)
    guard problems.isEmpty, var architecture else { throw InvalidModel(problems) }
    architecture.sha256 = Self.identity(of: root, with: architecture)
    architecture.scenario = scenario
    let advice = Self.advice(
      reader.remarks.map(variant.attributed), in: text, named: source, overrides: labels)
    return ModelReading(architecture: architecture, advice: advice)
  }

  /// The model as a scenario and overrides change it; ``reading(scenario:overrides:)`` without the
  /// advice.
  ///
  /// - Throws: ``InvalidModel`` with every problem that the changes make.
  public func architecture(
    scenario: String? = nil, overrides: [Override] = []
  ) throws(InvalidModel) -> Architecture {
    try reading(scenario: scenario, overrides: overrides).architecture
  }

  /// Every key that a reader looked for and found, as `shape.key`.
  ///
  /// Tests hold the tables of shapes against it: a key that the tables promise and no reader looks
  /// for would be accepted and do nothing.
  package var keysRead: [String] {
    let reader = ModelReader(root, attachments, recordingKeys: true)
    _ = reader.architecture(named: "")
    return reader.keysRead
  }
}
