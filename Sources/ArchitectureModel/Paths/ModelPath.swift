/// A place in a model: `clients.web.requests["GET /api/users/{id}"].weight` or `faults[0].for`.
package struct ModelPath: Hashable, Sendable {
  package enum Element: Hashable, Sendable {
    case key(String)
    case index(Int)
  }

  package var elements: [Element]

  package init(_ elements: [Element] = []) {
    self.elements = elements
  }

  package init(keys: String...) {
    elements = keys.map { .key($0) }
  }

  package func appending(_ key: String) -> ModelPath { ModelPath(elements + [.key(key)]) }

  package func appending(_ index: Int) -> ModelPath { ModelPath(elements + [.index(index)]) }
}

extension ModelPath: CustomStringConvertible {
  package var description: String {
    var text = ""
    for element in elements {
      switch element {
      case .index(let index): text += "[\(index)]"
      case .key(let key) where Self.isPlain(key): text += (text.isEmpty ? "" : ".") + key
      case .key(let key): text += "[\(key.quotedBriefly)]"
      }
    }
    return text
  }

  /// Whether a key can stand between dots without quotes.
  private static func isPlain(_ key: String) -> Bool {
    guard !key.isEmpty, key.utf8.count <= 60 else { return false }
    return key.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "_-$*".unicodeScalars.contains(scalar)
    }
  }
}

extension ModelPath: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Element...) {
    self.init(elements)
  }
}

extension ModelPath.Element: ExpressibleByStringLiteral {
  package init(stringLiteral key: String) {
    self = .key(key)
  }
}
