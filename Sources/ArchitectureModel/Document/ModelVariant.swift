/// A tree to which a scenario and overrides are applied, with what was wrong with them.
struct ModelVariant {
  private var editor: TreeEditor

  /// Problems of the changes themselves, such as a path that leads nowhere.
  private(set) var complaints: [Complaint] = []

  /// The scenario that was applied.
  private var scenario: String?

  /// The faults of the model, and then those that each scenario added that was applied.
  private var faultSources: [(scenario: String, faults: Range<Int>)] = []

  /// The scenario whose expectations replaced the others.
  private var expectationSource: String?

  var root: JSONValue { editor.root }

  func value(at path: String) -> JSONValue? { editor.value(at: path) }

  init(_ root: JSONValue) {
    editor = TreeEditor(root)
  }

  /// Applies the scenarios that one extends, and then the scenario itself.
  mutating func apply(scenario name: String) {
    for layer in Self.layers(of: name, in: root) { applyAlone(layer) }
    scenario = name
  }

  /// A scenario and all that it extends, each once: what is extended comes first.
  static func layers(of name: String, in root: JSONValue) -> [String] {
    var layers: [String] = []
    var begun: [String] = []
    func add(_ name: String) {
      guard !begun.contains(name) else { return }
      begun.append(name)
      let extended = root["scenarios"]?[name]?["extends"]
      for element in extended?.elements ?? extended.map({ [$0] }) ?? [] {
        if let other = element.text { add(other) }
      }
      layers.append(name)
    }
    add(name)
    return layers
  }

  /// Sets what the scenario sets, adds its faults, and lets its expectations replace the others.
  private mutating func applyAlone(_ name: String) {
    guard let content = root["scenarios"]?[name] else { return }
    let changes = content["set"]?.members ?? []
    editor.beginChanges()
    for change in changes.sorted(by: { $0.key.precedes($1.key) }) {
      do {
        try editor.set(change.key, to: change.value)
      } catch {
        complaints.append(
          Complaint(
            origin: change.origin, path: ["scenarios", .key(name), "set", .key(change.key)],
            reason: error.reason))
      }
    }
    if let faults = content["faults"]?.elements {
      let first = root["faults"]?.elements?.count ?? 0
      editor.append(faults, to: "faults")
      faultSources.append((name, first..<first + faults.count))
    }
    if let expect = content["expect"] {
      editor.replace("expect", with: expect)
      expectationSource = name
    }
  }

  mutating func apply(_ overrides: [Override]) {
    var option = ""
    for (index, override) in overrides.enumerated() {
      // An option may replace what another one has set, but not what it has set itself.
      let next = String(override.label.prefix { $0 != " " })
      if index == 0 || next != option { editor.beginChanges() }
      option = next
      do {
        try editor.set(override.path, to: try override.parsedValue(index))
      } catch {
        complaints.append(
          Complaint(origin: .override(index), path: ModelPath(), reason: error.reason))
      }
    }
  }

  /// A complaint about the changed tree as its author sees it: where the scenario wrote it if it
  /// was the scenario, and else with the scenario's name.
  func attributed(_ complaint: Complaint) -> Complaint {
    guard let scenario else { return complaint }
    var result = complaint
    if let path = pathInScenario(complaint.path) {
      result.path = path
    } else {
      result.scenario = scenario
    }
    return result
  }

  /// Advice on the changed tree, at the place where the scenario wrote it if it was the scenario.
  func attributed(_ remark: Remark) -> Remark {
    var result = remark
    if let path = pathInScenario(remark.path) { result.path = path }
    return result
  }

  private func pathInScenario(_ path: ModelPath) -> ModelPath? {
    guard let first = path.elements.first else { return nil }
    if first == "scenarios" { return path }
    if first == "expect", let expectationSource {
      return ModelPath(["scenarios", .key(expectationSource)] + path.elements)
    }
    guard first == "faults", path.elements.count > 1, case .index(let index) = path.elements[1],
      let source = faultSources.first(where: { $0.faults.contains(index) })
    else { return nil }
    let own = index - source.faults.lowerBound
    return ModelPath(
      ["scenarios", .key(source.scenario), "faults", .index(own)] + path.elements.dropFirst(2))
  }
}
