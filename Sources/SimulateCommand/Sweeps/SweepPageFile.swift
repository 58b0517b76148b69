import ArchitectureModel
import RunReports

/// The page beside the rows of a finished sweep.
enum SweepPageFile {
  static let name = "report.html"

  /// Makes the page of the rows that stand in `results.jsonl`, which may be more than fit in memory.
  static func write(to folder: String, _ manifest: SweepManifest, _ files: any FileAccess) throws {
    let path = FilePath.joined(folder, "results.jsonl")
    var bytes = 0
    let counter = LineReader(path, files)
    while let line = try counter.next() { bytes += line.utf8.count }
    let stride = SweepPage.stride(ofBytes: bytes)
    var rows: [SweepRow] = []
    let reader = LineReader(path, files)
    while let line = try reader.next() {
      guard (reader.count - 1) % stride == 0, let row = SweepRow(line) else { continue }
      rows.append(row)
    }
    try files.replace(
      FilePath.joined(folder, name), with: SweepPage(manifest, rows: rows, stride: stride).text)
  }
}
