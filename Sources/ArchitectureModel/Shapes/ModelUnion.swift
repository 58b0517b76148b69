/// A place that holds one of several shapes, told apart by one key.
public struct ModelUnion: Hashable, Sendable {
  /// What shapes call it, such as `step`.
  public var name: String
  public var about: String

  /// The names of its shapes; each has exactly one required key or `kind` that the others lack.
  public var shapes: [String]

  init(_ name: String, _ about: String, of shapes: [String]) {
    self.name = name
    self.about = about
    self.shapes = shapes
  }
}

extension ModelUnion {
  /// For each shape of each union the first required key that no other shape of the union has.
  private static let marks: [(union: String, marks: [(key: String, shape: String)])] =
    ModelShapes.unions.map { ($0.name, $0.findMarks()) }

  /// The keys that tell the shapes apart.
  var marks: [(key: String, shape: String)] {
    Self.marks.first { $0.union == name }?.marks ?? []
  }

  private func findMarks() -> [(key: String, shape: String)] {
    let members = shapes.compactMap(ModelShapes.shape)
    return members.compactMap { shape in
      let others = members.filter { $0.name != shape.name }
      let mark = shape.fields.first { field in
        field.isRequired && !others.contains { $0.field(field.key) != nil }
      }
      return mark.map { ($0.key, shape.name) }
    }
  }
}
