/// How the values of a knob are written.
enum KnobText {
  /// The parts between commas that stand in no brackets or quotes, without spaces around them.
  static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    var isQuoted = false
    var isEscaped = false
    for character in text {
      if isQuoted {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isQuoted = false
        }
      } else if character == "\"" {
        isQuoted = true
      } else if "{[".contains(character) {
        depth += 1
      } else if "}]".contains(character) {
        depth -= 1
      } else if character == ",", depth <= 0 {
        parts.append(trimmed(part[...]))
        part = ""
        continue
      }
      part.append(character)
    }
    return parts + [trimmed(part[...])]
  }

  /// What a range says: `LOW...HIGH`, `LOW...HIGH by STEP` or `LOW...HIGH x FACTOR`.
  struct Range {
    var first: String
    var last: String
    var step: String?
    var factor: String?
  }

  /// `nil` if there are no three points, or if the text begins like JSON.
  static func range(in text: String) -> Range? {
    guard let begin = text.first, !"{[\"".contains(begin) else { return nil }
    guard let points = firstPoints(in: text) else { return nil }
    var range = Range(first: trimmed(text[..<points.lowerBound]), last: "")
    let rest = text[points.upperBound...]
    for (word, keyPath) in [(" by ", \Range.step), (" x ", \Range.factor)] {
      guard let place = place(of: word, in: rest) else { continue }
      range.last = trimmed(rest[..<place.lowerBound])
      range[keyPath: keyPath] = trimmed(rest[place.upperBound...])
      return range
    }
    range.last = trimmed(rest)
    return range
  }

  /// All values from `first` to `last`, each a multiple of the one before.
  static func powers(
    from first: KnobNumber, to last: KnobNumber, times text: String, in whole: String
  ) throws(KnobProblem) -> [String] {
    guard let factor = KnobNumber(text), factor.unit.isEmpty, factor.value > 1 else {
      throw KnobProblem("the factor of '\(whole)' is a number above 1, such as x 2")
    }
    guard first.significand > 0, first.value < last.value else {
      throw KnobProblem("the range '\(whole)' does not run upwards from above 0")
    }
    guard factor.value <= last.value / first.value else {
      throw KnobProblem("the factor of '\(whole)' leads beyond the range at once")
    }
    var values = ["\(first)"]
    var value = first.value * factor.value
    // A last value that only rounding puts beyond the end belongs to it.
    while value <= last.value * (1 + 1e-9) {
      let text = KnobRange.rounded(value, unit: first.unit)
      guard text != values.last, values.count < Knob.largestCount else {
        throw KnobProblem("the factor of '\(whole)' is too close to 1")
      }
      values.append(text)
      value *= factor.value
    }
    return values
  }

  private static func firstPoints(in text: String) -> Swift.Range<String.Index>? {
    place(of: "...", in: text[...])
  }

  private static func place(
    of word: String, in text: Substring
  ) -> Swift.Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(word) {
        return start..<text.index(start, offsetBy: word.count)
      }
      start = text.index(after: start)
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
