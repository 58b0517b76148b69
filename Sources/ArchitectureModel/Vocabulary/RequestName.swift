/// A request's name taken apart: `GET /api/users` has a method and a path, `ping` is only a path.
public struct RequestName: Hashable, Sendable {
  /// The capital letters before the first space; `nil` if it does not begin so.
  public var method: Substring?
  public var path: Substring

  public init(_ text: String) {
    let word = text.prefix { $0.isASCII && $0.isUppercase }
    let rest = text[word.endIndex...]
    if !word.isEmpty, rest.first == " ", rest.count > 1 {
      method = word
      path = rest.dropFirst()
    } else {
      path = text[...]
    }
  }

  /// Whether a server may do it twice: by nginx's rule all but POST, LOCK and PATCH.
  public var isIdempotent: Bool {
    switch method {
    case "POST", "LOCK", "PATCH": false
    default: true
    }
  }

  /// The name without the first part of its path, which it must have; a path begins with a slash.
  func without(prefix: String) -> String {
    var rest = path.dropFirst(prefix.count)
    if path.first == "/", rest.first != "/" { rest = "/" + rest }
    return (method.map { $0 + " " } ?? "") + rest
  }
}
