import ArchitectureModel
import RunReports

/// What a model file may say, for people: made of the tables that reading and the schema are made of.
struct ModelDescription {
  private let style: ReportStyle

  init(_ style: ReportStyle) {
    self.style = style
  }

  /// What can be explained.
  enum Subject: Hashable {
    case topic(ModelTopic)

    /// A key of some topics that is none itself.
    case key(String)

    /// `nil` if nothing is called so.
    init?(_ word: String) {
      if let topic = ModelTopic(word) {
        self = .topic(topic)
      } else if ModelTopic.all.contains(where: { $0.field(word) != nil }) {
        self = .key(word)
      } else {
        return nil
      }
    }

    /// Topics first.
    static var words: [String] {
      ModelTopic.all.map(\.word) + ModelTopic.all.flatMap { $0.fields.map(\.key) }
    }
  }

  /// Every topic with its sentence.
  var overview: String {
    let width = ModelTopic.all.map(\.word.count).max() ?? 0
    var text = "What a model file may say. Each topic explains itself: simulate describe TOPIC\n"
    var group = ""
    for topic in ModelTopic.all {
      if topic.group != group { text += "\n\(topic.group)\n" }
      group = topic.group
      text += row(topic.word, topic.about, width)
    }
    return text
  }

  func text(of subject: Subject) -> String {
    switch subject {
    case .topic(let topic): text(of: topic)
    case .key(let key): text(ofKey: key)
    }
  }

  /// What a key means in each topic that has it; where it means the same, once.
  private func text(ofKey key: String) -> String {
    var meanings: [(text: String, topics: [String])] = []
    for topic in ModelTopic.all {
      guard let field = topic.field(key) else { continue }
      let text = text(of: field, indentation: 2)
      if let place = meanings.firstIndex(where: { $0.text == text }) {
        meanings[place].topics.append(topic.word)
      } else {
        meanings.append((text, [topic.word]))
      }
    }
    return meanings.map { meaning in
      lines("Of \(meaning.topics.joined(separator: ", "))", indentation: 0) + meaning.text
    }.joined(separator: "\n")
  }

  private func text(of topic: ModelTopic) -> String {
    let head = lines("\(topic.word): \(topic.about)", indentation: 0)
    return switch topic.content {
    case .shape(let shape): head + text(of: shape)
    case .union(let union): head + text(of: union)
    case .metrics: head + metrics
    }
  }

  private func text(of union: ModelUnion) -> String {
    let members = ModelTopic.all.filter { topic in
      if case .shape(let shape) = topic.content { union.shapes.contains(shape.name) } else { false }
    }
    let width = members.map(\.word.count).max() ?? 0
    return "\nOne of\n" + members.map { row($0.word, $0.about, width) }.joined()
  }

  private func text(of shape: ModelShape) -> String {
    var text = "\nExample\n" + lines(shape.example, indentation: 2) + "\nKeys\n"
    for field in shape.fields { text += self.text(of: field, indentation: 2) }
    if let percentiles = shape.percentiles {
      text += lines("p50, p99 and so on: \(words(for: percentiles))", indentation: 2)
    }
    if !shape.exactlyOneOf.isEmpty {
      text +=
        "\n"
        + lines(
          "Exactly one of \(shape.exactlyOneOf.joined(separator: ", "))", indentation: 0)
    }
    if !shape.together.isEmpty {
      text +=
        "\n"
        + lines(
          "All or none of \(shape.together.joined(separator: ", "))", indentation: 0)
    }
    return text
  }

  private func text(of field: ModelShape.Field, indentation: Int) -> String {
    var head = "\(field.key): \(words(for: field.value))"
    if field.isRequired { head += "; required" }
    if let fallback = field.fallback { head += "; if left out: \(fallback)" }
    return lines(head, indentation: indentation) + lines(field.about, indentation: indentation + 4)
  }

  /// What may stand there; of what has a topic of its own, its name.
  private func words(for value: ValueShape) -> String {
    switch value {
    case .shape(let name), .union(let name):
      let topic = ModelTopic.all.first { topic in
        switch topic.content {
        case .shape(let shape): shape.name == name
        case .union(let union): union.name == name
        case .metrics: false
        }
      }
      return "an object (see \(topic?.word ?? name))"
    case .list(let element, let count):
      return "a list of \(count) or more, each \(words(for: element))"
    case .map(let element): return "an object by name, each \(words(for: element))"
    case .either(let parts):
      return parts.isEmpty ? "anything" : parts.map(words).joined(separator: ", or ")
    case .metric: return "a metric such as \"latency.p95\" (see metrics)"
    case .word, .literal, .text, .boolean, .choice, .whole, .seed, .number, .span, .rate,
      .rateOrZero,
      .size, .percentage, .bound, .name:
      return "\(value)"
    }
  }

  private var metrics: String {
    let rows = Expectation.Metric.examples.compactMap { name in
      Expectation.Metric(name).map { (name, "of: " + $0.subjects.joined(separator: ", ")) }
    }
    let width = rows.map(\.0.count).max() ?? 0
    return "\n" + rows.map { row($0.0, $0.1, width) }.joined()
      + "\nPercentiles up to four digits behind the point, such as latency.p99.9; of counters"
      + " counter.NAME.\n"
  }

  // MARK: Text

  private func row(_ word: String, _ about: String, _ width: Int) -> String {
    let text = lines(about, indentation: width + 4)
    return "  " + DisplayText.padded(word, to: width + 2) + text.dropFirst(width + 4)
  }

  private func lines(_ text: String, indentation: Int) -> String {
    let prose = DisplayText.prose(text, inASCII: !style.usesUnicode)
    let space = String(repeating: " ", count: indentation)
    return DisplayText.wrapped(prose, to: ReportStyle.widest - indentation)
      .map { space + $0 + "\n" }.joined()
  }
}
