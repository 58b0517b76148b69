/// What one line of a log says about one request.
struct LogLine {
  var time: Substring
  var request: Substring?
  var key: Substring?
  var address: Substring?
}

extension LogLine {
  /// A line of the common or combined format of Apache and nginx:
  ///
  ///     203.0.113.7 - - [21/Nov/2026:10:48:22 +0000] "GET /a?b HTTP/1.1" 200 512
  ///
  /// `nil` if it is none.
  init?(accessLog line: Substring) {
    guard let open = line.firstIndex(of: "["), let close = line[open...].firstIndex(of: "]"),
      let quote = line[close...].firstIndex(of: "\"")
    else { return nil }
    let afterQuote = line.index(after: quote)
    guard let end = line[afterQuote...].firstIndex(of: "\"") else { return nil }
    time = line[line.index(after: open)..<close]
    // Without the protocol.
    request = line[afterQuote..<end].split(separator: " ").prefix(2).joined(separator: " ")[...]
    address = line.prefix { $0 != " " }
  }
}

/// Values between commas (RFC 4180), a line each.
enum CommaSeparated {
  /// The values of a line; one between quotation marks may hold commas, and two such marks for one.
  static func values(_ line: Substring) -> [Substring] {
    guard line.contains("\"") else {
      return line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    }
    var values: [Substring] = []
    var value = ""
    var isQuoted = false
    var lastWasQuote = false
    for character in line {
      if character == "\"" {
        // The second of two marks in a row stands for itself.
        if !isQuoted, lastWasQuote { value.append(character) }
        isQuoted.toggle()
        lastWasQuote = !isQuoted
      } else if character == ",", !isQuoted {
        values.append(trimmed(value[...]))
        value = ""
        lastWasQuote = false
      } else {
        value.append(character)
        lastWasQuote = false
      }
    }
    return values + [trimmed(value[...])]
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return text
  }
}
