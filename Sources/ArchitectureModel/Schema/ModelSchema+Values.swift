import TimeBase

extension ModelSchema {
  /// The schema of one value.
  static func schema(of shape: ValueShape) -> JSONValue {
    switch shape {
    case .word(let word): .object([("const", .text(word))])
    case .literal(let number): .object([("const", .number(number))])
    case .text: .object([("type", .text("string"))])
    case .boolean: .object([("type", .text("boolean"))])
    case .choice(let words): .object([("enum", .texts(words))])
    case .whole(let range):
      .object([
        ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
        ("maximum", .number(range.upperBound)),
      ])
    case .seed:
      .object([
        ("type", .text("integer")), ("minimum", .number(0)), ("maximum", .number(UInt64.max)),
      ])
    case .number(let range): number(range)
    case .span: reference("span")
    case .rate, .rateOrZero: reference("rate")
    case .size: reference("size")
    case .percentage: reference("share")
    case .metric: reference("metric")
    case .bound: .object([("type", .texts(["string", "number"]))])
    case .name: .object([("type", .text("string")), ("minLength", .number(1))])
    case .shape(let name), .union(let name): reference(name)
    case .list(let element, let count):
      .object([
        ("type", .text("array")), ("items", schema(of: element)), ("minItems", .number(count)),
      ])
    case .map(let value):
      .object([
        ("type", .text("object")), ("additionalProperties", schema(of: value)),
        ("propertyNames", .object([("minLength", .number(1)), ("maxLength", .number(200))])),
      ])
    case .either(let shapes):
      shapes.isEmpty ? .object([]) : .object([("anyOf", .array(shapes.map(schema)))])
    }
  }

  private static func number(_ range: NumberRange) -> JSONValue {
    if range == .any { return .object([("type", .text("number"))]) }
    return .object([
      ("type", .text("number")),
      (range.includesLeast ? "minimum" : "exclusiveMinimum", .number(range.least)),
      ("maximum", .number(range.greatest)),
    ])
  }

  private static let decimal = #"([0-9]+\.?[0-9]*|\.[0-9]+)"#
  private static let unit = "(ns|us|µs|μs|ms|s|sec|m|min|h|hour|d|day)"

  private static let sizeUnit = "(" + ModelReader.sizeUnits.map(\.name).joined(separator: "|") + ")"

  static let percentileKey = #"^p[0-9]{1,3}(\.[0-9]+)?$"#

  /// The texts that are quantities.
  static var quantities: [(String, JSONValue)] {
    let span = "\(decimal) *\(unit)"
    return [
      (
        "span",
        pattern("A length of time, such as 250ms, 1.5s or 1m30s.", "^\(span)( *\(span))* *$")
      ),
      (
        "rate",
        pattern(
          "A rate, such as 300/s, 20/min or 5 per 10s.",
          "^\(decimal) *(/|per ) *(\(unit)|\(span)( *\(span))* *)$")
      ),
      ("size", pattern("An amount of data, such as 512B or 64KiB.", "^\(decimal) *\(sizeUnit)$")),
      ("share", pattern("A share, such as 20%.", "^\(decimal) *%$")),
      ("metric", metric),
    ]
  }

  private static var metric: JSONValue {
    .object([
      ("description", .text("What is measured, of a client or a component.")),
      (
        "anyOf",
        .array([
          .object([("enum", .texts(Expectation.Metric.examples))]),
          .object([
            ("type", .text("string")),
            (
              "pattern",
              .text(
                #"^((latency|wait|timeToSuccess|timeToFailure)\.p[0-9]{1,2}(\.[0-9]{1,4})?"#
                  + #"|(counter|remembered)\..+)$"#)
            ),
          ]),
        ])
      ),
    ])
  }

  private static func pattern(_ about: String, _ pattern: String) -> JSONValue {
    .object([
      ("description", .text(about)), ("type", .text("string")), ("pattern", .text(pattern)),
    ])
  }
}
