import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports
import TimeBase

/// `simulate sweep`: runs a model at many points and keeps a row of each.
struct SweepCommand {
  let request: SweepRequest
  let environment: CommandEnvironment

  func run() throws -> ExitCode {
    let shard = try request.shard.shard(environment.variable)
    let sweep = try makeSweep()
    let folder = try request.output.map {
      try SweepFolder(
        Self.folder($0, shard), SweepManifest(sweep, shard), in: environment)
    }
    let printer = SweepPrinter(
      request.format, SweepTable(sweep, style: environment.reportStyle), to: environment.output)
    var stream = SweepStream { row, isFirst in
      try folder?.write(row, isFirst: isFirst)
      try printer.write(row, isFirst: isFirst)
    }
    var books = Books(total: shard.size(of: sweep.plan.count), folder: folder)
    var isKept = [Bool](repeating: false, count: books.total)
    try folder?.readKeptPoints { row in
      let place = Self.place(of: row.point, shard)
      guard !isKept[place] else { return }
      isKept[place] = true
      books.count(row)
      try stream.take(row, at: place)
    }
    let before = books.done
    if before > 0 { tell("\(before) of \(books.total) points were finished before\n") }
    let missing = shard.pieces(of: sweep.plan.count).filter { !isKept[Self.place(of: $0, shard)] }
    let start = environment.elapsed()
    let failure = perform(sweep, missing, shard, &books, &stream)
    return try finish(books, before, failure, took: environment.elapsed() - start)
  }

  /// Makes the missing points.
  ///
  /// - Returns: What kept the sweep from going on, an interruption apart.
  private func perform(
    _ sweep: Sweep, _ missing: [Int], _ shard: Shard, _ books: inout Books,
    _ stream: inout SweepStream
  ) -> (any Error)? {
    guard !missing.isEmpty else { return nil }
    var failure: (any Error)?
    var progress = SweepProgress(
      "points", total: books.total, before: books.done, environment)
    _ = environment.runner.perform(
      sweep, points: missing, threads: request.threads ?? environment.processors
    ) {
      progress.show($0)
      return !environment.isInterrupted()
    } finished: { point in
      let row = SweepRow(point, of: sweep)
      do {
        try books.folder?.keep(row)
        books.count(row)
        try stream.take(row, at: Self.place(of: row.point, shard))
        return true
      } catch {
        failure = failure ?? error
        return false
      }
    }
    progress.clear()
    return failure
  }

  private func finish(
    _ books: Books, _ before: Int, _ failure: (any Error)?, took duration: Duration
  ) throws -> ExitCode {
    let made = books.done - before
    if made > 0 {
      let span = TimeSpan(duration)
      let rate =
        span > .zero
        ? " in \(Figure.time(span)), \(Figure.number(Double(made) / span.seconds)) points/s" : ""
      tell("ran \(made) \(made == 1 ? "point" : "points")\(rate)\(books.verdicts)\n")
    }
    if let failure {
      tell("simulate: \(failure)\n")
      tell(books.remainder)
      return .unusable
    }
    guard books.done == books.total else {
      tell("simulate: interrupted\n")
      tell(books.remainder)
      return .interrupted
    }
    if let folder = books.folder {
      try folder.writePage()
      tell("wrote results.csv, results.jsonl, report.html to \(folder.name.quotedForMessage)\n")
    }
    guard books.isSound else {
      tell("simulate: a self-check of a run failed, which is a bug in this program\n")
      return .selfCheckFailed
    }
    return books.hasNotes ? .inconclusive : .success
  }

  private func makeSweep() throws -> Sweep {
    let document = try ModelFile(request.choice.model, in: environment).document
    let seed = try document.architecture(overrides: request.choice.overrides).run.seed
    var options = request.options
    options.seed = seed
    let plan: SweepPlan
    do {
      plan = try SweepPlan(
        request.knobs, scenarios: request.scenarios, design: request.design, seed: seed)
    } catch {
      throw UsageProblem(error.message)
    }
    return try Sweep(
      of: document, plan, overrides: request.choice.overrides, options,
      replications: request.replications, confidence: request.confidence,
      isIndependent: request.draws == .independent)
  }

  /// A shard has a folder of its own within the one that all are given.
  private static func folder(_ name: String, _ shard: Shard) -> String {
    guard shard != .whole else { return name }
    return FilePath.joined(name, "shard-\(shard.number)-of-\(shard.count)")
  }

  private static func place(of point: Int, _ shard: Shard) -> Int { point / shard.count }

  private func tell(_ text: String) {
    try? environment.messages.write(text)
  }

  /// What has become of the points.
  private struct Books {
    let total: Int
    let folder: SweepFolder?
    var done = 0
    var isSound = true
    var hasNotes = false
    private var counts = (pass: 0, fail: 0, inconclusive: 0)

    init(total: Int, folder: SweepFolder?) {
      self.total = total
      self.folder = folder
    }

    mutating func count(_ row: SweepRow) {
      done += 1
      if let note = row.text(of: "note") {
        hasNotes = true
        if note.hasPrefix(SweepPoint.Note.selfCheckTitle) { isSound = false }
      }
      switch row.text(of: "verdict") {
      case "pass": counts.pass += 1
      case "fail": counts.fail += 1
      case "inconclusive": counts.inconclusive += 1
      default: break
      }
    }

    /// `: 3 pass, 5 fail`, of all points; nothing if the model expects nothing.
    var verdicts: String {
      let parts = [
        (counts.pass, "pass"), (counts.fail, "fail"), (counts.inconclusive, "inconclusive"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      return parts.isEmpty ? "" : "; of all: " + parts.joined(separator: ", ")
    }

    /// What is kept, and how to go on.
    var remainder: String {
      guard let folder else {
        return
          "\(done) of \(total) points were run and none is kept; with --output FOLDER a sweep can be"
          + " gone on with\n"
      }
      return
        "\(done) of \(total) points are kept in \(folder.name.quotedForMessage); the same command"
        + " goes on with the others\n"
    }
  }
}
