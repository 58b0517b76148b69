/// Looking at where a call would lead before it is made: the defence against server-side request
/// forgery.
public struct AddressCheck: Hashable, Sendable {
  /// How the name is looked up.
  public enum Lookup: String, CaseIterable, Hashable, Sendable {
    /// The event loop stands still until the answer is there.
    case blocking

    /// Others go on meanwhile.
    case asynchronous
  }

  /// The external endpoint.
  public var endpoint: String

  /// What is not called.
  public var blocked: [External.Address]

  /// Schemes that are called, in lower case.
  public var schemes: [String]
  public var lookup: Lookup

  /// Whether anything is checked, or looked up, at all.
  public var isOn: Bool

  /// Runs instead of what follows if the endpoint must not be called; `nil` ends the handler with 403.
  public var otherwise: [Step]?

  /// Everything that is not reachable from anywhere.
  public static let usuallyBlocked = External.Address.allCases.filter { $0 != .public }

  public init(
    endpoint: String, blocked: [External.Address] = usuallyBlocked,
    schemes: [String] = ["http", "https"], lookup: Lookup = .asynchronous, isOn: Bool = true,
    otherwise: [Step]? = nil
  ) {
    self.endpoint = endpoint
    self.blocked = blocked
    self.schemes = schemes
    self.lookup = lookup
    self.isOn = isOn
    self.otherwise = otherwise
  }
}
