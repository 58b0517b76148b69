/// One line of a text report: spans of safe text, each with what it means.
struct ReportLine: Hashable {
  /// What a span means; the style decides what that looks like.
  enum Role: Hashable {
    case plain, heading, faint, good, bad, doubtful

    /// The parameters of the ANSI sequence that selects the look.
    var parameters: String {
      switch self {
      case .plain: "0"
      case .heading: "1"
      case .faint: "2"
      case .good: "32"
      case .bad: "1;31"
      case .doubtful: "33"
      }
    }
  }

  struct Span: Hashable {
    var text: String
    var role: Role
  }

  private(set) var spans: [Span] = []

  init() {}

  init(_ text: String, _ role: Role = .plain) {
    append(text, role)
  }

  mutating func append(_ text: String, _ role: Role = .plain) {
    spans.append(Span(text: text, role: role))
  }

  func appending(_ text: String, _ role: Role = .plain) -> ReportLine {
    var line = self
    line.append(text, role)
    return line
  }

  /// The text without colours and without spaces at its end.
  var text: String {
    var text = spans.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// Whatever a name or an expectation has brought along that is not ASCII, spelt out.
  private var inASCII: ReportLine {
    var line = ReportLine()
    for span in spans { line.append(DisplayText.ascii(span.text), span.role) }
    return line
  }

  /// The line in pieces of at most so many columns, broken at spaces where there are any; what follows
  /// the first piece is set in.
  func wrapped(to width: Int) -> [ReportLine] {
    guard columns > width else { return [self] }
    let signs = spans.flatMap { span in span.text.map { (sign: $0, role: span.role) } }
    let margin = min(width / 2, signs.prefix { $0.sign == " " }.count + 4)
    var lines: [ReportLine] = []
    var rest = signs[...]
    while !rest.isEmpty {
      let indentation = lines.isEmpty ? 0 : margin
      var used = indentation
      var end = rest.startIndex
      while end < rest.endIndex, used + (rest[end].sign.columns ?? 1) <= width {
        used += rest[end].sign.columns ?? 1
        end += 1
      }
      if end < rest.endIndex {
        let space = rest[..<end].lastIndex { $0.sign == " " }
        let first = rest.firstIndex { $0.sign != " " } ?? rest.startIndex
        if let space, space > first { end = space }
      }
      var line = ReportLine(String(repeating: " ", count: indentation))
      for piece in rest[..<max(end, rest.startIndex + 1)] {
        line.append(String(piece.sign), piece.role)
      }
      lines.append(line.joined)
      rest = rest[max(end, rest.startIndex + 1)...].drop { $0.sign == " " }
    }
    return lines
  }

  /// The same with one span for each stretch of one role.
  private var joined: ReportLine {
    var line = ReportLine()
    for span in spans {
      if line.spans.last?.role == span.role {
        line.spans[line.spans.count - 1].text += span.text
      } else {
        line.spans.append(span)
      }
    }
    return line
  }

  var columns: Int { DisplayText.columns(of: text) }

  func rendered(in style: ReportStyle) -> String {
    let line = style.inASCII ? inASCII : self
    guard style.usesColour else { return line.text }
    return line.spans.map { span in
      span.role == .plain || span.text.allSatisfy { $0 == " " }
        ? span.text : "\u{1B}[\(span.role.parameters)m\(span.text)\u{1B}[0m"
    }.joined()
  }
}
