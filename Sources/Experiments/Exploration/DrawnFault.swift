import ArchitectureModel
public import TimeBase

/// A fault that an exploration drew.
public struct DrawnFault: Hashable, Sendable {
  public var kind: FaultClass
  public var target: String

  /// From 0 to 1.
  var strength: Double
  public var start: TimeSpan

  /// 0 for what is over at once.
  public var duration: TimeSpan

  public var end: TimeSpan { start + duration }

  /// As a model writes it, in one line.
  public var text: String {
    var members = [("at", "\"\(start)\"")]
    if !kind.isInstantaneous { members.append(("for", "\"\(duration)\"")) }
    members.append((kind.key, target.quoted))
    members += kind.members(share: strength).map { ($0.key, $0.value) }
    return "{ " + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + " }"
  }
}
