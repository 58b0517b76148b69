import Resilience
import TimeBase

extension ModelReader {
  /// Reads how something calls a dependency.
  ///
  /// - Parameter key: The key that names the dependency.
  func callPolicy(_ reader: ObjectReader, calling key: String) -> CallPolicy {
    if reader.has("retry"), reader.has("hedge") {
      report(
        .rule("'retry' and 'hedge' exclude each other: a hedge is a retry that does not wait"),
        at: reader.node)
    }
    var policy = CallPolicy(
      target: reader.name(key, of: .callable) ?? "", timeout: reader.span("timeout"),
      afterTimeout: reader.choice("onTimeout") ?? .abandon, retry: retry(reader),
      breaker: reader.object("breaker", as: "breaker").map(breaker),
      hedge: reader.object("hedge", as: "hedge").map(hedge),
      throttle: reader.object("throttle", as: "clientThrottle").map(throttle))
    let target = policy.target
    policy.connection = reader.object("connection", as: "connection").map {
      connection($0, to: target)
    }
    policy.heedsRetryAfter = reader.node.value["retry"]?["retryAfterCap"] != nil
    return policy
  }

  private func throttle(_ reader: ObjectReader) -> AdaptiveThrottle.Policy {
    let window = reader.span("window") ?? .seconds(120)
    // It moves on by the second, as in the book, and by a tenth if it is short.
    let seconds = window.nanoseconds / 1_000_000_000
    let policy = AdaptiveThrottle.Policy(
      multiplierInThousandths: Int64(((reader.number("k") ?? 2) * 1_000).rounded()),
      window: window, parts: Int(min(max(seconds, 10), 3_600)))
    if let problem = policy.problem { report(.rule(problem), at: reader.node) }
    return policy
  }

  private func hedge(_ reader: ObjectReader) -> Hedge {
    Hedge(
      delay: reader.span("after") ?? .zero, copies: reader.whole("copies") ?? 2,
      rest: reader.choice("rest") ?? .cancel)
  }

  func retry(_ reader: ObjectReader) -> RetryPolicy? {
    guard let reader = reader.object("retry", as: "retry") else { return nil }
    var policy = RetryPolicy()
    policy.maxAttempts = reader.whole("attempts") ?? policy.maxAttempts
    policy.backoff = reader.value("backoff").flatMap(backoff) ?? policy.backoff
    policy.budget = reader.value("budget").flatMap(budget) ?? policy.budget
    policy.conditions = reader.value("on").map(conditions) ?? policy.conditions
    policy.retryAfterCap = reader.span("retryAfterCap") ?? policy.retryAfterCap
    if reader.word("beyondCap") == "wait" { policy.beyondRetryAfterCap = .waitsForCap }
    if reader.has("beyondCap"), !reader.has("retryAfterCap") {
      report(.rule("'beyondCap' belongs to 'retryAfterCap'"), at: reader.node)
    }
    return policy
  }

  /// Reads a list such as `["timeout", 503]`.
  func conditions(_ node: Node) -> RetryConditions {
    var conditions: RetryConditions = []
    for element in list(node, ModelShapes.conditions) ?? [] {
      if let status = element.value.number?.whole(as: Int.self),
        let known = ModelShapes.conditionStatuses.first(where: { $0.status == status })
      {
        conditions.formUnion(known.condition)
      } else if let word = word(element, ModelShapes.condition),
        let known = ModelShapes.conditionWords.first(where: { $0.word == word })
      {
        conditions.formUnion(known.condition)
      }
    }
    if node.value.elements?.isEmpty == true {
      report(.rule("nothing would ever be tried again; name at least one failure"), at: node)
    }
    return conditions
  }

  private func backoff(_ node: Node) -> Backoff? {
    if node.value.text == "none" { return Backoff.none }
    guard node.value.members != nil else {
      return span(node, .either([.span(.fromZero), .word("none"), .shape("backoff")]))
        .map(Backoff.constant)
    }
    guard let reader = ObjectReader(node, as: "backoff", in: self) else { return nil }
    let base = reader.span("base")
    let backoff = Backoff(
      base: base ?? .zero, factor: reader.number("factor") ?? 2,
      cap: reader.span("cap") ?? .forever, jitter: reader.value("jitter").flatMap(jitter) ?? .none,
      granularity: reader.span("granularity") ?? .zero)
    return checked(backoff, backoff.problem, at: node, unless: base == nil)
  }

  private func jitter(_ node: Node) -> Backoff.Jitter? {
    let words = ModelShapes.jitters
    if let known = words.first(where: { $0.word == node.value.text }) { return known.jitter }
    let shape = ValueShape.either([.choice(words.map(\.word)), .share])
    if let share = node.value.text.flatMap(Percentage.share), shape.accepts(share: share) {
      return .proportional(share)
    }
    _ = word(node, shape)
    return nil
  }

  private func breaker(_ reader: ObjectReader) -> CircuitBreaker.Policy {
    var policy = CircuitBreaker.Policy()
    policy.failureRate = reader.share("failureRateThreshold") ?? policy.failureRate
    policy.slowCallRate = reader.share("slowCallRateThreshold") ?? policy.slowCallRate
    policy.slowCallDuration =
      reader.span("slowCallDurationThreshold") ?? policy.slowCallDuration
    policy.window = reader.value("slidingWindowSize").flatMap(window) ?? policy.window
    policy.minimumCalls = reader.whole("minimumNumberOfCalls") ?? policy.minimumCalls
    policy.openWait = reader.span("waitDurationInOpenState") ?? policy.openWait
    policy.trialCalls =
      reader.whole("permittedNumberOfCallsInHalfOpenState") ?? policy.trialCalls
    policy.trialWait = reader.span("maxWaitDurationInHalfOpenState") ?? policy.trialWait
    if reader.word("lateResults") == "ignored" { policy.lateResults = .ignored }
    if let problem = policy.problem { report(.rule(problem), at: reader.node) }
    return policy
  }

  private func window(_ node: Node) -> CircuitBreaker.Policy.Window? {
    let shape = ValueShape.either([.whole(1...1_000_000), .span(.positive)])
    guard node.value.text != nil else { return whole(node, shape).map { .calls($0) } }
    guard let time = span(node, shape) else { return nil }
    let (seconds, rest) = time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest != 0 { report(.rule("a window of time has whole seconds, not \(time)"), at: node) }
    return .seconds(Int(max(1, seconds)))
  }

  /// Reports what a policy says is wrong with it, and returns it.
  ///
  /// - Parameter isIncomplete: Whether something that was missing has been reported already.
  private func checked<Policy>(
    _ policy: Policy, _ problem: String?, at node: Node, unless isIncomplete: Bool = false
  ) -> Policy {
    if let problem, !isIncomplete { report(.rule(problem), at: node) }
    return policy
  }
}
