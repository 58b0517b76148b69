/// A value that replaces one of the model for a run: `app.instances=5`.
public struct Override: Hashable, Sendable {
  /// What is replaced. The first part may be the name of a client or component; names with dots,
  /// brackets or equal signs in them stand in quotes: `web.requests["GET /a.b"].weight`.
  public var path: String

  /// JSON if it can be read as such, and else a text: `5`, `500/s`, `{ "exponential": "5ms" }`;
  /// `null` removes what is at the path.
  public var value: String

  /// What problems call it.
  public var label: String

  /// - Parameter label: As the giver wrote it; `--set path=value` if nothing is said.
  public init(path: String, value: String, label: String? = nil) {
    self.path = path
    self.value = value
    self.label = label ?? "--set \(path)=\(value)"
  }

  /// Reads `path=value`.
  ///
  /// - Throws: ``ModelProblem`` if there is no equal sign outside quotes, or nothing before it.
  public init(_ text: String) throws(ModelProblem) {
    guard let equalSign = ModelPath.equalSign(in: text), equalSign != text.startIndex else {
      throw ModelProblem(
        at: .override("--set \(text)"),
        .rule("expected a path and a value, such as app.instances=5"))
    }
    self.init(
      path: String(text[..<equalSign]), value: String(text[text.index(after: equalSign)...]))
  }
}
