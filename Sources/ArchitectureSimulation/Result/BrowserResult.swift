import ArchitectureModel

/// What the clients of one population did by themselves in the window, besides what they were asked to.
public struct BrowserResult: Hashable, Sendable {
  /// Redirects that were followed.
  public var redirects: UInt64

  /// Requests that were given up after too many of them.
  public var loops: UInt64

  /// Requests by `http://` that went by https at once, because their host had asked for it.
  public var upgrades: UInt64

  /// Requests for leave to make another.
  public var preflights: UInt64

  /// Requests that pages were not let make, or whose answers they were not let read.
  public var blocked: UInt64

  /// Requests for a new token.
  public var refreshes: UInt64

  public init(
    redirects: UInt64, loops: UInt64, upgrades: UInt64, preflights: UInt64, blocked: UInt64,
    refreshes: UInt64
  ) {
    self.redirects = redirects
    self.loops = loops
    self.upgrades = upgrades
    self.preflights = preflights
    self.blocked = blocked
    self.refreshes = refreshes
  }

  func value(of figure: Expectation.BrowserFigure) -> Double {
    switch figure {
    case .redirects: Double(redirects)
    case .loops: Double(loops)
    case .upgrades: Double(upgrades)
    case .preflights: Double(preflights)
    case .blocked: Double(blocked)
    case .refreshes: Double(refreshes)
    }
  }
}
