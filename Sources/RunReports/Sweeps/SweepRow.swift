import ArchitectureModel
public import Experiments
import RunStatistics

/// One point of a sweep as a line of JSON; every other form of it is made from that line, so that a row
/// that was kept and one that was just finished have the same bytes.
///
///     {"point": 3, "app.instances": 4, "web.offered": 299.8, …, "verdict": "pass", …}
///
/// First the number of the point, its scenario if scenarios are varied, and the values of the knobs
/// (`null`: as in the model). Then the figures, each followed by the ends of its interval, `….lower` and
/// `….upper`, if there are replications. Last `verdict`, `failing` (which expectations did not hold),
/// `digest` and `note`.
public struct SweepRow: Hashable, Sendable {
  /// Without a line feed.
  public let line: String

  /// The number of the point.
  public let point: Int

  /// Keys with texts; `nil` stands for `null`.
  let fields: [(key: String, text: String?)]

  /// The row of a point that was just finished.
  public init(_ point: SweepPoint, of sweep: Sweep) {
    var members = [JSONTree.Member("point", .whole(point.number))]
    if !sweep.plan.scenarios.isEmpty {
      members.append(.init("scenario", .optional(point.setting.scenario, JSONTree.text)))
    }
    for (knob, value) in zip(sweep.plan.knobs, point.setting.values) {
      members.append(.init(knob.path, .optional(value, Self.tree)))
    }
    for (column, figure) in zip(sweep.columns, point.figures) {
      members.append(.init(column.title, .optional(figure.value, JSONTree.number)))
      guard sweep.replications > 1 else { continue }
      members.append(
        .init(column.title + ".lower", .optional(figure.interval?.lower, JSONTree.number)))
      members.append(
        .init(column.title + ".upper", .optional(figure.interval?.upper, JSONTree.number)))
    }
    members.append(
      .init("verdict", .optional(point.verdict) { .text($0.rawValue) }))
    members.append(
      .init("failing", point.failing.isEmpty ? .null : .text(point.failing.joined(separator: "; ")))
    )
    members.append(.init("digest", .text(point.digest.hexadecimal)))
    members.append(.init("note", .optional(point.note) { .text($0.text) }))
    var line = JSONTree.row(members).text
    if line.last == "\n" { line.removeLast() }
    self.line = line
    self.point = point.number
    fields = members.map { ($0.key, $0.value.fieldText) }
  }

  /// A row that was kept; `nil` for a line that is none.
  public init?(_ line: String) {
    guard let value = try? JSONValue(parsing: line), let members = value.members,
      members.first?.key == "point", let point = members.first?.value.number?.whole(as: Int.self)
    else { return nil }
    self.line = line
    self.point = point
    fields = members.map { member in
      (member.key, member.value.isNull ? nil : member.value.text ?? member.value.number?.text)
    }
  }

  /// Comma-separated, as in RFC 4180, without a line feed.
  public var csv: String {
    fields.map { SeriesCSV.field($0.text ?? "") }.joined(separator: ",")
  }

  /// The names of the columns, without a line feed.
  public var csvHeader: String {
    fields.map { SeriesCSV.field($0.key) }.joined(separator: ",")
  }

  /// `nil` if there is no such field, or nothing in it.
  public func text(of key: String) -> String? {
    fields.first { $0.key == key }?.text
  }

  /// A number where the text is the one that a number has, and else a text.
  private static func tree(of value: String) -> JSONTree {
    guard let number = Double(value), JSONTree.decimalText(of: number) == value else {
      return .text(value)
    }
    return .number(number)
  }

  public static func == (first: Self, second: Self) -> Bool { first.line == second.line }

  public func hash(into hasher: inout Hasher) { hasher.combine(line) }
}

extension JSONTree {
  /// A scalar of a row, as it stands in a field.
  fileprivate var fieldText: String? {
    switch self {
    case .null: nil
    case .text(let text): text
    case .number(let value): value.isFinite ? JSONTree.decimalText(of: value) : nil
    case .count(let count): "\(count)"
    case .flag(let flag): "\(flag)"
    case .seconds(let nanoseconds): JSONTree.secondsText(of: nanoseconds)
    case .array, .object, .row: text
    }
  }
}
