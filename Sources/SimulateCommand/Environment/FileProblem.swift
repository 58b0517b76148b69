/// Why a file cannot be read or written, in one sentence: `cannot read 'shop.json': permission
/// denied`.
public struct FileProblem: Error, Hashable, Sendable {
  public enum Action: String, Hashable, Sendable {
    case read, write, list
  }

  public var action: Action
  public var path: String

  /// Half a sentence.
  public var reason: String

  public init(_ action: Action, _ path: String, _ reason: String) {
    self.action = action
    self.path = path
    self.reason = reason
  }
}

extension FileProblem: CustomStringConvertible {
  public var description: String {
    "cannot \(action.rawValue) \(path.quotedForMessage): \(reason)"
  }
}
