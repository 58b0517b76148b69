/// A tree to which a scenario and overrides are applied, with what was wrong with them.
struct ModelVariant {
  private var editor: TreeEditor

  /// Problems of the changes themselves, such as a path that leads nowhere.
  private(set) var complaints: [Complaint] = []

  /// The scenario that was applied.
  private var scenario: String?

  /// The faults that were there before the scenario added its own.
  private let faultCount: Int
  private var replacesExpectations = false

  var root: JSONValue { editor.root }

  init(_ root: JSONValue) {
    editor = TreeEditor(root)
    faultCount = root["faults"]?.elements?.count ?? 0
  }

  /// Sets what the scenario sets, adds its faults, and lets its expectations replace the others.
  mutating func apply(scenario name: String) {
    guard let content = root["scenarios"]?[name] else { return }
    scenario = name
    let changes = content["set"]?.members ?? []
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
    if let faults = content["faults"]?.elements { editor.append(faults, to: "faults") }
    if let expect = content["expect"] {
      editor.replace("expect", with: expect)
      replacesExpectations = true
    }
  }

  mutating func apply(_ overrides: [Override]) {
    for (index, override) in overrides.enumerated() {
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
    if let path = pathInScenario(complaint.path, scenario) {
      result.path = path
    } else {
      result.scenario = scenario
    }
    return result
  }

  /// Advice on the changed tree, at the place where the scenario wrote it if it was the scenario.
  func attributed(_ remark: Remark) -> Remark {
    var result = remark
    if let scenario, let path = pathInScenario(remark.path, scenario) { result.path = path }
    return result
  }

  private func pathInScenario(_ path: ModelPath, _ scenario: String) -> ModelPath? {
    let place: [ModelPath.Element] = ["scenarios", .key(scenario)]
    guard let first = path.elements.first else { return nil }
    if first == "scenarios" { return path }
    if first == "expect", replacesExpectations { return ModelPath(place + path.elements) }
    guard first == "faults", path.elements.count > 1, case .index(let index) = path.elements[1],
      index >= faultCount
    else { return nil }
    return ModelPath(place + ["faults", .index(index - faultCount)] + path.elements.dropFirst(2))
  }
}
