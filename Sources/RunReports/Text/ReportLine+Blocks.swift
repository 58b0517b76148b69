extension ReportLine {
  /// A label and a text of any length behind it.
  static func fact(
    _ label: String, in style: ReportStyle, _ text: String
  ) -> [ReportLine] {
    let margin = 12
    let lines = DisplayText.wrapped(text, to: style.width - margin)
    return lines.enumerated().map { index, line in
      let label = index == 0 ? "  " + label : ""
      return ReportLine(DisplayText.padded(label, to: margin), .faint).appending(line)
    }
  }

  /// What is said of something that was broken off; nothing of what came to its end.
  static func interruption(_ isFinished: Bool, in style: ReportStyle) -> [ReportLine] {
    isFinished ? [] : fact("so far", in: style, "interrupted: this is what these runs have shown")
  }

  /// A list of sentences under a heading; nothing without sentences.
  static func list(_ title: String, _ notes: [String], style: ReportStyle) -> [ReportLine] {
    guard !notes.isEmpty else { return [] }
    var lines = [ReportLine(title, .heading)]
    for note in notes {
      for (index, text) in DisplayText.wrapped(note, to: style.width - 4).enumerated() {
        lines.append(ReportLine(index == 0 ? "  \(style.bullet) " : "    ").appending(text))
      }
    }
    return lines
  }
}

extension [[ReportLine]] {
  /// Sections with an empty line between them; those without lines are left out. Lines that are still
  /// too wide are broken.
  func text(in style: ReportStyle) -> String {
    filter { !$0.isEmpty }
      .map { lines in
        lines.flatMap { $0.wrapped(to: style.width) }
          .map { $0.rendered(in: style) + "\n" }.joined()
      }
      .joined(separator: "\n")
  }
}
