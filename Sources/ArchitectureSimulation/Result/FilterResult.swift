import ArchitectureModel

/// What the answers of one component said in the window, besides a status.
public struct FilterResult: Hashable, Sendable {
  /// Requests that were sent to https.
  public var redirects: UInt64

  /// Answers that asked to come by https from then on.
  public var policies: UInt64

  /// Preflights that were answered.
  public var preflights: UInt64

  /// Answers that said when to come back.
  public var retryAfters: UInt64

  public init(redirects: UInt64, policies: UInt64, preflights: UInt64, retryAfters: UInt64) {
    self.redirects = redirects
    self.policies = policies
    self.preflights = preflights
    self.retryAfters = retryAfters
  }

  func value(of figure: Expectation.FilterFigure) -> UInt64 {
    switch figure {
    case .redirects: redirects
    case .hsts: policies
    case .preflights: preflights
    case .retryAfter: retryAfters
    }
  }
}
