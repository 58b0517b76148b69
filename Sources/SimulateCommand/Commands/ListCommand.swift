import ArchitectureModel
import RunReports

/// `simulate list`: the models of the nearest folder `Models` with their scenarios.
struct ListCommand {
  enum Format: String, CaseIterable, Hashable {
    case text, json
  }

  let format: Format
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let finder = environment.modelFinder
    guard let folder = finder.folders.first else {
      throw UsageProblem("there is no folder Models here or above")
    }
    var entries: [Entry] = []
    var unreadable: [String] = []
    for name in finder.names(in: folder) {
      do {
        let path = FilePath.joined(folder, name + ".json")
        let document = try ModelFile.document(at: path, in: environment)
        entries.append(Entry(name: name, path: finder.shortened(path), document: document))
      } catch let model as InvalidModel {
        unreadable.append("\(model.problems[0])")
      } catch {
        unreadable.append("simulate: \(error)")
      }
    }
    try environment.output.write(text(of: entries, isComplete: unreadable.isEmpty))
    for problem in unreadable { try? environment.messages.write(DisplayText.name(problem) + "\n") }
    return unreadable.isEmpty ? .success : .unusable
  }

  private struct Entry {
    var name: String
    var path: String
    var document: ModelDocument
  }

  private func text(of entries: [Entry], isComplete: Bool) -> String {
    switch format {
    case .text:
      entries.isEmpty && isComplete ? "no models\n" : entries.map(text).joined(separator: "\n")
    case .json:
      JSONTree.array(entries.map(Self.tree)).text
    }
  }

  private static func tree(of entry: Entry) -> JSONTree {
    [
      "name": .text(entry.document.reading.architecture.name),
      "file": .text(entry.path),
      "about": .text(entry.document.reading.architecture.about),
      "scenarios": .array(
        entry.document.scenarios.map {
          .inline(["name": .text($0.name), "about": .text($0.about)])
        }),
    ]
  }

  private func text(of entry: Entry) -> String {
    let (name, document) = (entry.name, entry.document)
    let scenarios = document.scenarios.map { (name: DisplayText.name($0.name), about: $0.about) }
    let width = min(32, scenarios.map { DisplayText.columns(of: $0.name) }.max() ?? 0)
    var lines = [DisplayText.truncated(DisplayText.name(name), to: ReportStyle.widest)]
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
    return DisplayText.wrapped(DisplayText.prose(text), to: ReportStyle.widest - indentation)
      .map { space + $0 }
  }

  private static func withoutTrailingSpaces(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }
}
