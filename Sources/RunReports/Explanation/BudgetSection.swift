import ArchitectureSimulation
import TimeBase

/// Where the time of one client's requests goes: for the mean and for the slowest ones.
struct BudgetSection {
  let client: Explanation.Client
  let style: ReportStyle

  private static let barWidth = 20

  var lines: [ReportLine] {
    let name = DisplayText.name(client.name, inASCII: style.inASCII)
    guard client.successes.count + client.failures.count > 0 else {
      return [ReportLine("Where the time of \(name) goes", .heading).appending(": nothing ended")]
    }
    let budgets = [client.successes, client.slowest, client.failures]
    let titles = ["all successes", "slowest 1%", "failures"]
    let shown = zip(titles, budgets).filter { $0.1.count > 0 }
    var table = TextTable(
      [("", "Where the time of \(name) goes")]
        + shown.flatMap { [("", $0.0), ("", "share")] } + [("", "")])
    table.add(
      ["  requests"] + shown.flatMap { [Figure.count($0.1.count), ""] } + [""], role: .faint)
    for (component, use) in cells {
      var cells: [String] = []
      for (_, budget) in shown {
        let mean = budget.mean(of: use, at: component)
        cells.append(mean == 0 ? Figure.none : time(mean))
        cells.append(mean == 0 ? "" : Figure.share(mean / budget.mean))
      }
      let label = DisplayText.name(component, inASCII: style.inASCII)
      // Of the slowest, if there are any successes: that is what one wants to know.
      let judged = client.slowest.count > 0 ? client.slowest : client.failures
      let share = judged.mean > 0 ? judged.mean(of: use, at: component) / judged.mean : 0
      let bar = style.bar(share * Double(Self.barWidth))
      table.add(["  \(label): \(use.title)"] + cells + [DisplayText.padded(bar, to: Self.barWidth)])
    }
    table.add(
      ["  in all"] + shown.flatMap { [time($0.1.mean), $0.1.mean > 0 ? "100%" : ""] } + [""])
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }

  /// Every part that anybody has, in the order of the result.
  private var cells: [(String, TimeUse)] {
    let parts = client.successes.parts + client.slowest.parts + client.failures.parts
    var components: [String] = []
    for part in parts where !components.contains(part.component) {
      components.append(part.component)
    }
    return components.flatMap { component in
      TimeUse.allCases.filter { use in
        parts.contains { $0.component == component && $0.use == use }
      }.map { (component, $0) }
    }
  }

  private func time(_ seconds: Double) -> String {
    Figure.time(TimeSpan(reported: seconds), inASCII: style.inASCII)
  }
}
