import ArchitectureModel
import Experiments
import RunReports

/// `simulate merge`: puts the shards of a sweep together.
struct MergeCommand {
  let request: MergeRequest
  let environment: CommandEnvironment

  private static let longestManifest = 16 << 20

  private struct Part {
    /// As messages call it.
    var name: String
    var manifest: SweepManifest
    var reader: LineReader
  }

  func run() throws -> ExitCode {
    let parts = try orderedParts()
    for part in parts { try checkCompleteness(of: part) }
    let manifest = parts[0].manifest
    var output: MergedFolder?
    if let name = request.output {
      output = try MergedFolder(name, manifest, in: environment)
    }
    let printer = SweepPrinter(request.format, nil, to: environment.output)
    for point in 0..<manifest.points {
      guard let line = try parts[point % parts.count].reader.next(), let row = SweepRow(line) else {
        throw UsageProblem("the results of point \(point) are gone since they were counted")
      }
      try output?.write(row, isFirst: point == 0)
      try printer.write(row, isFirst: point == 0)
    }
    try output?.writePage()
    return .success
  }

  /// All shards, by their number.
  private func orderedParts() throws -> [Part] {
    var found: [Part] = []
    for name in request.folders {
      for folder in try folders(in: name) { found.append(try part(in: folder)) }
    }
    let first = found[0]
    var parts = [Part?](repeating: nil, count: first.manifest.shard.count)
    for part in found {
      if let difference = part.manifest.difference(from: first.manifest) {
        throw UsageProblem(
          "\(part.name.quotedForMessage) is of another sweep than \(first.name.quotedForMessage):"
            + " \(difference)")
      }
      let shard = part.manifest.shard
      guard shard.count == parts.count else {
        throw UsageProblem(
          "\(part.name.quotedForMessage) is shard \(shard), \(first.name.quotedForMessage) is"
            + " \(first.manifest.shard): they divide the sweep differently")
      }
      if let other = parts[shard.number - 1] {
        throw UsageProblem(
          "\(other.name.quotedForMessage) and \(part.name.quotedForMessage) are both shard \(shard)"
        )
      }
      parts[shard.number - 1] = part
    }
    let missing = parts.indices.filter { parts[$0] == nil }.map { "\($0 + 1)" }
    guard missing.isEmpty else {
      let names = missing.prefix(10).joined(separator: ", ") + (missing.count > 10 ? ", …" : "")
      throw UsageProblem("of \(parts.count) shards there is none of number \(names)")
    }
    return parts.compactMap(\.self)
  }

  /// The folder itself if it holds a sweep, and else those in it that do.
  private func folders(in name: String) throws -> [String] {
    let files = environment.files
    func holdsSweep(_ folder: String) -> Bool {
      let path = FilePath.joined(environment.currentFolder, folder)
      return files.kind(of: FilePath.joined(path, SweepFolder.manifestName)) == .file
    }
    if holdsSweep(name) { return [name] }
    let path = FilePath.joined(environment.currentFolder, name)
    guard files.kind(of: path) == .folder else {
      throw UsageProblem("there is no folder \(name.quotedForMessage)")
    }
    let inner = try files.names(in: path).sorted().map { FilePath.joined(name, $0) }
      .filter(holdsSweep)
    guard !inner.isEmpty else {
      throw UsageProblem("\(name.quotedForMessage) holds no sweep and no shards of one")
    }
    return inner
  }

  private func part(in folder: String) throws -> Part {
    let path = FilePath.joined(environment.currentFolder, folder)
    let bytes = try environment.files.read(
      FilePath.joined(path, SweepFolder.manifestName), limit: Self.longestManifest)
    guard let manifest = SweepManifest(String(decoding: bytes, as: UTF8.self)) else {
      throw UsageProblem(
        "the manifest.json in \(folder.quotedForMessage) is none of a sweep of this version")
    }
    return Part(
      name: folder, manifest: manifest,
      reader: LineReader(FilePath.joined(path, "results.jsonl"), environment.files))
  }

  /// Reads the results of a part once, so that nothing is printed before all is known to be there.
  private func checkCompleteness(of part: Part) throws {
    let shard = part.manifest.shard
    let path = FilePath.joined(environment.currentFolder, part.name)
    let reader = LineReader(FilePath.joined(path, "results.jsonl"), environment.files)
    for point in shard.pieces(of: part.manifest.points) {
      guard let line = try reader.next() else {
        throw UsageProblem(
          "\(part.name.quotedForMessage) is not finished: \(reader.count) of"
            + " \(shard.size(of: part.manifest.points)) points in order; run shard \(shard) to its end"
        )
      }
      guard SweepRow(line)?.point == point else {
        throw UsageProblem(
          "\(part.name.quotedForMessage): line \(reader.count) of results.jsonl is not point \(point)"
        )
      }
    }
  }
}
