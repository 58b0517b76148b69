import ArchitectureSimulation
public import Experiments

/// Which triggers bring a system down for good at which load, for people: an answer, a table with the
/// boundary of each load, a chart of the vulnerable region, and what keeps the system down.
public struct CollapseReport: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  /// - Parameters:
  ///   - remedies: What was changed in a second study, and that study, one for each change.
  ///   - command: The arguments that make the search again, the name of the program first.
  public init(
    _ study: CollapseStudy, remedies: [(change: String, study: CollapseStudy)] = [],
    reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    let setting = study.setting
    var sections = [
      DisplayText.wrapped(Self.answer(study), to: style.width).map {
        ReportLine($0, study.isVulnerable ? .bad : .good)
      },
      ReportLine.fact(
        "trigger", in: style, DisplayText.prose(setting.trigger.text, inASCII: style.inASCII))
        + ReportLine.fact(
          "runs", in: style,
          "\(study.runCount) of \(setting.duration), the trigger from \(setting.start) on")
        + ReportLine.interruption(
          study.isFinished && remedies.allSatisfy(\.study.isFinished), in: style),
      Self.table(study, style), Self.chart(study, style), Self.loops(study, style),
    ]
    for (change, remedy) in remedies {
      let answer =
        "With \(DisplayText.prose(change, inASCII: style.inASCII)): \(Self.answer(remedy))"
      sections.append(
        DisplayText.wrapped(answer, to: style.width).map {
          ReportLine($0, remedy.isVulnerable ? .bad : .good)
        })
      if remedy.isVulnerable { sections.append(Self.table(remedy, style)) }
    }
    text = sections.text(in: style) + "\n" + ShellCommand(command, style: style).text + "\n"
  }

  static func answer(_ study: CollapseStudy) -> String {
    let vulnerable = study.rows.filter(\.isVulnerable)
    let open = study.rows.filter { !$0.isFinished }.count
    let rest =
      open == 0 ? "" : "; \(open) of \(study.rows.count) loads were not looked at to the end"
    guard let first = vulnerable.first, let last = vulnerable.last else {
      if open > 0 { return "nothing has kept the system down so far" + rest }
      return study.rows.allSatisfy(\.isOverloaded)
        ? "the system carries none of these loads, trigger or not"
        : "the system is back in time from every trigger at every load that it carries"
    }
    let region = vulnerable.count == 1 ? first.load : "\(first.load) to \(last.load)"
    return "the system is not back by the end of the run at \(region)" + rest
  }

  private static func table(_ study: CollapseStudy, _ style: ReportStyle) -> [ReportLine] {
    let key = study.setting.trigger.sizeKey
    var table = TextTable([
      ("", DisplayText.name(study.setting.load.path)), ("comes back", "from \(key)"),
      ("stays down", "from \(key)"), ("recovery", "time"), ("comes back", "at load"),
    ])
    for row in study.rows {
      let sizes = study.setting.sizes
      guard !row.isOverloaded else {
        table.add([row.load, "overloaded without it", "", "", ""], role: .doubtful)
        continue
      }
      let release = row.releaseShare.map { Figure.share($0) } ?? (row.isVulnerable ? "none" : "")
      table.add(
        [
          row.load, row.bracket.holding.map { sizes.text($0) } ?? Figure.none,
          row.bracket.failing.map { sizes.text($0) } ?? Figure.none,
          row.recovered.map { Figure.observation($0.recoverySeconds, in: .seconds, inASCII: true) }
            ?? Figure.none,
          release,
        ], role: row.isVulnerable ? .bad : .plain)
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  /// Trigger sizes from large to small, a column for each load.
  private static func chart(_ study: CollapseStudy, _ style: ReportStyle) -> [ReportLine] {
    let sizes = study.setting.sizes
    guard study.isVulnerable, study.rows.count <= 80 else { return [] }
    let height = 12
    var lines = [
      ReportLine("Vulnerable region (# stays down, . comes back, o overloaded)", .heading)
    ]
    for line in (0..<height).reversed() {
      let position = (sizes.count - 1) * line / (height - 1)
      var text = "  " + DisplayText.padded(sizes.text(position), to: 10, alignsRight: true) + "  "
      for row in study.rows {
        let isDown = row.bracket.failing.map { position >= $0 } ?? false
        text += row.isOverloaded ? "o" : isDown ? "#" : "."
      }
      lines.append(ReportLine(text))
    }
    let ends = [study.rows.first?.load, study.rows.last?.load].compactMap(\.self)
    lines.append(ReportLine("              loads \(ends.joined(separator: " to "))", .faint))
    return lines
  }

  private static func loops(_ study: CollapseStudy, _ style: ReportStyle) -> [ReportLine] {
    guard let row = study.rows.last(where: \.isVulnerable) else { return [] }
    let notes = row.loops.map(\.sentence)
    // A queue that takes long to drain looks the same as long as the run is short.
    let advice = ["whether it is slow or stuck is told by a longer --duration"]
    let text =
      notes.isEmpty
      ? ["nothing that is known to: neither retries, cold caches nor abandoned work"] : notes
    return ReportLine.list("What keeps it down at \(row.load)", text + advice, style: style)
  }
}

extension SustainingLoop {
  /// `cold cache: cache hits 12% of the time, 80% when all is well`
  var sentence: String {
    switch self {
    case .retries(let attempts, let normally):
      "retries: \(Figure.number(attempts)) attempts for each request, \(Figure.number(normally))"
        + " when all is well"
    case .coldCache(let name, let ratio, let normally):
      "cold cache: \(DisplayText.name(name)) hits \(Figure.share(ratio)) of the time,"
        + " \(Figure.share(normally)) when all is well"
    case .abandonedWork(let name, let share):
      "abandoned work: \(Figure.share(share)) of what \(DisplayText.name(name)) completes is for"
        + " callers that have gone"
    }
  }
}
