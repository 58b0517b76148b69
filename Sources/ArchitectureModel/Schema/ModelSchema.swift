/// The JSON Schema (draft 2020-12) of model files, which editors complete and check them with.
///
/// It is made from ``ModelShapes``, so it knows every key that a reader knows. What a schema cannot
/// say, such as that a name must exist, only a reader checks.
public enum ModelSchema {
  /// The schema as a JSON text; the same bytes always.
  public static let text = PrettyJSON.text(of: root)

  private static var root: JSONValue {
    .object([
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("Rehearsal model, format \(ModelShapes.format)")),
      ("$ref", .text("#/$defs/model")),
      (
        "$defs",
        .object(
          quantities + ModelShapes.all.map { ($0.name, object($0)) }
            + ModelShapes.unions.map { ($0.name, union($0)) })
      ),
    ])
  }

  private static func object(_ shape: ModelShape) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("description", .text(shape.about)), ("type", .text("object")),
      ("properties", .object(shape.fields.map { ($0.key, property($0)) })),
    ]
    if let percentiles = shape.percentiles {
      members.append(
        ("patternProperties", .object([(percentileKey, schema(of: percentiles))])))
    }
    members.append(("additionalProperties", .boolean(false)))
    let required = shape.fields.filter(\.isRequired).map(\.key)
    if !required.isEmpty { members.append(("required", .texts(required))) }
    if !shape.exactlyOneOf.isEmpty {
      let choices = shape.exactlyOneOf.map { JSONValue.object([("required", .texts([$0]))]) }
      members.append(("oneOf", .array(choices)))
    }
    if !shape.together.isEmpty {
      let others = shape.together.map { key in
        (key, JSONValue.texts(shape.together.filter { $0 != key }))
      }
      members.append(("dependentRequired", .object(others)))
    }
    return .object(members)
  }

  private static func property(_ field: ModelShape.Field) -> JSONValue {
    let about = field.about + (field.fallback.map { " Default: \($0)." } ?? "")
    let members = schema(of: field.value).members ?? []
    return JSONValue(.object([JSONValue.Member("description", .text(about))] + members))
  }

  private static func union(_ union: ModelUnion) -> JSONValue {
    .object([
      ("description", .text(union.about)),
      ("oneOf", .array(union.shapes.map(reference))),
    ])
  }

  static func reference(_ name: String) -> JSONValue {
    .object([("$ref", .text("#/$defs/\(name)"))])
  }
}
