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

  var columns: Int { DisplayText.columns(of: text) }

  func rendered(in style: ReportStyle) -> String {
    guard style.usesColour else { return text }
    return spans.map { span in
      span.role == .plain || span.text.allSatisfy { $0 == " " }
        ? span.text : "\u{1B}[\(span.role.parameters)m\(span.text)\u{1B}[0m"
    }.joined()
  }
}
