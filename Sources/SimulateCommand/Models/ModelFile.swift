import ArchitectureModel
import RunReports

/// A model that was found and read.
struct ModelFile {
  /// As messages call it.
  var path: String
  var document: ModelDocument

  /// - Throws: ``UsageProblem`` if there is no such file, ``FileProblem`` if it cannot be read,
  ///   `InvalidModel` if it is not a model.
  init(_ name: String, in environment: CommandEnvironment) throws {
    do {
      path = try environment.modelFinder.path(of: name)
    } catch {
      throw UsageProblem(DisplayText.name(error.message))
    }
    document = try Self.document(at: path, in: environment)
  }

  static func document(
    at path: String, in environment: CommandEnvironment
  ) throws -> ModelDocument {
    let place = FilePath.joined(environment.currentFolder, path)
    do {
      let bytes = try environment.files.read(place, limit: ModelDocument.largestSize)
      return try ModelDocument(
        bytes, named: path, attachments: ArchitectureModel.ModelFile.attachments(ofModelAt: place))
    } catch let problem as FileProblem {
      throw FileProblem(problem.action, path, problem.reason)
    }
  }
}

extension CommandEnvironment {
  var modelFinder: ModelFinder {
    ModelFinder(in: ReachableFolders(files: files), from: currentFolder)
  }
}

/// The search for models in whatever files the program was given.
private struct ReachableFolders: ModelFolders {
  let files: any FileAccess

  func isFile(_ path: String) -> Bool { files.kind(of: path) == .file }

  func isFolder(_ path: String) -> Bool { files.kind(of: path) == .folder }

  func names(in folder: String) -> [String] { (try? files.names(in: folder)) ?? [] }
}
