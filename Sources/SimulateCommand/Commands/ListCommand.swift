import ArchitectureModel
import RunReports

/// `simulate list`: the models of the nearest folder `Models` with their scenarios.
struct ListCommand {
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let finder = ModelFinder(environment: environment)
    guard let folder = finder.folders.first else {
      throw UsageProblem("there is no folder Models here or above")
    }
    var text = ""
    var unreadable: [String] = []
    for name in finder.names(in: folder) {
      do {
        let path = FilePath.joined(folder, name + ".json")
        let document = try ModelFile.document(at: path, in: environment)
        text += (text.isEmpty ? "" : "\n") + entry(name, document)
      } catch let model as InvalidModel {
        unreadable.append("\(model.problems[0])")
      } catch {
        unreadable.append("simulate: \(error)")
      }
    }
    try environment.output.write(text.isEmpty && unreadable.isEmpty ? "no models\n" : text)
    for problem in unreadable { try? environment.messages.write(DisplayText.name(problem) + "\n") }
    return unreadable.isEmpty ? .success : .unusable
  }

  private func entry(_ name: String, _ document: ModelDocument) -> String {
    let scenarios = document.scenarios.map { (name: DisplayText.name($0.name), about: $0.about) }
    let width = min(32, scenarios.map { DisplayText.columns(of: $0.name) }.max() ?? 0)
    var lines = [DisplayText.truncated(DisplayText.name(name), to: ReportStyle.width)]
    lines += Self.wrapped(document.reading.architecture.about, indentation: 2)
    for scenario in scenarios {
      let label = DisplayText.padded(DisplayText.truncated(scenario.name, to: width), to: width)
      let about = Self.wrapped(scenario.about, indentation: width + 6)
      lines.append("    " + label + (about.first.map { "  " + $0.dropFirst(width + 6) } ?? ""))
      lines += about.dropFirst()
    }
    return lines.map { Self.withoutTrailingSpaces($0) + "\n" }.joined()
  }

  private static func wrapped(_ text: String, indentation: Int) -> [String] {
    let space = String(repeating: " ", count: indentation)
    return DisplayText.wrapped(DisplayText.prose(text), to: ReportStyle.width - indentation)
      .map { space + $0 }
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
