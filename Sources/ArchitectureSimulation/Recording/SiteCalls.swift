/// What became of the calls of one site, or of all from one component to another.
struct SiteCalls: BitwiseCopyable {
  /// Attempts, those that a breaker or throttle of the caller refused included.
  var made: UInt64 = 0
  var failed: UInt64 = 0

  mutating func add(_ other: SiteCalls) {
    made &+= other.made
    failed &+= other.failed
  }

  func since(_ earlier: SiteCalls) -> SiteCalls {
    SiteCalls(made: made &- earlier.made, failed: failed &- earlier.failed)
  }
}
