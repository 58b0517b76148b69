public import EventEngine
public import Resilience
public import TimeBase

/// How a caller comes by a connection to its callee, in a round trip unless it has kept one.
public struct Connection: Hashable, Sendable {
  /// What encryption adds to a new connection.
  public enum Encryption: String, CaseIterable, Hashable, Sendable {
    case none

    /// TLS 1.2 takes two more round trips.
    case tls12 = "1.2"

    /// TLS 1.3 takes one.
    case tls13 = "1.3"

    /// Round trips after that of TCP.
    public var roundTrips: Int {
      switch self {
      case .none: 0
      case .tls12: 2
      case .tls13: 1
      }
    }
  }

  /// The longest wait for a connection; `nil` if the wait for the answer counts from the start.
  public var timeout: TimeSpan?
  public var encryption: Encryption

  /// What the worker that takes a call has to compute first if the connection is new and encrypted.
  public var handshakeWork: Distribution?

  /// Which connections are kept for the next call; `nil` for none.
  public var keepAlive: KeepAliveCache.Policy?

  public init(
    timeout: TimeSpan? = nil, encryption: Encryption = .none, handshakeWork: Distribution? = nil,
    keepAlive: KeepAliveCache.Policy? = nil
  ) {
    self.timeout = timeout
    self.encryption = encryption
    self.handshakeWork = handshakeWork
    self.keepAlive = keepAlive
  }
}
