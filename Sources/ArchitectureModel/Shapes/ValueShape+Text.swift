extension ValueShape: CustomStringConvertible {
  /// What a reader expects, in the words of a sentence: `a whole number from 1 to 10000`.
  public var description: String {
    switch self {
    case .word(let word): "\"\(word)\""
    case .literal(let number): "\(number)"
    case .text: "a text"
    case .boolean: "true or false"
    case .choice(let words): "one of " + words.map(\.quoted).joined(separator: ", ")
    case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .seed: "a whole number from 0 to \(UInt64.max)"
    case .number(let range): "\(range)"
    case .span(.fromZero): "a span of time such as \"250ms\""
    case .span(.positive): "a span of time longer than zero, such as \"250ms\""
    case .rate: "a rate above zero, such as \"300/s\""
    case .rateOrZero: "a rate, such as \"300/s\""
    case .size: "a size, such as \"64KiB\""
    case .percentage(let limit): "a share from \"0%\" to \"\(limit)%\""
    case .metric: "a metric such as \"latency.p95\""
    case .bound: "a quantity in the unit of the metric"
    case .name: "a name"
    case .shape(let name), .union(let name): ModelShapes.phrase(for: name)
    case .list: "an array"
    case .map: "an object"
    case .either: alternatives
    }
  }

  /// Choices and literals make one list; everything else stands for itself.
  private var alternatives: String {
    var (listed, others): ([String], [String]) = ([], [])
    for part in parts {
      if case .choice(let words) = part {
        listed += words.map(\.quoted)
      } else if case .literal(let number) = part {
        listed.append("\(number)")
      } else {
        others.append(part.description)
      }
    }
    let list = listed.isEmpty ? [] : ["one of " + listed.joined(separator: ", ")]
    return (list + others).joined(separator: " or ")
  }
}
