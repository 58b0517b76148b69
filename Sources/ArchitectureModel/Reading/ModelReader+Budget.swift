import Resilience
import TimeBase

extension ModelReader {
  /// Reads a share such as `"20%"`, or one of several kinds of budget.
  func budget(_ node: Node) -> RetryBudget.Policy? {
    guard node.value.members != nil else {
      let share = share(node, .either([.percentage(upTo: 1000), .shape("budget")]))
      // A plain share is what it says: no retries besides, as Finagle grants them.
      return share.map {
        .leaky(LeakyRetryBudget.Policy(minimumRetriesPerSecond: 0, retryShare: $0))
      }
    }
    guard let reader = ObjectReader(node, as: "budget", in: self) else { return nil }
    let share = leaky(reader)
    let bucket = reader.object("bucket", as: "bucket").map(bucket)
    let throttle = reader.object("throttle", as: "throttle").map(throttle)
    let quota = reader.object("quota", as: "quota").map(quota)
    let complaintCount = complaints.count
    let budget = share ?? bucket ?? throttle ?? quota
    if let problem = budget?.problem, complaintCount == complaints.count {
      report(.rule(problem), at: node)
    }
    return budget
  }

  private func leaky(_ reader: ObjectReader) -> RetryBudget.Policy? {
    let share = reader.share("share")
    let minimum = reader.value("minimum").flatMap(wholePerSecond)
    let window = reader.span("window")
    for key in ["minimum", "window"] where reader.has(key) && !reader.has("share") {
      report(.rule("'\(key)' belongs to 'share'"), at: reader.node)
    }
    guard let share else { return nil }
    return .leaky(
      LeakyRetryBudget.Policy(
        timeToLive: window ?? .seconds(10), minimumRetriesPerSecond: minimum ?? 0,
        retryShare: share))
  }

  private func wholePerSecond(_ node: Node) -> Int? {
    guard let rate = rate(node, .rate) else { return nil }
    guard let whole = Int(exactly: rate.perSecond) else {
      report(.rule("expected a whole number a second, found \(rate)"), at: node)
      return nil
    }
    return whole
  }

  private func bucket(_ reader: ObjectReader) -> RetryBudget.Policy {
    let occasion: RetryBucket.Policy.Occasion =
      reader.word("per") == "request" ? .request : .success
    return .bucket(
      RetryBucket.Policy(
        deposit: reader.number("deposit") ?? 0.1, per: occasion,
        cost: reader.number("cost") ?? 1, capacity: reader.number("capacity") ?? 100,
        initial: reader.number("initial")))
  }

  private func throttle(_ reader: ObjectReader) -> RetryBudget.Policy {
    .throttle(
      RetryThrottle.Policy(
        maxTokens: reader.whole("maxTokens") ?? 10,
        tokenRatio: reader.number("tokenRatio") ?? 0.1))
  }

  private func quota(_ reader: ObjectReader) -> RetryBudget.Policy {
    .quota(
      RetryQuota.Policy(
        capacity: reader.whole("capacity") ?? 500, cost: reader.whole("cost") ?? 5,
        timeoutCost: reader.whole("timeoutCost") ?? 10, refill: reader.whole("refill") ?? 1))
  }
}
