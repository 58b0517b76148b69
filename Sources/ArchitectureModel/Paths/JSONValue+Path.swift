extension JSONValue {
  /// The value at `path`, or the innermost one on the way to it that exists.
  func nearest(to path: ModelPath) -> JSONValue {
    var value = self
    for element in path.elements {
      guard let next = value.child(element) else { return value }
      value = next
    }
    return value
  }

  /// The value at `path`; `nil` if there is none.
  func value(at path: ModelPath) -> JSONValue? {
    var value = self
    for element in path.elements {
      guard let next = value.child(element) else { return nil }
      value = next
    }
    return value
  }

  private func child(_ element: ModelPath.Element) -> JSONValue? {
    switch element {
    case .key(let key): return self[key]
    case .index(let index):
      guard let elements, elements.indices.contains(index) else { return nil }
      return elements[index]
    }
  }
}
