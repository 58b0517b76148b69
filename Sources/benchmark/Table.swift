/// Text in columns: the first to the left, the others to the right.
struct Table {
  private var rows: [[String]]

  init(header: [String]) {
    rows = [header]
  }

  init(_ measurements: [Measurement]) {
    self.init(header: ["", "ns/op", "Mop/s", "x baseline", "goal, ns", "checksum"])
    for measurement in measurements {
      rows.append([
        measurement.name, Self.decimal(measurement.nanosecondsPerOperation),
        Self.decimal(measurement.millionsPerSecond), Self.decimal(measurement.timesBaseline),
        measurement.goal.map { Self.decimal($0) } ?? "", Self.hexadecimal(measurement.checksum),
      ])
    }
  }

  mutating func append(_ row: [String]) {
    precondition(
      row.count == rows[0].count, "a row of \(row.count) cells in a table of \(rows[0].count)")
    rows.append(row)
  }

  var text: String {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      columns.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// With one decimal, or two below ten.
  static func decimal(_ number: Double) -> String {
    let places = number < 10 ? 2 : 1
    let scale = number < 10 ? 100 : 10
    let scaled = Int((number * Double(scale)).rounded())
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: places - fraction.count)
    return "\(scaled / scale).\(zeros)\(fraction)"
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
