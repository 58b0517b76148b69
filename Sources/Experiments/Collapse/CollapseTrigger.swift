import ArchitectureModel
public import TimeBase

/// A fault without its time and its size: what is tried on a system to see whether it comes back.
///
/// Written as in a model, `{ "slow": "database", "factor": 20 }`, or in short, `slow=database,factor=20`.
public struct CollapseTrigger: Hashable, Sendable {
  /// The member of the fault that is varied: `for`, `factor`, `share`, ….
  public let sizeKey: String

  /// When the fault begins, if that was said.
  public let start: TimeSpan?

  /// In one line, without time and size.
  public let text: String

  /// How long it lasts if that is not what is varied; `nil` for a fault of an instant.
  private let duration: TimeSpan?

  /// - Throws: ``KnobProblem`` for what is neither JSON nor a list of keys with values.
  public init(_ text: String, varying sizeKey: String) throws(KnobProblem) {
    self.sizeKey = sizeKey
    var members = try Self.members(of: text)
    start = try Self.span(members.first { $0.key == "at" }?.value, "at")
    duration =
      sizeKey == "for" ? nil : try Self.span(members.first { $0.key == "for" }?.value, "for")
    members.removeAll { ["at", sizeKey].contains($0.key) }
    guard !members.contains(where: { ["every", "when"].contains($0.key) }) else {
      throw KnobProblem("a trigger comes once at a fixed time, not by \"every\" or \"when\"")
    }
    let kind = Self.kind(of: members)
    let lasts = kind.map { $0.field("for") != nil } ?? true
    if let kind, !lasts, sizeKey == "for" {
      let keys = kind.fields.map(\.key).filter {
        $0 != kind.word && !["at", "every", "when", "name"].contains($0)
      }
      throw KnobProblem(
        "\(kind.word) has no \"for\" that could be varied; say with --size what is:"
          + " \(keys.joined(separator: " or "))")
    }
    guard duration != nil || sizeKey == "for" || !lasts else {
      throw KnobProblem("say how long the trigger lasts, with \"for\": whether a system comes back")
    }
    self.text = CanonicalJSON.text(of: JSONValue(.object(members)))
  }

  /// The fault that an object is, by the key that tells it from the others.
  private static func kind(of members: [JSONValue.Member]) -> ModelTopic? {
    let faults = ModelShapes.union("fault")?.shapes ?? []
    return ModelTopic.all.first { topic in
      guard case .shape(let shape) = topic.content, faults.contains(shape.name) else {
        return false
      }
      return members.contains { $0.key == topic.word }
    }
  }

  private static func span(
    _ value: JSONValue?, _ key: String
  ) throws(KnobProblem) -> TimeSpan? {
    guard let value else { return nil }
    guard let text = value.text, let span = try? TimeSpan(text) else {
      throw KnobProblem("\"\(key)\" of a trigger is a time, such as \"30s\"")
    }
    return span
  }

  private static func members(of text: String) throws(KnobProblem) -> [JSONValue.Member] {
    if text.hasPrefix("{") {
      guard let members = (try? JSONValue(parsing: text, named: "trigger"))?.members else {
        throw KnobProblem("the trigger '\(text)' is no JSON object")
      }
      return members
    }
    var members: [JSONValue.Member] = []
    for part in KnobText.parts(of: text) {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2 else {
        throw KnobProblem(
          "'\(text)' is no trigger, such as slow=database,factor=20 or {\"freeze\": \"database\"}")
      }
      let value = (try? JSONValue(parsing: pair[1])) ?? JSONValue(.text(pair[1]))
      members.append(JSONValue.Member(pair[0], value))
    }
    return members
  }

  /// The fault as a model writes it.
  func fault(size: String, at start: TimeSpan) -> String {
    let value =
      KnobNumber(size).map { $0.unit.isEmpty } ?? false ? size : size.quoted
    let rest = text.dropFirst().dropLast()
    return "{\"at\":\"\(start)\",\(sizeKey.quoted):\(value)" + (rest.isEmpty ? "" : ",\(rest)")
      + "}"
  }

  /// How long a trigger of this size lasts.
  func duration(size: String) -> TimeSpan {
    sizeKey == "for" ? (try? TimeSpan(size)) ?? .zero : duration ?? .zero
  }
}
