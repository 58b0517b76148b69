/// Everything wrong with a model: problems of the file in the order of the file, then those of
/// overrides in the order in which they were given.
public struct InvalidModel: Error, Hashable, Sendable {
  public var problems: [ModelProblem]

  /// - Precondition: `problems` is not empty.
  public init(_ problems: [ModelProblem]) {
    precondition(!problems.isEmpty, "a model without problems is not invalid")
    self.problems = problems
  }

  init(file: String, _ message: String) {
    self.init([ModelProblem(at: .file(file), .rule(message))])
  }
}

extension InvalidModel: CustomStringConvertible {
  /// One line a problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
