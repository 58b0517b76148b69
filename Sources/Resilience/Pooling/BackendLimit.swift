/// The backends of a database server with one process for each connection, as PostgreSQL's: whoever
/// finds none free is refused at once and does not wait.
@frozen
public struct BackendLimit: BitwiseCopyable, Hashable, Sendable {
  /// How many there are, and for whom.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// `max_connections`.
    public var maximum: Int

    /// `superuser_reserved_connections`: of the maximum, those that only an administrator gets.
    public var reserved: Int

    /// The defaults of PostgreSQL.
    @inlinable
    public init(maximum: Int = 100, reserved: Int = 3) {
      self.maximum = maximum
      self.reserved = reserved
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if maximum < 1 { return "\(maximum) backends serve nobody; the least is 1" }
      if !(0..<maximum).contains(reserved) {
        return "\(reserved) reserved of \(maximum) backends leave none for others"
      }
      return nil
    }
  }

  public let policy: Policy
  public private(set) var count = 0

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy = Policy()) {
    precondition(policy.problem == nil, "backends: \(policy.problem ?? "")")
    self.policy = policy
  }

  /// Asks for a backend. Returns whether there was one.
  public mutating func connect(isAdministrator: Bool = false) -> Bool {
    guard count < (isAdministrator ? policy.maximum : policy.maximum - policy.reserved) else {
      return false
    }
    count += 1
    return true
  }

  /// Ends a connection.
  ///
  /// - Precondition: There is one.
  public mutating func disconnect() {
    precondition(count > 0, "a backend ended, and \(count) of \(policy.maximum) were there")
    count -= 1
  }
}
