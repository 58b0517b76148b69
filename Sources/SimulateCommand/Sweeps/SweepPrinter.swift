import Experiments
import RunReports

/// Prints the rows of a sweep in one of its formats.
struct SweepPrinter {
  private let format: SweepRequest.Format
  private let table: SweepTable?
  private let output: any TextSink

  /// - Parameter table: What is printed as text; without it that is csv.
  init(_ format: SweepRequest.Format, _ table: SweepTable?, to output: any TextSink) {
    self.format = format
    self.table = table
    self.output = output
  }

  func write(_ row: SweepRow, isFirst: Bool) throws {
    switch (format, table) {
    case (.jsonl, _): try output.write(row.line + "\n")
    case (.text, let table?):
      try output.write((isFirst ? table.header : "") + table.lines(row))
    case (.csv, _), (.text, nil):
      try output.write((isFirst ? row.csvHeader + "\n" : "") + row.csv + "\n")
    }
  }
}
