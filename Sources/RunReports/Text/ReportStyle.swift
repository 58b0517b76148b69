/// How a text report is drawn; what it says is the same in every style.
public struct ReportStyle: Hashable, Sendable {
  /// Whether bars, trees, ticks and sparklines are drawn in Unicode. Without, the report is ASCII
  /// to the last byte.
  public var usesUnicode: Bool

  /// Whether verdicts are coloured and headings bold, by ANSI escape sequences.
  public var usesColour: Bool

  /// Columns that a line may have, `narrowest...widest`: what is longer is broken, shortened in its
  /// middle, or of a table set below.
  public var width: Int {
    didSet { width = Self.possible(width) }
  }

  public init(
    usesUnicode: Bool = true, usesColour: Bool = false, width: Int = ReportStyle.widest
  ) {
    self.usesUnicode = usesUnicode
    self.usesColour = usesColour
    self.width = Self.possible(width)
  }

  /// Whether there are fewer columns than reports would like to have.
  var isNarrow: Bool { width < Self.widest }

  private static func possible(_ width: Int) -> Int { max(narrowest, min(widest, width)) }

  /// Unicode without colour: for files and pipes.
  public static let plain = ReportStyle()

  /// For terminals that know nothing else.
  public static let ascii = ReportStyle(usesUnicode: false)

  /// Unicode with colour: for terminals.
  public static let coloured = ReportStyle(usesColour: true)

  /// The widest line of a report, wherever there is room.
  public static let widest = 100

  /// On a terminal that is still narrower, lines are as wide as on one of this width.
  public static let narrowest = 60
}

/// The signs of a style, each one column wide.
extension ReportStyle {
  var inASCII: Bool { !usesUnicode }
  var separator: String { usesUnicode ? " · " : " - " }
  var ellipsis: String { usesUnicode ? "…" : "..." }
  var pass: String { usesUnicode ? "✓" : "+" }
  var fail: String { usesUnicode ? "✗" : "x" }
  var inconclusive: String { "?" }
  var bullet: String { usesUnicode ? "•" : "*" }
  var branch: String { usesUnicode ? "├─ " : "|- " }
  var lastBranch: String { usesUnicode ? "└─ " : "`- " }
  var trunk: String { usesUnicode ? "│  " : "|  " }
  var tick: String { usesUnicode ? "╵" : "|" }
  var faultBar: String { usesUnicode ? "━" : "=" }
  var warmupBar: String { usesUnicode ? "┄" : "-" }

  /// The heights of a sparkline, from nothing to the maximum.
  var sparks: [String] {
    usesUnicode
      ? ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : ["_", ".", ":", "-", "=", "+", "*", "#"]
  }

  /// A bar of `length` columns, to an eighth of one; a share above nothing is never invisible.
  func bar(_ length: Double) -> String {
    guard length > 0, length.isFinite else { return "" }
    guard usesUnicode else {
      return String(repeating: "#", count: max(1, Int(length.rounded())))
    }
    let eighths = max(1, Int((length * 8).rounded()))
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }

  /// A bar of `length` columns, of which a share is filled.
  package func progressBar(_ share: Double, _ length: Int) -> String {
    let filled = min(length, max(0, Int(share * Double(length))))
    return String(repeating: usesUnicode ? "█" : "#", count: filled)
      + String(repeating: usesUnicode ? "░" : ".", count: length - filled)
  }
}
