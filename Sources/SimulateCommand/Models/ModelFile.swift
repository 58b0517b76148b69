import ArchitectureModel

/// A model that was found and read.
struct ModelFile {
  /// As messages call it.
  var path: String
  var document: ModelDocument

  /// - Throws: ``UsageProblem`` if there is no such file, ``FileProblem`` if it cannot be read,
  ///   `InvalidModel` if it is not a model.
  init(_ name: String, in environment: CommandEnvironment) throws {
    path = try ModelFinder(environment: environment).path(of: name)
    document = try Self.document(at: path, in: environment)
  }

  static func document(
    at path: String, in environment: CommandEnvironment
  ) throws -> ModelDocument {
    let place = FilePath.joined(environment.currentFolder, path)
    do {
      let bytes = try environment.files.read(place, limit: ModelDocument.largestSize)
      return try ModelDocument(bytes, named: path)
    } catch let problem as FileProblem {
      throw FileProblem(problem.action, path, problem.reason)
    }
  }
}
