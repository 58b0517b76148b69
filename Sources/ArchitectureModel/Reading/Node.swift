/// A value of the tree together with its place in the model.
struct Node {
  var value: JSONValue
  var path: ModelPath
}

extension Node {
  /// The elements of an array with their places; `nil` if the value is no array.
  var elements: [Node]? {
    value.elements?.enumerated().map { Node(value: $1, path: path.appending($0)) }
  }

  /// The members of an object with their places, sorted by key so that the order of the file
  /// decides nothing; `nil` if the value is no object.
  var entries: [(name: String, origin: JSONValue.Origin, node: Node)]? {
    value.members?
      .map { ($0.key, $0.origin, Node(value: $0.value, path: path.appending($0.key))) }
      .sorted { $0.0.precedes($1.0) }
  }
}
