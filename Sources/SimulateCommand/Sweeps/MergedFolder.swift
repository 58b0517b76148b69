import ArchitectureModel
import RunReports

/// The folder of a whole sweep, made of its shards.
struct MergedFolder {
  private let path: String
  private let manifest: SweepManifest
  private let files: any FileAccess

  /// - Throws: ``UsageProblem`` if there is a sweep already.
  init(_ name: String, _ manifest: SweepManifest, in environment: CommandEnvironment) throws {
    self.manifest = manifest
    path = FilePath.joined(environment.currentFolder, name)
    files = environment.files
    try files.makeFolder(path)
    let place = FilePath.joined(path, SweepFolder.manifestName)
    guard files.kind(of: place) == nil else {
      throw UsageProblem("\(name.quotedForMessage) holds a sweep already; give another --output")
    }
    try files.replace(place, with: manifest.whole)
    for result in ["results.csv", "results.jsonl", "points.jsonl"] {
      try files.replace(FilePath.joined(path, result), with: "")
    }
  }

  /// Writes the page, when all rows are there.
  func writePage() throws { try SweepPageFile.write(to: path, manifest, files) }

  func write(_ row: SweepRow, isFirst: Bool) throws {
    let header = isFirst ? row.csvHeader + "\n" : ""
    try files.append(header + row.csv + "\n", to: FilePath.joined(path, "results.csv"))
    for name in ["results.jsonl", "points.jsonl"] {
      try files.append(row.line + "\n", to: FilePath.joined(path, name))
    }
  }
}
