extension ModelDocument {
  /// Parses the text; keys that appear twice are returned as complaints.
  ///
  /// - Throws: ``InvalidModel`` with the first error of syntax.
  static func parse(
    _ text: SourceText, named source: String
  ) throws(InvalidModel) -> (JSONValue, [Complaint]) {
    guard text.bytes.count <= largestSize else {
      throw InvalidModel(file: source, "the file has more than \(largestSize >> 20) MiB")
    }
    if let offset = text.firstInvalidByte {
      let byte = String(text.bytes[offset], radix: 16, uppercase: true)
      let message = "the byte 0x\(byte) does not belong to UTF-8, in which a model is written"
      throw syntaxError(JSONSyntaxProblem(offset: offset, message: message), text, source)
    }
    var parser = JSONParser(text.bytes)
    do {
      let root = try parser.readDocument()
      let duplicates = parser.duplicates
      return (root, duplicates.map { complaint(about: $0, in: text) })
    } catch {
      throw syntaxError(error, text, source)
    }
  }

  private static func syntaxError(
    _ problem: JSONSyntaxProblem, _ text: SourceText, _ source: String
  ) -> InvalidModel {
    InvalidModel([
      ModelProblem(
        at: place(text.positions(of: [problem.offset])[0], source), .syntax(problem.message))
    ])
  }

  private static func complaint(
    about duplicate: JSONParser.Duplicate, in text: SourceText
  ) -> Complaint {
    let first = text.positions(of: [duplicate.firstOffset])[0]
    let message =
      "key \(duplicate.key.quotedBriefly) appears twice; "
      + "first in line \(first.line), column \(first.column)"
    return Complaint(
      origin: .file(offset: duplicate.offset), path: ModelPath(), reason: .rule(message))
  }

  private static func place(
    _ position: SourceText.Position, _ source: String
  ) -> ModelProblem.Place {
    .position(file: source, line: position.line, column: position.column)
  }

  /// Turns complaints into problems, sorted by place, each once.
  ///
  /// - Parameter overrides: The labels of the overrides that were applied.
  static func problems(
    _ complaints: [Complaint], in text: SourceText, named source: String, overrides: [String] = []
  ) -> [ModelProblem] {
    let sorted = complaints.sorted { first, second in
      if first.origin.rank != second.origin.rank { return first.origin.rank < second.origin.rank }
      return "\(first.path)".precedes("\(second.path)")
    }
    let places = places(of: sorted.map(\.origin), in: text, named: source, overrides: overrides)
    var problems: [ModelProblem] = []
    for (complaint, place) in zip(sorted, places) {
      let problem = ModelProblem(
        at: place, path: "\(complaint.path)", complaint.reason, scenario: complaint.scenario)
      if problem != problems.last { problems.append(problem) }
    }
    return problems
  }

  static func advice(
    _ remarks: [Remark], in text: SourceText, named source: String, overrides: [String] = []
  ) -> [ModelAdvice] {
    let sorted = remarks.sorted { $0.origin.rank < $1.origin.rank }
    let places = places(of: sorted.map(\.origin), in: text, named: source, overrides: overrides)
    return zip(sorted, places).map { ModelAdvice(at: $1, path: "\($0.path)", $0.message) }
  }

  /// - Precondition: `origins` is sorted by rank.
  private static func places(
    of origins: [JSONValue.Origin], in text: SourceText, named source: String, overrides: [String]
  ) -> [ModelProblem.Place] {
    let offsets = origins.compactMap { origin -> Int? in
      if case .file(let offset) = origin { offset } else { nil }
    }
    let positions = text.positions(of: offsets)
    return origins.enumerated().map { index, origin in
      switch origin {
      case .file: place(positions[index], source)
      case .override(let index): .override(overrides[index])
      case .nowhere: .file(source)
      }
    }
  }
}

extension JSONValue.Origin {
  /// Where problems stand among others: the file in its order, then overrides in theirs.
  fileprivate var rank: (Int, Int) {
    switch self {
    case .file(let offset): (0, offset)
    case .override(let index): (1, index)
    case .nowhere: (2, 0)
    }
  }
}
