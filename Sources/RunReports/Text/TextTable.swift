/// A table whose columns are as wide as their contents: names at the left, figures at the right.
///
/// The column of names gives way when the whole would be wider than the report. Where that is not
/// enough, the table is cut between two columns, and what does not fit is set below, names repeated.
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

  /// The heading and the rows, in several blocks where the table does not ``fits(_:)``.
  func lines(width: Int, ellipsis: String) -> [ReportLine] {
    let blocks = blocks(width)
    return blocks.enumerated().flatMap { index, columns in
      (index > 0 ? [ReportLine("")] : [])
        + lines(columns, width, ellipsis, hasRemarks: index == blocks.count - 1)
    }
  }

  /// The columns of figures of each block.
  private func blocks(_ width: Int) -> [Range<Int>] {
    let all = 1..<headings.count
    guard !fits(width) else { return [all] }
    let room = width - max(Self.narrowestName, min(nameWidth, width / 4))
    var blocks: [Range<Int>] = []
    var (first, used) = (1, 0)
    for (column, figure) in zip(all, figureWidths) {
      if used + Self.gap + figure > room, column > first {
        blocks.append(first..<column)
        (first, used) = (column, 0)
      }
      used += Self.gap + figure
    }
    return blocks + [first..<headings.count]
  }

  /// The widest name.
  private var nameWidth: Int {
    rows.reduce(DisplayText.columns(of: headings[0].lower)) { widest, row in
      guard case .figures(let cells, _) = row else { return widest }
      return max(widest, DisplayText.columns(of: cells[0]))
    }
  }

  private func lines(
    _ columns: Range<Int>, _ width: Int, _ ellipsis: String, hasRemarks: Bool
  ) -> [ReportLine] {
    let figures = Array(figureWidths[columns.lowerBound - 1..<columns.upperBound - 1])
    let room = width - figures.reduce(0) { $0 + Self.gap + $1 }
    let nameWidth = max(1, min(room, nameWidth))

    func line(_ cells: [String], _ role: ReportLine.Role) -> ReportLine {
      let name = DisplayText.truncated(cells[0], to: nameWidth, ellipsis: ellipsis)
      var text = DisplayText.padded(name, to: nameWidth)
      for (cell, width) in zip(cells[columns], figures) {
        text += String(repeating: " ", count: Self.gap)
        text += DisplayText.padded(cell, to: width, alignsRight: true)
      }
      return ReportLine(text, role)
    }
    var lines: [ReportLine] = []
    if headings[columns].contains(where: { !$0.upper.isEmpty }) {
      lines.append(line(headings.map(\.upper), .heading))
    }
    lines.append(line(headings.map(\.lower), .heading))
    for row in rows {
      switch row {
      case .figures(let cells, let role): lines.append(line(cells, role))
      case .remark(let remark): if hasRemarks { lines.append(remark) }
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
