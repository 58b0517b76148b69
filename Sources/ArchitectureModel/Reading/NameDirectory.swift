/// Who exists in a model and what they are, known before any of it is read in full, so that a name
/// can be checked where it is written.
struct NameDirectory {
  struct Component {
    var name: String

    /// The word after `"kind"`; empty if there is no valid one.
    var kind: String
  }

  /// Sorted by name.
  let clients: [String]

  /// Sorted by name.
  let components: [Component]

  init(_ root: JSONValue) {
    clients = Self.sorted(root["clients"]).map(\.key)
    components = Self.sorted(root["components"]).map { member in
      let word = member.value["kind"]?.text ?? ""
      let isKind = ArchitectureModel.Component.Kind.words.contains(word)
      return Component(name: member.key, kind: isKind ? word : "")
    }
  }

  private static func sorted(_ value: JSONValue?) -> [JSONValue.Member] {
    (value?.members ?? []).sorted { $0.key.precedes($1.key) }
  }

  func hasClient(_ name: String) -> Bool {
    clients.firstSorted(named: name, by: \.self) != nil
  }

  /// The kind of a component; `nil` if there is none of this name.
  func kind(of name: String) -> String? {
    components.firstSorted(named: name, by: \.name)?.kind
  }
}
