import TimeBase

/// What an ``OutlierDetector`` keeps of one target.
struct OutlierRecord: BitwiseCopyable, Sendable {
  private(set) var isEjected = false

  /// When the ejection is over.
  private(set) var end = Instant.zero

  /// Calls of the present interval, and how many of them succeeded.
  private(set) var calls = 0
  private var successes = 0

  private var consecutiveErrors = 0
  private var consecutiveGatewayFailures = 0

  /// Ejections that are not lived down.
  private var ejections: Int64 = 0

  /// In percent.
  var successPercentage: Double { Double(successes) * 100 / Double(calls) }

  /// Exactly so many percent are enough.
  func hasFailed(percent: Int) -> Bool { (calls - successes) * 100 >= percent * calls }

  /// Counts a call; returns why the target is to go, if it is.
  mutating func count(
    _ result: OutlierDetector.Result, under policy: OutlierDetector.Policy
  ) -> OutlierDetector.Cause? {
    calls += 1
    guard result != .success else {
      successes += 1
      (consecutiveErrors, consecutiveGatewayFailures) = (0, 0)
      return nil
    }
    consecutiveErrors += 1
    consecutiveGatewayFailures = result == .gatewayFailure ? consecutiveGatewayFailures + 1 : 0
    // Counting begins anew whatever comes of it, as an ejection may be one too many.
    if consecutiveGatewayFailures == policy.consecutiveGatewayFailures, result == .gatewayFailure {
      consecutiveGatewayFailures = 0
      return .consecutiveGatewayFailures
    }
    guard consecutiveErrors == policy.consecutiveErrors else { return nil }
    consecutiveErrors = 0
    return .consecutiveErrors
  }

  mutating func eject(
    at now: Instant, jitter: TimeSpan, under policy: OutlierDetector.Policy
  ) {
    isEjected = true
    // Hardly more than reach the maximum, so that living them down does not take for ever.
    let limit = policy.maximumEjection + policy.baseEjection
    if policy.baseEjection * ejections < limit { ejections += 1 }
    end = now + min(policy.baseEjection * ejections, policy.maximumEjection) + jitter
  }

  /// At the end of an interval: lets the target back in if its time is up, or if it was in all along,
  /// counts one ejection as lived down. Returns whether it came back.
  mutating func endsEjection(at now: Instant) -> Bool {
    guard isEjected else {
      if ejections > 0 { ejections -= 1 }
      return false
    }
    guard now >= end else { return false }
    isEjected = false
    (consecutiveErrors, consecutiveGatewayFailures) = (0, 0)
    return true
  }

  mutating func startInterval() {
    (calls, successes) = (0, 0)
  }
}
