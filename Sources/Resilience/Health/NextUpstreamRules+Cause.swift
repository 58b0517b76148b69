extension NextUpstreamRules {
  /// What can be tried again.
  @frozen
  public struct Conditions: OptionSet, BitwiseCopyable, Hashable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    public static let error = Self(rawValue: 1 << 0)
    public static let timeout = Self(rawValue: 1 << 1)
    public static let invalidHeader = Self(rawValue: 1 << 2)
    public static let http500 = Self(rawValue: 1 << 3)
    public static let http502 = Self(rawValue: 1 << 4)
    public static let http503 = Self(rawValue: 1 << 5)
    public static let http504 = Self(rawValue: 1 << 6)
    public static let http403 = Self(rawValue: 1 << 7)
    public static let http404 = Self(rawValue: 1 << 8)
    public static let http429 = Self(rawValue: 1 << 9)

    /// Not a cause, but a permission: also requests that may not be repeated, once they were sent.
    public static let nonIdempotent = Self(rawValue: 1 << 10)
  }

  /// How a try went wrong.
  @frozen
  public enum Cause: BitwiseCopyable, Hashable, Sendable {
    /// The connection failed or broke.
    case error

    /// Connecting, sending or reading took too long.
    case timeout

    /// The server's answer was empty or made no sense.
    case invalidHeader

    /// An answer with this status.
    case status(UInt16)

    /// There is nobody to try.
    case noLiveServer

    /// The client has gone.
    case clientClosed

    /// The condition that covers it; `nil` if it is never tried again.
    public var condition: Conditions? {
      switch self {
      case .error: .error
      case .timeout: .timeout
      case .invalidHeader: .invalidHeader
      case .status(500): .http500
      case .status(502): .http502
      case .status(503): .http503
      case .status(504): .http504
      case .status(403): .http403
      case .status(404): .http404
      case .status(429): .http429
      case .status, .noLiveServer, .clientClosed: nil
      }
    }

    /// The status that the client gets if nobody else is tried.
    public var finalStatus: UInt16 {
      switch self {
      case .timeout: 504
      case .status(let status): status
      case .clientClosed: 499
      case .error, .invalidHeader, .noLiveServer: 502
      }
    }
  }
}
