import ArchitectureModel
import RunReports

/// `simulate run --watch`: runs again whenever the file of a model changes, until interrupted.
///
/// What is compared is the content: to save a file without a change runs nothing. A file that is gone
/// for a moment, as some editors leave it while they save, is waited for.
struct WatchCommand {
  let model: String
  let environment: CommandEnvironment

  /// Between two looks at the file; nobody notices so long a wait.
  private static let interval = Duration.milliseconds(300)

  /// - Parameter work: One run, which says itself what is wrong with it.
  /// - Throws: ``UsageProblem`` if there is no such file at first.
  func run(_ work: () -> ExitCode) throws -> ExitCode {
    let path: String
    do {
      path = FilePath.joined(
        environment.currentFolder, try environment.modelFinder.path(of: model))
    } catch {
      throw UsageProblem(DisplayText.name(error.message))
    }
    var seen: [UInt8]?
    while !environment.isInterrupted() {
      let content = try? environment.files.read(path, limit: ModelDocument.largestSize)
      if let content, content != seen {
        seen = content
        if work() == .interrupted { break }
        tell("watching \(DisplayText.name(path).quotedForMessage); Ctrl-C ends this\n")
      } else {
        environment.pause(Self.interval)
      }
    }
    return .interrupted
  }

  private func tell(_ text: String) {
    try? environment.messages.write(text)
  }
}
