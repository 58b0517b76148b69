/// A model that was built or changed in Swift and cannot be run.
public struct UnfitModel: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong, and what would be right.
  public let description: String
}
