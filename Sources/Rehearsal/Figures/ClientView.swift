public import ArchitectureSimulation

/// What one client saw, all its requests together.
public struct ClientView: RequestFigures {
  public let result: ClientResult
  private let command: String

  init(result: ClientResult, command: String) {
    self.result = result
    self.command = command
  }

  public var books: RequestResult { result.total }

  /// The requests of one name, such as `GET /api/users/{id}`. Stops the test if the client sends none
  /// of that name.
  ///
  /// - Complexity: O(*n*) in the number of names.
  public func request(
    _ name: String, file: StaticString = #file, line: UInt = #line
  ) -> RequestView {
    guard let books = result.requests.first(where: { $0.name == name }) else {
      let names = result.requests.map(\.name)
      let message = UnknownName(name, of: "request of \(result.name)", among: names).message
      fatalError(message, file: file, line: line)
    }
    return RequestView(books: books, command: command)
  }

  public var description: String { summary + "\n" + command }
}
