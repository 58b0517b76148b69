/// One thing that a model file may say, as people ask for it: `service`, `compute`, `outage`.
public struct ModelTopic: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    case shape(ModelShape)

    /// A place that holds one of several.
    case union(ModelUnion)

    /// What expectations can be about.
    case metrics
  }

  /// What it is called.
  public var word: String

  /// Under which heading a list has it.
  public var group: String
  public var content: Content

  /// Every topic, group by group: each shape and union of the format once, and the metrics.
  public static let all: [ModelTopic] = {
    var topics: [ModelTopic] = []
    var grouped: [String] = []
    for union in ModelShapes.unions {
      let group = groups.first { $0.union == union.name }?.title ?? union.name
      topics.append(ModelTopic(word: union.name, group: group, content: .union(union)))
      for shape in union.shapes.compactMap(ModelShapes.shape) {
        grouped.append(shape.name)
        topics.append(
          ModelTopic(word: word(for: shape, in: union), group: group, content: .shape(shape)))
      }
    }
    for shape in ModelShapes.all where !grouped.contains(shape.name) {
      topics.append(
        ModelTopic(word: shape.name, group: "Everything else", content: .shape(shape)))
    }
    topics.append(ModelTopic(word: "metrics", group: "Everything else", content: .metrics))
    return topics
  }()

  private static let groups = [
    (union: "component", title: "Components"), (union: "step", title: "Steps of handlers"),
    (union: "fault", title: "Faults"), (union: "limit", title: "Limits of gateways"),
    (union: "algorithm", title: "Algorithms of balancers"),
    (union: "healthRule", title: "Rules of health endpoints"),
  ]

  /// The key that tells a shape from the others of its union, unless the shape itself is called so or
  /// something else is.
  private static func word(for shape: ModelShape, in union: ModelUnion) -> String {
    // Components are told apart by the word after "kind".
    guard union.name != "component",
      let mark = union.marks.first(where: { $0.shape == shape.name })?.key,
      ModelShapes.shape(mark) == nil, ModelShapes.union(mark) == nil
    else { return shape.name }
    return mark
  }

  private init(word: String, group: String, content: Content) {
    self.word = word
    self.group = group
    self.content = content
  }

  /// The topic of a word, or of the name that the schema has for it; `nil` if there is none.
  public init?(_ word: String) {
    let found =
      Self.all.first { $0.word == word }
      ?? Self.all.first {
        if case .shape(let shape) = $0.content { shape.name == word } else { false }
      }
    guard let found else { return nil }
    self = found
  }

  /// The keys of an object that has a shape; nothing of other topics.
  public var fields: [ModelShape.Field] {
    if case .shape(let shape) = content { shape.fields } else { [] }
  }

  /// The key of that name; `nil` if there is none.
  public func field(_ key: String) -> ModelShape.Field? { fields.first { $0.key == key } }

  /// One sentence.
  public var about: String {
    switch content {
    case .shape(let shape): shape.about
    case .union(let union): union.about
    case .metrics: "What expectations can be about, and for whom each exists."
    }
  }
}
