extension SelectedRateLimit {
  /// Whether it counts in windows that begin at certain times of day, so that a wrong clock moves them.
  public var goesByWallClock: Bool {
    switch self {
    case .fixedWindow, .slidingCounter: true
    case .tokenBucket, .periodicTokenBucket, .scriptedTokenBucket, .leakyBucket, .gcra, .slidingLog,
      .cyclicPermits:
      false
    }
  }
}
