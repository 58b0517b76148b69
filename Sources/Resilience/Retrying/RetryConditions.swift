/// The failures after which a request is tried again.
@frozen
public struct RetryConditions: OptionSet, BitwiseCopyable, Hashable, Sendable {
  public let rawValue: UInt16

  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  public static let timedOut = Self(rawValue: 1 << 0)
  public static let refused = Self(rawValue: 1 << 1)
  public static let disconnected = Self(rawValue: 1 << 2)
  public static let rejected = Self(rawValue: 1 << 3)

  /// Status 429.
  public static let tooManyRequests = Self(rawValue: 1 << 4)

  /// Status 500.
  public static let internalError = Self(rawValue: 1 << 5)

  /// Status 502.
  public static let badGateway = Self(rawValue: 1 << 6)

  /// Status 503.
  public static let unavailable = Self(rawValue: 1 << 7)

  /// Status 504.
  public static let gatewayTimeout = Self(rawValue: 1 << 8)

  /// Status 500 and above but for those that have a name here.
  public static let otherServerErrors = Self(rawValue: 1 << 9)

  /// Status 500 and above.
  public static let serverErrors: Self = [
    .internalError, .badGateway, .unavailable, .gatewayTimeout, .otherServerErrors,
  ]

  /// Whether a failure is among them.
  public func include(_ cause: FailureCause) -> Bool {
    switch cause {
    case .timedOut: contains(.timedOut)
    case .refused: contains(.refused)
    case .disconnected: contains(.disconnected)
    case .rejected: contains(.rejected)
    case .status(429): contains(.tooManyRequests)
    case .status(500): contains(.internalError)
    case .status(502): contains(.badGateway)
    case .status(503): contains(.unavailable)
    case .status(504): contains(.gatewayTimeout)
    case .status(let status): status >= 500 && contains(.otherServerErrors)
    }
  }
}
