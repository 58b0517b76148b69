public import ArchitectureSimulation

/// Results of a model that are kept beside it, so that a change of the model or of the simulator
/// shows what it does: scenario by scenario, metric by metric, in a text that a reviewer reads.
///
///     # rehearsal results 1
///     # model shop 3f0a…
///
///     [as is] seed 42, 10m, digest 8b12c30d4e5f6071
///     web goodput 99.87
///     web latency.p95 0.01234
///
/// Values have six significant digits and the unit of the JSON result. Digests are there to tell a
/// change of the figures from a change of the events behind them, and are not compared.
public struct GoldenResults: Hashable, Sendable {
  public static let version = 1

  /// How a file of recorded results begins; the version follows.
  public static let heading = "# rehearsal results "

  public struct Section: Hashable, Sendable {
    /// The scenario, or `as is`.
    public var title: String

    /// Seed, duration and digest, for the reader.
    public var remark: String
    public var lines: [Line]
  }

  public struct Line: Hashable, Sendable {
    /// Client or component, request name if any, and metric.
    public var name: String

    /// `-` if there was nothing to observe.
    public var value: String
  }

  /// What the file says of the model.
  public var model: String
  public private(set) var sections: [Section] = []

  public init(of model: RunResult.Model) {
    self.model = "\(model.name) \(model.sha256.prefix(16))"
  }

  /// Adds the results of a scenario.
  public mutating func add(_ result: RunResult) {
    let lines = MetricTable(result).rows.compactMap { row -> Line? in
      let isEmptyCause = row.metric.name.hasPrefix("failed.") && (row.value ?? 0) == 0
      guard !isEmptyCause else { return nil }
      let subject = [row.metric.subject, row.metric.request].compactMap(\.self)
      return Line(
        name: (subject.map(Self.word) + [row.metric.name]).joined(separator: " "),
        value: row.value.map { SignificantDigits.text(of: $0) } ?? "-")
    }
    let verdicts = result.expectations.map {
      Line(name: "expect " + Self.word($0.text), value: $0.verdict.rawValue)
    }
    let digest = String(result.digest.total, radix: 16)
    sections.append(
      Section(
        title: result.model.scenario ?? "as is",
        remark: "seed \(result.seed), \(result.duration), digest \(digest)",
        lines: lines + verdicts))
  }

  /// The file.
  public var text: String {
    var text = "\(Self.heading)\(Self.version)\n# model \(model)\n"
    for section in sections {
      text += "\n[\(section.title)] \(section.remark)\n"
      for line in section.lines { text += "\(line.name) \(line.value)\n" }
    }
    return text
  }

  /// A name as one word of a line: in quotes if it has spaces or quotes of its own.
  private static func word(_ name: String) -> String {
    guard name.contains(where: { $0.isWhitespace || $0 == "\"" }) else { return name }
    return "\""
      + name.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "'") + "\""
  }
}
