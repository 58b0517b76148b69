/// Replaces values of a tree by path, for overrides and scenarios alike.
struct TreeEditor {
  /// Why a value cannot be put where it should go.
  struct Refusal: Error {
    var reason: ModelProblem.Reason

    init(_ reason: ModelProblem.Reason) {
      self.reason = reason
    }
  }

  private(set) var root: JSONValue

  /// What has been set since the last ``beginChanges()``: each place by its whole path, and as it was
  /// written.
  private var places: [(full: [String], written: String)] = []

  init(_ root: JSONValue) {
    self.root = root
  }

  /// Begins a set of changes, in which each place may be set once, however it is spelled.
  mutating func beginChanges() { places = [] }

  /// Puts `value` at a path such as `app.instances`; `null` removes what is there.
  ///
  /// A key that is not there yet is added: whether it means anything is for the reader to say, who
  /// knows all keys. So are objects on the way to it that have a known key.
  mutating func set(
    _ path: String, to value: JSONValue
  ) throws(Refusal) {
    let elements: [String]
    do {
      elements = try ModelPath(text: path).elements.map(\.name)
    } catch {
      throw Refusal(.rule(error.message))
    }
    let full = try resolve(elements)
    if let before = places.first(where: { $0.full == full }) {
      throw Refusal(.rule("this is the same place as '\(before.written)', which is set as well"))
    }
    places.append((full, path))
    root = try Self.replacing(root, full[...], with: value, at: ModelPath())
  }

  /// What stands at a path such as `app.instances`; `nil` if nothing does.
  func value(at path: String) -> JSONValue? {
    guard let elements = try? ModelPath(text: path).elements.map(\.name),
      let full = try? resolve(elements)
    else { return nil }
    return full.reduce(root) { (container: JSONValue?, name) in
      guard let elements = container?.elements else { return container?[name] }
      return Int(name).flatMap { elements.indices.contains($0) ? elements[$0] : nil }
    }
  }

  /// Adds elements to the array of a top-level key, which is made if it is not there.
  mutating func append(_ elements: [JSONValue], to key: String) {
    guard let array = root[key] else {
      guard let first = elements.first else { return }
      return replace(key, with: JSONValue(.array(elements), from: first.origin))
    }
    guard let present = array.elements else { return }
    replace(key, with: JSONValue(.array(present + elements), from: array.origin))
  }

  /// Puts a value at a top-level key.
  mutating func replace(_ key: String, with value: JSONValue) {
    guard var members = root.members else { return }
    if let index = members.firstIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(JSONValue.Member(key, value, from: value.origin))
    }
    root.content = .object(members)
  }

  /// Prefixes a path that begins with the name of a client or component by where these are.
  private func resolve(_ elements: [String]) throws(Refusal) -> [String] {
    let first = elements[0]
    let sections = ModelShapes.shape("model")?.fields.map(\.key) ?? []
    if first == "scenarios" { throw Refusal(.rule("a scenario is chosen, not changed")) }
    if sections.contains(first) { return elements }
    let names = NameDirectory(root)
    if names.hasClient(first) { return ["clients"] + elements }
    if names.kind(of: first) != nil { return ["components"] + elements }
    let known = sections + names.clients + names.components.map(\.name)
    throw Refusal(
      .unknownName(
        first, sort: "part of the model", suggestion: Spelling.nearest(to: first, among: known)))
  }

  private static func replacing(
    _ container: JSONValue, _ path: ArraySlice<String>, with value: JSONValue, at place: ModelPath
  ) throws(Refusal) -> JSONValue {
    guard let name = path.first else { return value }
    switch container.content {
    case .object(let members):
      return JSONValue(
        .object(try replacing(members, name, path.dropFirst(), with: value, at: place)),
        from: container.origin)
    case .array(var elements):
      guard let index = Int(name), elements.indices.contains(index) else {
        let count = elements.count == 1 ? "1 element" : "\(elements.count) elements"
        throw Refusal(.rule("'\(place)' has \(count), counted from 0, and no '\(name)'"))
      }
      if value.isNull, path.count == 1 {
        elements.remove(at: index)
      } else {
        elements[index] = try replacing(
          elements[index], path.dropFirst(), with: value, at: place.appending(index))
      }
      return JSONValue(.array(elements), from: container.origin)
    case .null, .boolean, .number, .text:
      throw Refusal(
        .rule("'\(place)' is \(container.summary), which has no parts; set all of it"))
    }
  }

  private static func replacing(
    _ members: [JSONValue.Member], _ name: String, _ rest: ArraySlice<String>,
    with value: JSONValue, at place: ModelPath
  ) throws(Refusal) -> [JSONValue.Member] {
    var members = members
    let index = members.firstIndex { $0.key == name }
    guard let index else {
      let isNew = rest.isEmpty ? !value.isNull : ModelShapes.knowsKey(name)
      if let first = rest.first, first.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        let whole = "\(place.appending(name))"
        throw Refusal(.rule("there is no '\(whole)' yet, nor a '\(first)' in it; set all of it"))
      }
      guard isNew else {
        let suggestion = Spelling.nearest(to: name, among: members.map(\.key))
        throw Refusal(.unknownName(name, sort: "part of '\(place)'", suggestion: suggestion))
      }
      let empty = JSONValue(.object([]), from: value.origin)
      let added = try replacing(empty, rest, with: value, at: place.appending(name))
      return members + [JSONValue.Member(name, added, from: value.origin)]
    }
    if value.isNull, rest.isEmpty {
      members.remove(at: index)
    } else {
      members[index].value = try replacing(
        members[index].value, rest, with: value, at: place.appending(name))
    }
    return members
  }
}

extension ModelPath.Element {
  /// The key, or the digits of the index.
  var name: String {
    switch self {
    case .key(let key): key
    case .index(let index): "\(index)"
    }
  }
}
