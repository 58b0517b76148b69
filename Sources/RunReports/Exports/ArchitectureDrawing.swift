/// Who calls whom, for tools that draw graphs.
///
/// Whatever a name holds is shown as text: parts have numbers for identifiers, and names stand in
/// quotes, escaped as each language wants it.
public struct ArchitectureDrawing: Hashable, Sendable {
  private struct Part: Hashable {
    var name: String
    var kind: String
  }

  private let parts: [Part]
  private let arrows: [GraphLayout.Arrow]

  /// - Parameters:
  ///   - clients: By name.
  ///   - components: By name and kind, callers before callees where that is possible.
  ///   - calls: Who calls whom; a pair may appear more than once.
  public init(
    clients: [String], components: [(name: String, kind: String)], calls: [RequestPath.Call]
  ) {
    parts =
      clients.map { Part(name: $0, kind: "client") }
      + components.map { Part(name: $0.name, kind: $0.kind) }
    arrows = GraphLayout(names: parts.map(\.name), calls: calls).arrows
  }

  /// A flow chart in the language of Mermaid, which Markdown viewers draw.
  public var mermaid: String {
    var text = "flowchart LR\n"
    for (number, part) in parts.enumerated() {
      let label = Self.mermaidText(part.name) + "<br/>" + Self.mermaidText(part.kind)
      text += "  n\(number)" + Self.mermaidShape(of: part.kind, label) + "\n"
    }
    for arrow in arrows { text += "  n\(arrow.from) --> n\(arrow.to)\n" }
    return text
  }

  /// A directed graph in the language of Graphviz.
  public var dot: String {
    var text = "digraph architecture {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n"
    for (number, part) in parts.enumerated() {
      let label = Self.dotText(part.name) + "\\n" + Self.dotText(part.kind)
      text += "  n\(number) [label=\"\(label)\"];\n"
    }
    for arrow in arrows { text += "  n\(arrow.from) -> n\(arrow.to);\n" }
    return text + "}\n"
  }

  private static func mermaidShape(of kind: String, _ label: String) -> String {
    switch kind {
    case "client": "([\"\(label)\"])"
    case "database", "cache": "[(\"\(label)\")]"
    case "queue": "[[\"\(label)\"]]"
    default: "[\"\(label)\"]"
    }
  }

  private static func mermaidText(_ text: String) -> String {
    var escaped = ""
    for scalar in DisplayText.name(text).unicodeScalars {
      switch scalar {
      case "\"", "<", ">", "&", "#", ";", "`": escaped += "#\(scalar.value);"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func dotText(_ text: String) -> String {
    var escaped = ""
    for scalar in DisplayText.name(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { escaped += "\\" }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
