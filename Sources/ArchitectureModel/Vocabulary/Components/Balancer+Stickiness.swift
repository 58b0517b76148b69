public import Resilience

extension Balancer {
  /// Sends all calls of a session to one target while that is well, and to another from then on.
  public struct Stickiness: Hashable, Sendable {
    /// What belongs together.
    public enum Bond: String, CaseIterable, Hashable, Sendable {
      /// All requests of a user or of a visitor, as by a cookie; requests of an open client are by
      /// themselves.
      case session

      /// All requests from one address.
      case address

      /// All requests that are about the same.
      case key

      /// All requests on behalf of one tenant.
      case tenant
    }

    public var bond: Bond
    public var table: SessionTable.Policy

    public init(_ bond: Bond, _ table: SessionTable.Policy = .init()) {
      self.bond = bond
      self.table = table
    }
  }
}
