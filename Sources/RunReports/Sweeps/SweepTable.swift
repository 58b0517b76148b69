import ArchitectureSimulation
public import Experiments

/// The points of a sweep as a table for people, one line after the other, so that it can be written
/// while the sweep is still under way.
///
///     point  app.instances   web  goodput/s  errors      p95      p99  busiest            verdict
///         0              1              180   40.0%    2.00 s   2.00 s  app 100%           fail
///         1              2              300      0%   14.2 ms  25.8 ms  app 17.0%          pass
///
/// A model with several clients has a line for each of them.
public struct SweepTable: Sendable {
  private let clients: [String]
  private let components: [String]
  private let values: [(key: String, width: Int)]
  private let style: ReportStyle

  /// What a narrow terminal has no room for is left out: first who is busiest, then figures.
  private let figures: [(name: String, title: String, width: Int, unit: ExpectationResult.Unit)]
  private let showsBusiest: Bool

  /// Values that are looked at to find the width of a column.
  private static let lookedAt = 1_000

  public init(_ sweep: Sweep, style: ReportStyle = .plain) {
    self.style = style
    clients = sweep.columns.filter { $0.name == "goodput" }.map(\.subject)
    components = sweep.columns.filter { $0.name == "utilisation" }.map(\.subject)
    var values: [(key: String, width: Int)] = []
    let names = sweep.plan.scenarios
    if !names.isEmpty {
      values.append(("scenario", max(8, names.map { DisplayText.columns(of: $0) }.max() ?? 0)))
    }
    let step = max(1, sweep.plan.count / Self.lookedAt)
    for (index, knob) in sweep.plan.knobs.enumerated() {
      var width = DisplayText.columns(of: DisplayText.name(knob.path))
      for point in stride(from: 0, to: sweep.plan.count, by: step) {
        let value = sweep.plan.setting(ofPoint: point).values[index] ?? ""
        width = max(width, DisplayText.columns(of: DisplayText.name(value)))
      }
      values.append((knob.path, min(30, width)))
    }
    let layout = Self.layout(
      columns: style.width - values.reduce(0) { $0 + 2 + $1.width }
        - (clients.count > 1 ? 2 + Self.clientWidth(clients) : 0), isNarrow: style.isNarrow)
    figures = layout.figures
    showsBusiest = layout.showsBusiest
    if style.isNarrow {
      // Values give way at last.
      let most = max(8, (style.width - 7 - 2 - Self.verdictWidth) / max(1, values.count) - 2)
      for index in values.indices { values[index].width = min(values[index].width, most) }
    }
    self.values = values
  }

  /// Which figures there is room for in so many columns, beside the point and the verdict.
  private static func layout(
    columns: Int, isNarrow: Bool
  ) -> (
    figures: [(name: String, title: String, width: Int, unit: ExpectationResult.Unit)],
    showsBusiest: Bool
  ) {
    guard isNarrow else { return (all, true) }
    var room = columns - 7 - 2 - verdictWidth
    var shown: [String] = []
    for name in ["goodput", "latency.p95", "errors", "latency.p99", "latency.mean"] {
      guard let figure = all.first(where: { $0.name == name }), room >= figure.width + 2 else {
        break
      }
      room -= figure.width + 2
      shown.append(name)
    }
    return (
      all.filter { shown.contains($0.name) }, shown.count == all.count && room >= busiestWidth + 2
    )
  }

  /// With a line feed.
  public var header: String {
    var cells = [DisplayText.padded("point", to: 7, alignsRight: true)]
    cells += values.map { cell(DisplayText.name($0.key), $0.width) }
    if clients.count > 1 { cells.append(DisplayText.padded("client", to: clientWidth)) }
    cells += figures.map { DisplayText.padded($0.title, to: $0.width, alignsRight: true) }
    if showsBusiest { cells.append(DisplayText.padded("busiest", to: Self.busiestWidth)) }
    cells.append("verdict")
    return ReportLine(cells.joined(separator: "  "), .heading).rendered(in: style) + "\n"
  }

  /// One line for each client, with line feeds; a note on the point behind them.
  public func lines(_ row: SweepRow) -> String {
    var text = ""
    for (index, client) in clients.enumerated() {
      var cells: [String]
      if index == 0 {
        cells = [DisplayText.padded("\(row.point)", to: 7, alignsRight: true)]
        cells += values.map { cell(DisplayText.name(row.text(of: $0.key) ?? "-"), $0.width) }
      } else {
        cells = [String(repeating: " ", count: 7)]
        cells += values.map { String(repeating: " ", count: $0.width) }
      }
      if clients.count > 1 { cells.append(cell(DisplayText.name(client), clientWidth)) }
      for figure in figures {
        let value = row.text(of: "\(client).\(figure.name)").flatMap(Double.init)
        let text = value.map {
          Figure.observation($0, in: figure.unit, inASCII: style.inASCII)
        }
        cells.append(
          DisplayText.padded(text ?? Figure.none, to: figure.width, alignsRight: true))
      }
      var line = ReportLine(cells.joined(separator: "  ") + "  ")
      if index == 0 {
        if showsBusiest {
          line.append(DisplayText.padded(busiest(row), to: Self.busiestWidth) + "  ")
        }
        let verdict = row.text(of: "verdict")
        line.append(verdict ?? Figure.none, Self.role(of: verdict))
      }
      text += line.rendered(in: style) + "\n"
    }
    guard let note = row.text(of: "note") else { return text }
    return text + "         "
      + DisplayText.truncated(DisplayText.prose(note), to: style.width - 9) + "\n"
  }

  private static let all:
    [(name: String, title: String, width: Int, unit: ExpectationResult.Unit)] = [
      ("goodput", "goodput", 9, .perSecond), ("errors", "errors", 7, .ratio),
      ("latency.mean", "mean", 8, .seconds), ("latency.p95", "p95", 8, .seconds),
      ("latency.p99", "p99", 8, .seconds),
    ]
  private static let busiestWidth = 18

  /// `inconclusive`
  private static let verdictWidth = 12

  private var clientWidth: Int { Self.clientWidth(clients) }

  private static func clientWidth(_ clients: [String]) -> Int {
    min(16, clients.map { DisplayText.columns(of: DisplayText.name($0)) }.max() ?? 0)
  }

  private static func role(of verdict: String?) -> ReportLine.Role {
    switch verdict {
    case "pass": .good
    case "fail": .bad
    case "inconclusive": .doubtful
    default: .plain
    }
  }

  private func busiest(_ row: SweepRow) -> String {
    var best: (name: String, share: Double)?
    for name in components {
      guard let share = row.text(of: "\(name).utilisation").flatMap(Double.init) else { continue }
      if best.map({ share > $0.share }) ?? true { best = (name, share) }
    }
    guard let best else { return Figure.none }
    let share = Figure.share(best.share)
    let room = Self.busiestWidth - share.utf8.count - 1
    let name = DisplayText.truncated(
      DisplayText.name(best.name, inASCII: style.inASCII), to: room, ellipsis: style.ellipsis)
    return "\(name) \(share)"
  }

  private func cell(_ text: String, _ width: Int) -> String {
    DisplayText.padded(
      DisplayText.truncated(text, to: width, ellipsis: style.ellipsis), to: width,
      alignsRight: true)
  }
}
