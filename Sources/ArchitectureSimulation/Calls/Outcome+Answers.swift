import Resilience

/// What a component answers when something that it called has failed.
///
/// Cause and culprit stay those of the first failure, so that a client's books name the component in
/// which the trouble arose and not the last one that passed it on.
extension Outcome {
  /// As a proxy: 504 for a timeout, 502 for an upstream that was not there; an upstream's own status
  /// is passed on.
  var asProxyAnswer: Outcome {
    guard !isSuccess, status == 0 else { return self }
    var answer = self
    answer.status = cause == FailureCause.timeout.rawValue ? 504 : 502
    return answer
  }

  /// As an application whose handler did not catch the failure: 500, except that a queue that is full
  /// and a breaker that is open are answered 503.
  var asServiceAnswer: Outcome {
    guard !isSuccess else { return self }
    var answer = self
    let isOverload =
      cause == FailureCause.rejected.rawValue || cause == FailureCause.breakerOpen.rawValue
    answer.status = isOverload ? 503 : 500
    return answer
  }

  /// What a balancer's health checks make of it, by nginx's rule: no answer counts against the target,
  /// and of the answers only those for which another target would be tried.
  func judgement(by nextUpstream: RetryConditions?) -> CallOutcome {
    if isSuccess { return .success }
    if status == 0 { return .failure }
    return nextUpstream.map { isCovered(by: $0) } == true ? .failure : .success
  }

  /// Whether a retry policy counts this failure among those that are tried again.
  func isCovered(by conditions: RetryConditions) -> Bool {
    !isSuccess && conditions.include(retryCause)
  }
}
