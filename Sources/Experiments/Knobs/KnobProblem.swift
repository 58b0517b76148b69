/// Why a knob, a design or a shard cannot be what was asked for: one sentence that says what would be
/// right.
public struct KnobProblem: Error, Hashable, Sendable {
  public var message: String

  public init(_ message: String) {
    self.message = message
  }
}

extension KnobProblem: CustomStringConvertible {
  public var description: String { message }
}
