import ArchitectureModel

/// A name that a test asks for and the model does not have.
struct UnknownName {
  let message: String

  init(_ name: String, of sort: String, among known: [String]) {
    let hint = Spelling.nearest(to: name, among: known).map { "; did you mean '\($0)'?" } ?? ""
    let list = known.isEmpty ? "there are none" : "known: \(known.joined(separator: ", "))"
    message = "no \(sort) is named '\(name.shortened)'\(hint) (\(list))"
  }
}
