import Experiments

/// Theory beside simulation.
struct TheorySection {
  let check: TheoryCheck
  let style: ReportStyle

  var lines: [ReportLine] {
    guard !check.rows.isEmpty else { return [] }
    var table = TextTable([
      ("", "Theory beside simulation"), ("", "exact"), ("", "simulated"), ("standard", "error"),
      ("", "z"),
    ])
    for row in check.rows {
      let name = DisplayText.name(row.component, inASCII: style.inASCII)
      switch row.finding {
      case .unknown(let reason):
        let text = DisplayText.name(reason, inASCII: style.inASCII)
        for line in DisplayText.wrapped(
          "\(name): no exact answer, for \(text)", to: style.width - 4)
        {
          table.remark(ReportLine("  " + line, .faint))
        }
      case .known(let system, let values):
        let title = style.inASCII ? system.replacing("∞", with: "inf") : system
        table.remark(ReportLine("  \(name) is \(title)"))
        for value in values { table.add(cells(value)) }
      }
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  private func cells(_ value: TheoryCheck.Value) -> [String] {
    func figure(_ number: Double?) -> String {
      number.map { Figure.observation($0, in: value.metric.unit, inASCII: style.inASCII) }
        ?? Figure.none
    }
    return [
      "    " + DisplayText.prose(value.metric.title, inASCII: style.inASCII), figure(value.exact),
      value.simulated == nil ? "too short" : figure(value.simulated), figure(value.standardError),
      value.zScore.map { ($0 < 0 ? "-" : "+") + Figure.number(abs($0)) } ?? Figure.none,
    ]
  }
}
