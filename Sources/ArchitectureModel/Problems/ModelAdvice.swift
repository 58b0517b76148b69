/// Something in a valid model that its author probably did not intend.
public struct ModelAdvice: Hashable, Sendable {
  public var place: ModelProblem.Place

  /// The place in the model, such as `components.cache`.
  public var path: String

  /// Half a sentence: `nothing calls it`.
  public var message: String

  public init(at place: ModelProblem.Place, path: String, _ message: String) {
    self.place = place
    self.path = path
    self.message = message
  }
}

extension ModelAdvice: CustomStringConvertible {
  public var description: String { "\(place): \(path): \(message)" }
}
