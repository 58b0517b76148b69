/// What a sweep found out, as one web page that needs nothing beside itself: curves with intervals, a
/// heat map over two knobs, all points. See ``HTMLReport``.
public struct SweepPage: Hashable, Sendable {
  /// The page in UTF-8.
  public var text: String

  /// Rows that a page may hold in bytes of their lines; of larger sweeps it shows every second point, or
  /// every third, and so on.
  public static let mostBytes = 1_200_000

  /// Of how many points one is shown if all their lines have so many bytes.
  public static func stride(ofBytes count: Int) -> Int {
    max(1, (count + mostBytes - 1) / mostBytes)
  }

  /// - Parameters:
  ///   - rows: Every `stride`th one, in the order of the points.
  ///   - stride: At least 1.
  public init(_ manifest: SweepManifest, rows: [SweepRow], stride: Int = 1) {
    let columns = rows.first?.fields.map(\.key) ?? []
    let outline = SweepOutline(manifest)
    let command = ShellCommand(outline.command).text
    let data: JSONTree = [
      "command": .text(command),
      "sweep": outline.tree,
      "stride": .whole(stride),
      "knees": .array(
        SaturationKnee.all(of: rows, knobs: outline.knobs, clients: outline.clients).map {
          .inline([
            "client": .text($0.client), "knob": .text($0.knob), "point": .whole($0.point),
          ])
        }),
      "columns": .array(columns.map { .text($0) }),
      "rows": .array(rows.map { .array($0.fields.map(Self.tree)) }),
    ]
    let lines = rows.map(\.csv)
    let header = rows.first.map { [$0.csvHeader] } ?? []
    text =
      HTMLPage(
        title: outline.model + " · sweep", data: data, script: .sweep,
        withoutScript: (header + lines.prefix(Self.mostPlainLines) + ["", command])
          .joined(separator: "\n")
      ).text
  }

  private static let mostPlainLines = 100

  private static func tree(_ field: (key: String, text: String?)) -> JSONTree {
    guard let text = field.text else { return .null }
    guard field.key != "digest", let number = Double(text),
      JSONTree.decimalText(of: number) == text
    else { return .text(text) }
    return .number(number)
  }
}
