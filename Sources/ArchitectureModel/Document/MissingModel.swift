/// There is no model of a name: where it was looked for, and what was probably meant.
public struct MissingModel: Error, Hashable, Sendable {
  /// One sentence, such as `no model 'shap' is in this folder or 'Models'; did you mean 'shop'?`
  public var message: String
}

extension MissingModel: CustomStringConvertible {
  public var description: String { message }
}
