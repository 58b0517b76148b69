/// What differs between the results that were kept and those of today.
public struct GoldenDifference: Hashable, Sendable {
  public struct Change: Hashable, Sendable {
    /// The scenario, or `as is`.
    public var section: String

    /// Client or component, request name if any, and metric; empty for a whole section.
    public var name: String

    /// `nil` if it was not there.
    public var kept: String?

    /// `nil` if it is no longer there.
    public var found: String?

    /// By how much the value has changed, as a share of the kept one; `nil` unless both are numbers
    /// and the kept one is not 0.
    public var share: Double? {
      guard let kept = kept.flatMap(Double.init), let found = found.flatMap(Double.init), kept != 0
      else { return nil }
      return found / kept - 1
    }
  }

  /// In the order of today's results, and then what is gone.
  public private(set) var changes: [Change] = []

  /// What a kept text says that it is of another version or no such text at all; `nil` if it can be
  /// compared.
  public private(set) var problem: String?

  /// Reads the kept text and compares. Comments, and what stands behind the title of a section, are
  /// not compared.
  ///
  /// - Complexity: O(*n*) in the length of the texts.
  public init(from kept: String, to found: GoldenResults) {
    let header = GoldenResults.heading
    guard kept.hasPrefix(header + "\(GoldenResults.version)\n") else {
      problem =
        kept.hasPrefix(header)
        ? "it is of another version of the format; record it anew"
        : "it holds no recorded results"
      return
    }
    let old = Self.sections(of: kept)
    let new = Self.sections(of: found.text)
    for (title, lines) in new {
      guard let before = old.first(where: { $0.title == title })?.lines else {
        changes.append(.init(section: title, name: "", kept: nil, found: ""))
        continue
      }
      compare(before, lines, in: title)
    }
    for (title, _) in old where !new.contains(where: { $0.title == title }) {
      changes.append(.init(section: title, name: "", kept: "", found: nil))
    }
  }

  private mutating func compare(
    _ before: [(name: String, value: String)], _ after: [(name: String, value: String)],
    in section: String
  ) {
    let known = Dictionary(before.map { ($0.name, $0.value) }) { first, _ in first }
    let present = Set(after.map(\.name))
    for (name, value) in after where known[name] != value {
      changes.append(.init(section: section, name: name, kept: known[name], found: value))
    }
    for (name, value) in before where !present.contains(name) {
      changes.append(.init(section: section, name: name, kept: value, found: nil))
    }
  }

  private typealias Section = (title: String, lines: [(name: String, value: String)])

  private static func sections(of text: String) -> [Section] {
    var sections: [Section] = []
    for line in text.split(whereSeparator: \.isNewline) where !line.hasPrefix("#") {
      if line.hasPrefix("["), let end = line.lastIndex(of: "]") {
        sections.append((String(line[line.index(after: line.startIndex)..<end]), []))
      } else if let space = line.lastIndex(of: " "), !sections.isEmpty {
        let value = String(line[line.index(after: space)...])
        sections[sections.count - 1].lines.append((String(line[..<space]), value))
      }
    }
    return sections
  }
}
