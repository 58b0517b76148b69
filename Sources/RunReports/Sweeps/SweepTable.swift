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
    self.values = values
  }

  /// With a line feed.
  public var header: String {
    var cells = [DisplayText.padded("point", to: 7, alignsRight: true)]
    cells += values.map { cell(DisplayText.name($0.key), $0.width) }
    if clients.count > 1 { cells.append(DisplayText.padded("client", to: clientWidth)) }
    cells += Self.headings.map { DisplayText.padded($0.0, to: $0.1, alignsRight: true) }
    cells += [DisplayText.padded("busiest", to: Self.busiestWidth), "verdict"]
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
      for (name, width, unit) in Self.figures {
        let value = row.text(of: "\(client).\(name)").flatMap(Double.init)
        let figure = value.map {
          Figure.observation($0, in: unit, inASCII: style.inASCII)
        }
        cells.append(DisplayText.padded(figure ?? Figure.none, to: width, alignsRight: true))
      }
      var line = ReportLine(cells.joined(separator: "  ") + "  ")
      if index == 0 {
        line.append(DisplayText.padded(busiest(row), to: Self.busiestWidth) + "  ")
        let verdict = row.text(of: "verdict")
        line.append(verdict ?? Figure.none, Self.role(of: verdict))
      }
      text += line.rendered(in: style) + "\n"
    }
    guard let note = row.text(of: "note") else { return text }
    return text + "         "
      + DisplayText.truncated(DisplayText.prose(note), to: ReportStyle.width - 9) + "\n"
  }

  private static let headings = [
    ("goodput", 9), ("errors", 7), ("mean", 8), ("p95", 8), ("p99", 8),
  ]
  private static let figures: [(String, Int, ExpectationResult.Unit)] = [
    ("goodput", 9, .perSecond), ("errors", 7, .ratio), ("latency.mean", 8, .seconds),
    ("latency.p95", 8, .seconds), ("latency.p99", 8, .seconds),
  ]
  private static let busiestWidth = 18

  private var clientWidth: Int {
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
