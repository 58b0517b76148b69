import ArchitectureModel
import TimeBase

/// A model as a test asks for it, and the words of the command line that ask for the same.
struct ModelRequest {
  let architecture: Architecture

  /// Without what concerns the number of runs.
  let words: [String]

  /// - Throws: `MissingModel`, `InvalidModel`.
  init(
    _ model: String, scenario: String?, seed: UInt64?, duration: TimeSpan?, changes: [String],
    sourceFile: String
  ) throws {
    let place = try ModelPlace(of: model, sourceFile: sourceFile)
    let document = try ModelFile.document(at: place.path, named: place.shownPath)
    var overrides: [Override] = []
    for text in changes {
      do {
        overrides.append(try Override(text))
      } catch {
        throw InvalidModel([error])
      }
    }
    if let seed {
      overrides.append(Override(path: "run.seed", value: "\(seed)", label: "seed: \(seed)"))
    }
    if let duration {
      let label = "duration: \(duration)"
      overrides.append(Override(path: "run.duration", value: "\(duration)", label: label))
    }
    architecture = try document.architecture(scenario: scenario, overrides: overrides)

    var words = ["simulate", "--model", place.name]
    if let scenario { words += ["--scenario", scenario] }
    for text in changes { words += ["--set", text] }
    if let duration { words += ["--duration", "\(duration)"] }
    self.words = words + ["--seed", "\(architecture.run.seed)"]
  }
}
