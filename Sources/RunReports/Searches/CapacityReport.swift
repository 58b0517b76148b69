public import Experiments

/// What a search for a capacity found, for people: the answer first, then the values that were tried
/// and why those beyond the bracket do not do.
public struct CapacityReport: Hashable, Sendable {
  /// With a line feed at the end.
  public var text: String

  /// - Parameter command: The arguments that make the search again, the name of the program first.
  public init(
    _ frontier: CapacityFrontier, reproducedBy command: [String], style: ReportStyle = .plain
  ) {
    var sections: [[ReportLine]]
    if let knob = frontier.knob {
      sections = [Self.table(frontier, knob, style)]
    } else {
      let search = frontier.searches[0]
      sections = [
        Self.answer(search, style), Self.facts(search, style), Self.trials(search, style),
      ]
    }
    let runs = frontier.runCount
    sections.append(
      ReportLine.fact("runs", in: style, "\(runs) \(runs == 1 ? "run" : "runs") in all")
        + ReportLine.interruption(frontier.isFinished, in: style))
    text = sections.text(in: style) + "\n" + ShellCommand(command, style: style).text + "\n"
  }

  private static func answer(_ search: CapacitySearch, _ style: ReportStyle) -> [ReportLine] {
    DisplayText.wrapped(sentence(search), to: style.width).map {
      ReportLine($0, search.isConclusive ? .heading : .doubtful)
    }
  }

  /// `web.arrivals.poisson: expectations hold up to 312.5/s, and no longer at 315/s`.
  static func sentence(_ search: CapacitySearch) -> String {
    let path = DisplayText.name(search.ladder.knob.path)
    let isOpen = (search.isFinished ? "could not be" : "is not yet") + " decided"
    let word = search.ladder.isDownwards ? "down to" : "up to"
    switch (search.met, search.unmet) {
    case (nil, let unmet?):
      return "\(path): even at \(unmet) the expectations do not hold"
    case (let met?, nil) where search.isConclusive:
      return "\(path): the expectations hold even at \(met)"
    case (let met?, let unmet?):
      return "\(path): the expectations hold \(word) \(met), and no longer at \(unmet)"
        + (search.isConclusive ? "" : "; in between it \(isOpen)")
    case (let met?, nil):
      return "\(path): the expectations hold at \(met); beyond it \(isOpen)"
    case (nil, nil):
      return "\(path): it \(isOpen) whether the expectations hold"
    }
  }

  private static func facts(_ search: CapacitySearch, _ style: ReportStyle) -> [ReportLine] {
    var lines = ReportLine.fact(
      "confident", in: style,
      "\(search.policy.confidence.percent) that no step of the search went wrong")
    if let binding = search.binding {
      lines += ReportLine.fact("binding", in: style, reason(binding))
    }
    if !search.isConclusive, search.isFinished {
      lines += ReportLine.fact("to decide", in: style, remedy(search))
    }
    return lines
  }

  /// What would decide a search that could not.
  private static func remedy(_ search: CapacitySearch) -> String {
    let blind = search.trials.last { trial in
      trial.answer == .undecided
        && trial.failing.contains { $0.count * 2 < trial.replications }
    }
    if let blind {
      return "not more runs: at \(blind.text) most have nothing to observe, as where no request"
        + " succeeds; end the range before that, or expect something of errors as well"
    }
    let most = search.policy.most
    return "more than \(most) runs of a value, as by --replications \(4 * most), or longer ones, by"
      + " --duration"
  }

  static func reason(_ trial: CapacitySearch.Trial) -> String {
    if trial.isStopped { return "a run was stopped because too much was in flight" }
    return trial.failing.map { expectation in
      let value = expectation.observed.map {
        " (observed " + Figure.observation($0, in: expectation.unit, inASCII: true) + ")"
      }
      return expectation.text + (value ?? "")
    }.joined(separator: "; ")
  }

  static func word(_ answer: BracketSearch.Answer) -> String {
    switch answer {
    case .yes: "holds"
    case .no: "fails"
    case .undecided: "undecided"
    }
  }

  private static func trials(_ search: CapacitySearch, _ style: ReportStyle) -> [ReportLine] {
    var lines = [ReportLine("Values tried", .heading)]
    for trial in search.trials {
      let role: ReportLine.Role =
        switch trial.answer {
        case .yes: .good
        case .no: .bad
        case .undecided: .doubtful
        }
      var line = ReportLine("  " + DisplayText.padded(trial.text, to: 14, alignsRight: true) + "  ")
      line.append(DisplayText.padded(word(trial.answer), to: 10), role)
      line.append(DisplayText.padded("\(trial.replications) runs", to: 10))
      let room = style.width - 38
      line.append(
        DisplayText.truncated(
          DisplayText.prose(reason(trial), inASCII: style.inASCII), to: room,
          ellipsis: style.ellipsis), .faint)
      lines.append(line)
    }
    return lines
  }

  private static func table(
    _ frontier: CapacityFrontier, _ knob: Knob, _ style: ReportStyle
  ) -> [ReportLine] {
    let path = frontier.searches[0].ladder.knob.path
    var table = TextTable([
      ("", DisplayText.name(knob.path)), (DisplayText.name(path), "holds at"), ("", "fails at"),
      ("", "runs"),
    ])
    for (index, search) in frontier.searches.enumerated() {
      table.add(
        [
          DisplayText.name(knob.value(index)), search.met ?? Figure.none,
          search.unmet ?? Figure.none, "\(search.runCount)",
        ], role: search.isConclusive ? .plain : .doubtful)
      if let binding = search.binding {
        table.remark(
          ReportLine(
            "    "
              + DisplayText.truncated(
                DisplayText.prose(reason(binding), inASCII: style.inASCII),
                to: style.width - 4, ellipsis: style.ellipsis), .faint))
      }
    }
    return table.lines(width: style.width, ellipsis: style.ellipsis)
  }
}
