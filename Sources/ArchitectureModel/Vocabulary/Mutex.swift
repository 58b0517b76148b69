public import TimeBase

/// Steps that only one request at a time does for what it is about: an update of a row.
public struct Mutex: Hashable, Sendable {
  /// What there is one lock for each of.
  public enum Attribute: String, CaseIterable, Hashable, Sendable {
    case key
    case tenant
    case address

    /// One lock for all requests.
    case all
  }

  /// Requests that have the same of this exclude each other, in all instances of the component and in
  /// all its handlers.
  public var attribute: Attribute
  public var steps: [Step]

  /// The longest wait; `nil` waits forever.
  public var timeout: TimeSpan?

  /// Runs if the wait was too long; `nil` ends the handler with a failure.
  public var otherwise: [Step]?

  public init(
    attribute: Attribute, steps: [Step], timeout: TimeSpan? = nil, otherwise: [Step]? = nil
  ) {
    self.attribute = attribute
    self.steps = steps
    self.timeout = timeout
    self.otherwise = otherwise
  }
}
