import Resilience
import Testing
import TimeBase

@Suite struct LimitChainTests {
  private func chain(
    _ limits: [SelectedRateLimit], _ charging: LimitChain.Charging
  ) -> LimitChain {
    LimitChain(
      .init(limits.map { .init(each: $0, maximumKeys: 100) }, charging: charging))
  }

  /// As several limit_req of nginx: the second rejects, and the first keeps its tokens.
  @Test func `a chain charges nobody for what one of its limits rejects`() {
    let limits: [SelectedRateLimit] = [
      .tokenBucket(.init(rate: .perSecond(1), capacity: 5)),
      .tokenBucket(.init(rate: .perSecond(1), capacity: 2)),
    ]
    for charging in [LimitChain.Charging.allOrNothing, .inOrder] {
      var chain = chain(limits, charging)
      for _ in 0..<2 { #expect(chain.admit(at: .zero) { _ in 7 }.answer == .admitted) }
      for _ in 0..<2 {
        let decision = chain.admit(at: .zero) { _ in 7 }
        #expect(decision.answer == .rejected(retryAfter: .seconds(1)))
        #expect(decision.limit == 1)
      }
      let left = chain.status(ofLimit: 0, key: 7, at: .zero).remaining
      #expect(left == (charging == .allOrNothing ? 3 : 1))
    }
  }

  @Test func `the longest delay counts`() {
    let limits: [SelectedRateLimit] = [
      .leakyBucket(.init(rate: .perSecond(1), burst: 5)),
      .leakyBucket(.init(rate: .perSecond(10), burst: 5)),
      .leakyBucket(.init(rate: .perSecond(1), burst: 5)),
    ]
    for charging in [LimitChain.Charging.allOrNothing, .inOrder] {
      var chain = chain(limits, charging)
      #expect(chain.admit(at: .zero) { _ in 0 }.answer == .admitted)
      let second = chain.admit(at: .zero) { _ in 0 }
      #expect(second.answer == .delayed(.seconds(1)))
      #expect(second.limit == 0)
    }
  }

  @Test func `a limit without a key does not count the request`() {
    var chain = chain([.fixedWindow(.init(limit: 1, window: .seconds(1)))], .allOrNothing)
    for _ in 0..<3 { #expect(chain.admit(at: .zero) { _ in nil }.answer == .admitted) }
    #expect(chain.admit(at: .zero) { _ in 1 }.answer == .admitted)
    #expect(chain.admit(at: .zero) { _ in 2 }.answer == .admitted)
    #expect(chain.admit(at: .zero) { _ in 1 }.answer.isRejected)
  }

  /// The twin keeps every limiter by hand and, to charge all or none, tries on copies.
  @Test(arguments: 1...10 as ClosedRange<UInt64>, [LimitChain.Charging.allOrNothing, .inOrder])
  func `a chain decides as its limits do one by one`(seed: UInt64, charging: LimitChain.Charging) {
    var random = ScriptRandom(seed: seed)
    let kinds = (0..<3).map { _ in Int(random.below(9)) }
    let policies = kinds.map { SelectedRateLimit.drawn(kind: $0, from: &random) }
    var chain = chain(policies, charging)
    var twins = policies.map { SelectedLimiter($0) }
    for index in twins.indices { _ = twins[index].admit(cost: 0, at: .zero) }
    _ = chain.admit(cost: 0, at: .zero) { _ in 0 }
    var now = Instant.zero
    for _ in 0..<300 {
      now += TimeSpan(nanoseconds: random.below(8))
      var tried = twins
      let answers = tried.indices.map { tried[$0].admit(at: now) }
      let rejecting = answers.firstIndex(where: \.isRejected)
      if let rejecting {
        let charged = charging == .inOrder ? 0...rejecting : rejecting...rejecting
        for index in charged { twins[index] = tried[index] }
      } else {
        twins = tried
      }
      let decision = chain.admit(at: now) { _ in 0 }
      #expect(decision.answer.isRejected == (rejecting != nil))
      if let rejecting {
        #expect(decision.answer == answers[rejecting])
        #expect(decision.limit == rejecting)
      }
      for index in twins.indices {
        #expect(chain.status(ofLimit: index, key: 0, at: now) == twins[index].status(at: now))
      }
    }
  }

  @Test func `a problem of a limit is a problem of the chain`() {
    let bad = SelectedRateLimit.fixedWindow(.init(limit: -1, window: .seconds(1)))
    let policy = LimitChain.Policy([.init(each: bad, maximumKeys: 1)])
    #expect(policy.problem == "limit 0: the limit must not be negative, and is -1")
  }
}
