/// Reads the keys of one object strictly.
///
/// `Codable` ignores keys it does not know, so that a misspelt `"capasity"` would silently run with
/// the default. Here every key that the shape does not have is reported at once with the key that
/// was probably meant, and that key is then not reported as missing as well.
struct ObjectReader {
  let model: ModelReader
  let shape: ModelShape
  let node: Node
  private let members: [JSONValue.Member]
  private let misspelt: [String]

  /// Returns `nil`, and reports it, if `node` is no object.
  ///
  /// - Precondition: `shape` names a shape.
  init?(_ node: Node, as shape: String, in model: ModelReader) {
    guard let shape = ModelShapes.shape(shape) else {
      preconditionFailure("there is no shape named '\(shape)'")
    }
    guard let members = node.value.members else {
      model.reportUnexpected(node, .shape(shape.name))
      return nil
    }
    self.model = model
    self.shape = shape
    self.node = node
    self.members = members
    misspelt = Self.reportStrays(members, node, shape, model)
    reportChoice()
  }

  /// Reports the keys that the shape does not have and returns the keys that were probably meant.
  private static func reportStrays(
    _ members: [JSONValue.Member], _ node: Node, _ shape: ModelShape, _ model: ModelReader
  ) -> [String] {
    let keys = shape.fields.map(\.key)
    let known = keys + (shape.percentiles == nil ? [] : ["p50", "p99 and so on"])
    var meant: [String] = []
    for member in members where !keys.contains(member.key) && !model.hasEnough {
      if shape.percentiles != nil, Percentage.rank(ofKey: member.key) != nil { continue }
      let suggestion = Spelling.nearest(to: member.key, among: keys)
      model.report(
        .unknownKey(member.key, suggestion: suggestion, known: known), at: node.path,
        from: member.origin)
      if let suggestion { meant.append(suggestion) }
    }
    return meant
  }

  /// Reports if there is not exactly one of the keys of which there must be one.
  private func reportChoice() {
    let choice = shape.exactlyOneOf
    guard !choice.isEmpty else { return }
    let present = choice.filter(has)
    if present.count > 1 {
      let both = present.map { "'\($0)'" }.joined(separator: " and ")
      model.report(.rule("\(both) exclude each other"), at: node)
    } else if present.isEmpty, !misspelt.contains(where: choice.contains) {
      model.report(
        .rule("expected exactly one of the keys \(choice.joined(separator: ", "))"), at: node)
    }
  }

  func has(_ key: String) -> Bool {
    members.contains { $0.key == key }
  }

  /// Where problems of a whole key are said to be.
  func path(_ key: String) -> ModelPath { node.path.appending(key) }

  /// The value of a key; `nil`, and reported if the key is required, if it is not there.
  func value(_ key: String) -> Node? {
    let field = field(key)
    guard let member = members.first(where: { $0.key == key }) else {
      if field.isRequired, !misspelt.contains(key) {
        model.report(.missingKey(key, hint: Self.hint(field)), at: node)
      }
      return nil
    }
    model.noteRead(key, of: shape.name)
    return Node(value: member.value, path: path(key))
  }

  /// What the tables say about a key.
  func field(_ key: String) -> ModelShape.Field {
    guard let field = shape.field(key) else {
      preconditionFailure("the shape '\(shape.name)' has no key '\(key)'")
    }
    return field
  }

  private static func hint(_ field: ModelShape.Field) -> String? {
    if case .literal(let number) = field.value { return "write \"\(field.key)\": \(number)" }
    return field.value.isStructured ? nil : "expected \(field.value)"
  }

  /// The keys such as `p50` in ascending order, with their ranks.
  var percentiles: [(rank: Double, node: Node)] {
    members.compactMap { member in
      Percentage.rank(ofKey: member.key).map {
        ($0, Node(value: member.value, path: path(member.key)))
      }
    }.sorted { $0.0 < $1.0 }
  }
}
