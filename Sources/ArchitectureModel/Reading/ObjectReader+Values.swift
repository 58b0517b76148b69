import EventEngine
import TimeBase

extension ObjectReader {
  func text(_ key: String) -> String? {
    value(key).flatMap(model.text)
  }

  func boolean(_ key: String) -> Bool? {
    value(key).flatMap(model.boolean)
  }

  func whole(_ key: String) -> Int? {
    value(key).flatMap { model.whole($0, field(key).value) }
  }

  /// A whole number, or `nil` for `"unlimited"`.
  func limit(_ key: String, default fallback: Int?) -> Int? {
    guard let node = value(key) else { return fallback }
    if node.value.text == "unlimited" { return nil }
    return model.whole(node, field(key).value) ?? fallback
  }

  func number(_ key: String) -> Double? {
    value(key).flatMap { model.number($0, field(key).value) }
  }

  func span(_ key: String) -> TimeSpan? {
    value(key).flatMap { model.span($0, field(key).value) }
  }

  /// How often something comes again that takes an event each time.
  func interval(_ key: String) -> TimeSpan? {
    guard let span = span(key) else { return nil }
    if Double(span.nanoseconds) < ModelReader.shortestRecurrence, let node = value(key) {
      model.report(.rule("that would be more often than once in 1us"), at: node)
    }
    return span
  }

  func rate(_ key: String) -> Rate? {
    value(key).flatMap { model.rate($0, field(key).value) }
  }

  /// A share, where 1 is 100 %.
  func share(_ key: String) -> Double? {
    value(key).flatMap { model.share($0, field(key).value) }
  }

  /// One of the words that the tables list for a key.
  func word(_ key: String) -> String? {
    value(key).flatMap { model.word($0, field(key).value) }
  }

  /// One of the cases of an enumeration.
  func choice<Choice: RawRepresentable<String>>(_ key: String) -> Choice? {
    word(key).flatMap { Choice(rawValue: $0) }
  }

  func object(_ key: String, as shape: String) -> ObjectReader? {
    value(key).flatMap { ObjectReader($0, as: shape, in: model) }
  }

  /// The elements of an array; `nil` if there is none.
  func list(_ key: String) -> [Node]? {
    value(key).flatMap { model.list($0, field(key).value) }
  }

  /// The members of an object whose keys are names, sorted by name; `nil` if there is none.
  func map(_ key: String) -> [(name: String, node: Node)]? {
    value(key).flatMap { model.map($0, field(key).value) }
  }

  func distribution(_ key: String) -> Distribution? {
    value(key).flatMap(model.distribution)
  }

  func steps(_ key: String) -> [Step]? {
    value(key).map(model.steps)
  }

  func name(_ key: String, of sort: NameSort) -> String? {
    value(key).flatMap { model.name($0, of: sort) }
  }
}
