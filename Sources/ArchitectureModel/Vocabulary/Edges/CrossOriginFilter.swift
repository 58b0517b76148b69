public import TimeBase

/// Answers preflight requests, and lets pages of other origins read what is answered after it.
public struct CrossOriginFilter: Hashable, Sendable {
  /// Origins of pages that are let in; `nil` for all.
  public var origins: [String]?

  /// How long the answer to a preflight may be remembered; `nil` if it does not say.
  public var maxAge: TimeSpan?

  /// Answer to a preflight.
  public var status: Int

  public init(origins: [String]? = nil, maxAge: TimeSpan? = nil, status: Int = 204) {
    self.origins = origins
    self.maxAge = maxAge
    self.status = status
  }

  /// Whether pages of an origin are let in.
  public func allows(_ origin: String) -> Bool { origins?.contains(origin) ?? true }
}
