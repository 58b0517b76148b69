public import Resilience

/// Sends clients that came by http to https, and asks those that came by https to come so for a while.
public struct HTTPSFilter: Hashable, Sendable {
  /// What tells how a client came.
  public enum Evidence: String, CaseIterable, Hashable, Sendable {
    /// The scheme of the connection, or what a proxy that is believed says of its own.
    case scheme

    /// What a proxy says, whether it is believed or not; where no proxy says anything, nobody is sent
    /// away.
    case forwardedProto
  }

  /// `nil` if nobody is sent away.
  public var redirect: HTTPSRedirect?
  public var evidence: Evidence

  /// Whether a proxy is believed what it says in `X-Forwarded-Proto`.
  public var trustsProxy: Bool

  /// What is asked of those who came by https; `nil` for nothing.
  public var policy: HSTSPolicy?

  public init(
    redirect: HTTPSRedirect?, by evidence: Evidence = .scheme, trustsProxy: Bool = false,
    policy: HSTSPolicy? = nil
  ) {
    self.redirect = redirect
    self.evidence = evidence
    self.trustsProxy = trustsProxy
    self.policy = policy
  }
}
