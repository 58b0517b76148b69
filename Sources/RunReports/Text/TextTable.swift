/// A table whose columns are as wide as their contents: names at the left, figures at the right.
///
/// Only the column of names gives way when the whole would be wider than the report.
struct TextTable {
  /// Two lines of heading per column, the upper one possibly empty; the first is of the names.
  var headings: [(upper: String, lower: String)]

  private(set) var rows: [Row] = []

  enum Row {
    case figures([String], role: ReportLine.Role)

    /// A line that belongs to the row before and keeps to no columns.
    case remark(ReportLine)
  }

  private static let gap = 2

  /// The narrowest that a column of names gets.
  private static let narrowestName = 12

  init(_ headings: [(upper: String, lower: String)]) {
    self.headings = headings
  }

  /// Adds a row with one cell per heading.
  mutating func add(_ cells: [String], role: ReportLine.Role = .plain) {
    precondition(
      cells.count == headings.count, "\(cells.count) cells for \(headings.count) headings")
    rows.append(.figures(cells, role: role))
  }

  mutating func remark(_ line: ReportLine) {
    rows.append(.remark(line))
  }

  /// Whether the table can be drawn in `width` columns without shortening figures.
  func fits(_ width: Int) -> Bool {
    figureWidths.reduce(Self.narrowestName) { $0 + Self.gap + $1 } <= width
  }

  /// The heading and the rows; names lose their middle where the table does not ``fits(_:)``.
  func lines(width: Int, ellipsis: String) -> [ReportLine] {
    let figures = figureWidths
    let room = width - figures.reduce(0) { $0 + Self.gap + $1 }
    let names = rows.map { row in
      switch row {
      case .figures(let cells, _): DisplayText.columns(of: cells[0])
      case .remark: 0
      }
    }
    let widest = max(names.max() ?? 0, DisplayText.columns(of: headings[0].lower))
    let nameWidth = max(1, min(room, widest))

    func line(_ cells: [String], _ role: ReportLine.Role) -> ReportLine {
      let name = DisplayText.truncated(cells[0], to: nameWidth, ellipsis: ellipsis)
      var text = DisplayText.padded(name, to: nameWidth)
      for (cell, width) in zip(cells.dropFirst(), figures) {
        text += String(repeating: " ", count: Self.gap)
        text += DisplayText.padded(cell, to: width, alignsRight: true)
      }
      return ReportLine(text, role)
    }
    var lines: [ReportLine] = []
    if headings.contains(where: { !$0.upper.isEmpty }) {
      lines.append(line(headings.map(\.upper), .heading))
    }
    lines.append(line(headings.map(\.lower), .heading))
    for row in rows {
      switch row {
      case .figures(let cells, let role): lines.append(line(cells, role))
      case .remark(let remark): lines.append(remark)
      }
    }
    return lines
  }

  /// The widths of all columns but the first.
  private var figureWidths: [Int] {
    headings.indices.dropFirst().map { column in
      let heading = max(headings[column].upper.count, headings[column].lower.count)
      return rows.reduce(heading) { widest, row in
        guard case .figures(let cells, _) = row else { return widest }
        return max(widest, DisplayText.columns(of: cells[column]))
      }
    }
  }
}
