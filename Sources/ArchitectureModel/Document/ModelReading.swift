/// A model as it is run, and what its author should know about it.
public struct ModelReading: Hashable, Sendable {
  public var architecture: Architecture

  /// What is valid and probably not intended, in the order of the file.
  public var advice: [ModelAdvice]
}
