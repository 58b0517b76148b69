import Resilience
import Testing
import TimeBase

/// One for each front that decides at once.
@Suite struct LiveDifferentialTests {
  @Test(arguments: [
    SelectedRateLimit.tokenBucket(.init(rate: .perSecond(900), capacity: 20)),
    .gcra(.init(rate: .perSecond(900), burst: 20)),
    .leakyBucket(.init(rate: .perSecond(900), burst: 20)),
    .fixedWindow(.init(limit: 10, window: .milliseconds(10))),
    .slidingCounter(.init(limit: 10, window: .milliseconds(10))),
  ])
  func `a limiter for all decides like its state machine`(policy: SelectedRateLimit) async {
    await Differential(SelectedLimiter(policy)) { limiter, call, now in
      limiter.admit(cost: Int64(call % 3), at: now)
    } ask: {
      $0.admit(cost: Int64($1 % 3))
    }
    .check()
  }

  @Test func `a limiter by key decides like its state machine`() async {
    let limits = KeyedLimiter<GCRA>(
      .init(each: .init(rate: .perSecond(100), burst: 3), maximumKeys: 20))
    await Differential(limits) { limits, call, now in
      limits.admit(UInt64(call * call % 31), at: now)
    } ask: {
      $0.admit(UInt64($1 * $1 % 31))
    }
    .check()
  }

  @Test func `a chain of limits decides like its state machine`() async {
    let chain = LimitChain(
      .init([
        .init(each: .gcra(.init(rate: .perSecond(100), burst: 3)), maximumKeys: 20),
        .init(
          each: .fixedWindow(.init(limit: 50, window: .milliseconds(100))), maximumKeys: 1),
      ]))
    await Differential(chain) { chain, call, now in
      chain.admit(at: now) { $0 == 0 ? UInt64(call % 31) : 0 }
    } ask: { front, call in
      front.admit { $0 == 0 ? UInt64(call % 31) : 0 }
    }
    .check()
  }

  @Test func `a window of ids decides like its state machine`() async {
    let window = DeduplicationWindow(.init(window: .milliseconds(50), limit: 40))
    await Differential(window) { window, call, now in
      window.admit(UInt64(call * call % 97), at: now)
    } ask: {
      $0.admit(UInt64($1 * $1 % 97))
    }
    .check()
  }

  @Test func `whatever has no methods of its own decides like its state machine`() async {
    let store = IdempotencyStore<Int32>(.init(retention: .milliseconds(20), limit: 30))
    await Differential(store) { store, call, now in
      Self.begin(&store, call, at: now)
    } ask: { front, call in
      front.update { Self.begin(&$0, call, at: $1) }
    }
    .check()
  }

  private static func begin(
    _ store: inout IdempotencyStore<Int32>, _ call: Int, at now: TimeBase.Instant
  ) -> IdempotencyStore<Int32>.Decision {
    let key = UInt64(call * call % 41)
    let decision = store.begin(key, fingerprint: UInt64(call % 2), at: now)
    if decision == .executes { store.complete(key, Int32(call)) }
    return decision
  }

  @Test(arguments: [
    SelectedBreaker.Policy.resilience4j(
      .init(window: .calls(20), minimumCalls: 10, openWait: .milliseconds(5))),
    .hystrix(
      .init(
        requestVolume: 10, sleepWindow: .milliseconds(5), window: .milliseconds(100),
        snapshotInterval: .milliseconds(10))),
    .polly(.init(failureRatio: 0.5, minimumThroughput: 10)),
  ])
  func `a breaker decides like its state machine`(policy: SelectedBreaker.Policy) async {
    struct Machine: Sendable {
      var breaker: SelectedBreaker
      var permissions = [CircuitBreaker.Permission](repeating: .rejected, count: 4_000)
    }
    let failing = { @Sendable (call: Int) -> Bool in call / 100 % 2 == 1 || call % 7 == 0 }
    await Differential<Machine, Live<SelectedBreaker>, Bool>(
      machine: Machine(breaker: SelectedBreaker(policy)), phases: [4_000],
      makeFront: { Live($0.breaker, clock: $1) },
      ask: { front, call in
        do {
          try await front.run { if failing(call) { throw FailedAttempt(.timedOut) } }
        } catch {
          return !(error is Rejection)
        }
        return true
      },
      retrace: { machine, call, step, now in
        guard step == 0 else {
          machine.breaker.record(
            failing(call) ? .failure : .success, of: machine.permissions[call], lasting: .zero,
            at: now)
          return nil
        }
        machine.permissions[call] = machine.breaker.admit(at: now)
        return machine.permissions[call] != .rejected
      }
    )
    .check()
  }

  @Test func `a limit on concurrency decides like its state machine`() async {
    struct Machine: Sendable {
      var limiter = ConcurrencyLimiter(FixedConcurrency(limit: 5))
      var tokens = [ConcurrencyToken?](repeating: nil, count: 2_000)
    }
    await Differential<Machine, Live<ConcurrencyLimiter<FixedConcurrency>>, Bool>(
      machine: Machine(), phases: [2_000], makeFront: { Live($0.limiter, clock: $1) },
      ask: { front, _ in
        (try? await front.run { await Task.yield() }) != nil
      },
      retrace: { machine, call, step, now in
        if step == 1, let token = machine.tokens[call] {
          machine.limiter.release(token, as: .success, at: now)
          return nil
        }
        machine.tokens[call] = machine.limiter.acquire(at: now).token
        return machine.tokens[call] != nil
      }
    )
    .check()
  }

  @Test(arguments: [
    BalancingAlgorithm.leastConnections, .smoothWeightedRoundRobin, .powerOfTwo,
  ])
  func `a balancer decides like its state machine`(algorithm: BalancingAlgorithm) async {
    struct Machine: Sendable {
      var balancer: TargetBalancer
      var draws = SplitMix(state: 7)
      var picks = [Int](repeating: 0, count: 2_000)
    }
    let policy = TargetBalancer.Policy(
      algorithm: algorithm, passiveHealth: .init(maxFails: 3, failTimeout: .seconds(1)))
    await Differential<Machine, LiveBalancer, Int>(
      machine: Machine(balancer: TargetBalancer(policy, targetCount: 5)), phases: [2_000],
      makeFront: { LiveBalancer($0.balancer, seed: 7, clock: $1) },
      ask: { front, call in
        guard let target = front.pick() else { return -1 }
        await Task.yield()
        front.release(target, call % 5 == 0 ? .failure : .success)
        return target
      },
      retrace: { machine, call, step, now in
        if step == 1 {
          machine.balancer.release(
            machine.picks[call], call % 5 == 0 ? .failure : .success, at: now)
          return nil
        }
        machine.picks[call] = machine.balancer.pick(at: now, using: &machine.draws) ?? -1
        return machine.picks[call]
      }
    )
    .check()
  }
}

/// SplitMix64, written down once more: what the fronts draw.
struct SplitMix: RandomNumberGenerator, Sendable {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
