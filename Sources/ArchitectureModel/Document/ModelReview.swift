/// Reads a model as it is and once more with each of its scenarios, and collects what is wrong
/// anywhere.
struct ModelReview {
  private(set) var architecture: Architecture?
  private(set) var complaints: [Complaint]
  private(set) var remarks: [Remark]
  private let attachments: ModelAttachments

  init(
    _ root: JSONValue, named name: String, scenarios: [String], duplicates: [Complaint],
    _ attachments: ModelAttachments
  ) {
    self.attachments = attachments
    let reader = ModelReader(root, attachments)
    let body = reader.body(named: name)
    architecture = body.map(reader.architecture)
    complaints = duplicates + reader.complaints
    remarks = reader.remarks
    // Nothing is known about variations of what cannot be read at all.
    guard let body, scenarios.count <= Self.mostScenarios else {
      if scenarios.count > Self.mostScenarios { complainOfNumber(scenarios.count, root) }
      return
    }
    for scenario in scenarios where complaints.count < ModelReader.mostComplaints {
      review(scenario, root, body, name)
    }
  }

  private static let mostScenarios = 1000

  private mutating func complainOfNumber(_ count: Int, _ root: JSONValue) {
    let path: ModelPath = ["scenarios"]
    complaints.append(
      Complaint(
        origin: root.nearest(to: path).origin, path: path,
        reason: .rule("\(count) are too many; the limit is \(Self.mostScenarios)")))
  }

  private mutating func review(
    _ scenario: String, _ root: JSONValue, _ body: ModelBody, _ name: String
  ) {
    var variant = ModelVariant(root)
    variant.apply(scenario: scenario)
    let changes = ModelVariant.layers(of: scenario, in: root).flatMap {
      root["scenarios"]?[$0]?["set"]?.members ?? []
    }
    // The scenarios themselves have been looked at; again for each would be quadratic.
    let reader = ModelReader(
      variant.root, attachments, origin: ModelOrigin(root: root),
      readingScenarios: changes.contains { $0.key.hasPrefix("scenarios") })
    // A scenario that sets nothing differs only in what is read last.
    let varied = changes.isEmpty ? reader.architecture(body) : reader.architecture(named: name)
    let path: ModelPath = ["scenarios", .key(scenario)]
    complaints += variant.complaints
    for complaint in reader.complaints where !complaints.contains(complaint) {
      complaints.append(variant.attributed(complaint))
    }
    // A scenario that says nothing is a baseline with a name; one that says something means it.
    let content = root.nearest(to: path)
    let saysSomething = ["extends", "set", "faults", "expect"].contains { content[$0] != nil }
    guard saysSomething, complaints.isEmpty, varied == architecture else { return }
    remarks.append(Remark(origin: content.origin, path: path, message: "it changes nothing"))
  }
}
