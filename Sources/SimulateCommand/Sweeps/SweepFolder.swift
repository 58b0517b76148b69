import ArchitectureModel
import Experiments
import RunReports

/// Where a sweep keeps its points.
///
/// `manifest.json` says what the sweep is. `points.jsonl` gets each point as soon as it is finished, in
/// whatever order; it is what a sweep goes on from. `results.csv` and `results.jsonl` hold the rows in
/// the order of the points, as far as there is none missing, and are written anew from the points every
/// time.
final class SweepFolder {
  /// As the user wrote it.
  let name: String
  private let path: String
  private let manifest: SweepManifest
  private let files: any FileAccess
  private let lock: FileLock

  static let manifestName = "manifest.json"
  private static let pointsName = "points.jsonl"
  private static let resultNames = (csv: "results.csv", lines: "results.jsonl")
  private static let longestManifest = 16 << 20

  /// Makes the folder, or opens it if the same sweep was there before.
  ///
  /// - Throws: ``UsageProblem`` if it holds something else, or if somebody is at work there.
  init(
    _ name: String, _ manifest: SweepManifest, in environment: CommandEnvironment
  ) throws {
    self.name = name
    self.manifest = manifest
    files = environment.files
    path = FilePath.joined(environment.currentFolder, name)
    try files.makeFolder(path)
    let kept = FilePath.joined(path, Self.manifestName)
    if files.kind(of: kept) == nil {
      guard files.kind(of: FilePath.joined(path, Self.pointsName)) == nil else {
        throw UsageProblem(
          "\(name.quotedForMessage) holds points of a sweep without its manifest; give another"
            + " --output, or remove them")
      }
    } else {
      try Self.check(kept, is: manifest, name, files)
    }
    let lockPath = FilePath.joined(path, Self.pointsName)
    guard let lock = try files.lock(lockPath) else {
      throw UsageProblem("another process is at work on the sweep in \(name.quotedForMessage)")
    }
    self.lock = lock
    if files.kind(of: kept) == nil { try files.replace(kept, with: manifest.text) }
    for result in [Self.resultNames.csv, Self.resultNames.lines] {
      try files.replace(FilePath.joined(path, result), with: "")
    }
  }

  private static func check(
    _ path: String, is manifest: SweepManifest, _ name: String, _ files: any FileAccess
  ) throws {
    let text = String(decoding: try files.read(path, limit: longestManifest), as: UTF8.self)
    guard let kept = SweepManifest(text) else {
      throw UsageProblem(
        "\(name.quotedForMessage) holds a manifest.json that is none of a sweep of this version; give"
          + " another --output")
    }
    if let difference = kept.difference(from: manifest) {
      throw UsageProblem(
        "\(name.quotedForMessage) holds another sweep: \(difference); give another --output")
    }
    guard kept.shard == manifest.shard else {
      throw UsageProblem(
        "\(name.quotedForMessage) holds shard \(kept.shard) of this sweep, not \(manifest.shard);"
          + " give each shard a folder of its own")
    }
  }

  /// Reads the points that were kept, cutting off a last line that was not written to its end.
  ///
  /// - Parameter deliver: Gets each of them, in any order.
  func readKeptPoints(_ deliver: (SweepRow) throws -> Void) throws {
    let place = FilePath.joined(path, Self.pointsName)
    let reader = LineReader(place, files)
    while let line = try reader.next() {
      guard let row = SweepRow(line), manifest.shard.contains(row.point),
        (0..<manifest.points).contains(row.point)
      else {
        throw UsageProblem(
          "\(name.quotedForMessage): line \(reader.count) of points.jsonl is no point of this sweep;"
            + " remove that line to have the point run again")
      }
      try deliver(row)
    }
    if reader.hasRest { try files.truncate(place, to: reader.end) }
  }

  /// Writes the page, when all rows are there.
  func writePage() throws { try SweepPageFile.write(to: path, manifest, files) }

  /// Keeps a point that has just been finished.
  func keep(_ row: SweepRow) throws {
    try files.append(row.line + "\n", to: FilePath.joined(path, Self.pointsName))
  }

  /// Writes the next row of the results.
  func write(_ row: SweepRow, isFirst: Bool) throws {
    let header = isFirst ? row.csvHeader + "\n" : ""
    try files.append(
      header + row.csv + "\n", to: FilePath.joined(path, Self.resultNames.csv))
    try files.append(row.line + "\n", to: FilePath.joined(path, Self.resultNames.lines))
  }
}
