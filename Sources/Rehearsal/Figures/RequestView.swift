public import ArchitectureSimulation

/// What became of a client's requests of one name.
public struct RequestView: RequestFigures {
  public let books: RequestResult
  private let command: String

  init(books: RequestResult, command: String) {
    self.books = books
    self.command = command
  }

  public var description: String { summary + "\n" + command }
}
