import ArchitectureModel
import EventEngine
import RunReports
import TimeBase

/// `simulate check`: says whether a model is valid, what it describes, and what looks unintended.
struct CheckCommand {
  let choice: ModelChoice
  let environment: CommandEnvironment

  func run() throws {
    let file = try ModelFile(choice.model, in: environment)
    let reading = try file.document.reading(
      scenario: choice.scenario, overrides: choice.overrides)
    let architecture = reading.architecture
    let sections = [
      head(architecture), path(architecture), plan(architecture),
      section("Faults", architecture.faults.map(Self.line)),
      section("Expectations", architecture.expectations.map(\.text)),
      section("Scenarios", scenarios(file.document)),
      section(
        reading.advice.isEmpty ? "No advice" : "Advice", reading.advice.map(\.description)),
    ]
    let text = sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
    try environment.output.write(text.joined(separator: "\n"))
  }

  private var style: ReportStyle {
    ReportStyle(usesUnicode: environment.reportStyle.usesUnicode)
  }

  private func head(_ architecture: Architecture) -> [String] {
    var title = shown(architecture.name, to: 40)
    if let scenario = architecture.scenario { title += " with scenario " + shown(scenario, to: 40) }
    return [title + " is valid"] + wrapped(architecture.about, indentation: 0)
  }

  private func path(_ architecture: Architecture) -> [String] {
    let path = RequestPath(
      clients: architecture.clients.map(\.name), components: architecture.components.map(\.name),
      calls: architecture.calls)
    let labels = path.hops.map { DisplayText.truncated($0.label(in: style), to: 44) }
    let width = labels.map { DisplayText.columns(of: $0) }.max() ?? 0
    return ["Path of a request"]
      + zip(path.hops, labels).map { hop, label in
        if hop.isRepeated { return label + " (as above)" }
        let client = architecture.clients.first { $0.name == hop.name }
        let component = architecture.components.first { $0.name == hop.name }
        let summary =
          client.map(ComponentSummary.text) ?? component.map(ComponentSummary.text) ?? ""
        let room = ReportStyle.widest - width - 2
        return DisplayText.padded(label, to: width) + "  " + shown(summary, to: room)
      }
  }

  private func plan(_ architecture: Architecture) -> [String] {
    let run = architecture.run
    let warmup =
      switch run.warmup {
      case .automatic: "the warm-up is found from the run"
      case .fixed(.zero): "no warm-up"
      case .fixed(let length): "a warm-up of \(length)"
      }
    return ["Run", "  \(run.duration) of virtual time, \(warmup), seed \(run.seed)"]
  }

  private func scenarios(_ document: ModelDocument) -> [String] {
    document.scenarios.map { $0.about.isEmpty ? $0.name : "\($0.name): \($0.about)" }
  }

  private static func line(_ fault: Fault) -> String {
    if let recurrence = fault.recurrence {
      let length = recurrence.down.mean
      let lasting = length > 0 ? ", each for \(mean(recurrence.down))" : ""
      return "\(fault.title) again and again, \(mean(recurrence.up)) after the last\(lasting)"
    }
    let end =
      fault.effect.isInstantaneous
      ? ""
      : fault.effect.endsByItself
        ? ", until every instance is new" : fault.duration.map { " for \($0)" } ?? ", for good"
    guard let trigger = fault.trigger else { return "\(fault.title) at \(fault.start)\(end)" }
    let delay = fault.start > .zero ? ", \(fault.start) later" : ""
    return "\(fault.title) once \(trigger.metric.rawValue) of \(trigger.subject) is above"
      + " \(trigger.limitText)\(delay)\(end)"
  }

  /// A time that is always the same, or what it is on average.
  private static func mean(_ distribution: Distribution) -> String {
    if case .constant(let span) = distribution { return "\(span)" }
    return "about \(TimeSpan(roundingNanoseconds: distribution.mean))"
  }

  private func section(_ title: String, _ items: [String]) -> [String] {
    guard !items.isEmpty || title.hasPrefix("No ") else { return [] }
    return [title] + items.flatMap { wrapped($0, indentation: 2) }
  }

  // MARK: Text

  private func shown(_ text: String, to limit: Int) -> String {
    let name = DisplayText.name(text, inASCII: !style.usesUnicode)
    return DisplayText.truncated(name, to: limit, ellipsis: style.usesUnicode ? "…" : "...")
  }

  /// Lines that hang below the first one.
  private func wrapped(_ text: String, indentation: Int) -> [String] {
    let prose = DisplayText.prose(text, inASCII: !style.usesUnicode)
    let lines = DisplayText.wrapped(prose, to: ReportStyle.widest - indentation - 2)
    return lines.enumerated().map { index, line in
      String(repeating: " ", count: indentation + (index == 0 || indentation == 0 ? 0 : 2)) + line
    }
  }
}
