import ArchitectureModel
import RunReports

/// The folder of a whole sweep, made of its shards.
struct MergedFolder {
  private let path: String
  private let files: any FileAccess

  /// - Throws: ``UsageProblem`` if there is a sweep already.
  init(_ name: String, _ manifest: String, in environment: CommandEnvironment) throws {
    path = FilePath.joined(environment.currentFolder, name)
    files = environment.files
    try files.makeFolder(path)
    let place = FilePath.joined(path, SweepFolder.manifestName)
    guard files.kind(of: place) == nil else {
      throw UsageProblem("\(name.quotedForMessage) holds a sweep already; give another --output")
    }
    try files.replace(place, with: manifest)
    for result in ["results.csv", "results.jsonl", "points.jsonl"] {
      try files.replace(FilePath.joined(path, result), with: "")
    }
  }

  func write(_ row: SweepRow, isFirst: Bool) throws {
    let header = isFirst ? row.csvHeader + "\n" : ""
    try files.append(header + row.csv + "\n", to: FilePath.joined(path, "results.csv"))
    for name in ["results.jsonl", "points.jsonl"] {
      try files.append(row.line + "\n", to: FilePath.joined(path, name))
    }
  }
}
