import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// The limit of one instance on what it lets in at once, by whichever rule.
struct ConcurrencyGuard {
  // One of them is there; in place, so that none is ever copied.
  private var fixed: ConcurrencyLimiter<FixedConcurrency>?
  private var aimd: ConcurrencyLimiter<AIMDConcurrency>?
  private var vegas: ConcurrencyLimiter<VegasConcurrency>?
  private var gradient2: ConcurrencyLimiter<Gradient2Concurrency>?

  init(_ limit: Service.ConcurrencyLimit) {
    switch limit {
    case .fixed(let policy): fixed = ConcurrencyLimiter(policy)
    case .aimd(let policy): aimd = ConcurrencyLimiter(policy)
    case .vegas(let policy): vegas = ConcurrencyLimiter(policy)
    case .gradient2(let policy): gradient2 = ConcurrencyLimiter(policy)
    }
  }

  mutating func acquire(at now: Instant) -> ConcurrencyToken? {
    let decision =
      fixed?.acquire(at: now) ?? aimd?.acquire(at: now) ?? vegas?.acquire(at: now)
      ?? gradient2?.acquire(at: now)
    return decision?.token
  }

  mutating func release(
    _ token: ConcurrencyToken, as outcome: CallOutcome, at now: Instant, word: UInt64
  ) {
    fixed?.release(token, as: outcome, at: now, word: word)
    aimd?.release(token, as: outcome, at: now, word: word)
    vegas?.release(token, as: outcome, at: now, word: word)
    gradient2?.release(token, as: outcome, at: now, word: word)
  }

  func limit(at now: Instant) -> Int {
    fixed?.limit(at: now) ?? aimd?.limit(at: now) ?? vegas?.limit(at: now)
      ?? gradient2?.limit(at: now) ?? 0
  }

  var rejectedCount: Int64 {
    fixed?.rejectedCount ?? aimd?.rejectedCount ?? vegas?.rejectedCount
      ?? gradient2?.rejectedCount ?? 0
  }
}

/// Letting calls in, and learning from those that leave.
extension Simulation {
  /// Whether the limit of an instance lets a call in.
  mutating func isAdmitted(_ call: CallID, at instance: Int) -> Bool {
    guard let token = concurrencyGuards[instance]?.acquire(at: now) else { return false }
    admissions[call] = token
    return true
  }

  /// A call leaves its instance. What came too late or met a full queue tells of overload; an error
  /// of the handler, and what was broken off, tells nothing.
  mutating func limitLearns(of call: CallID, at instance: Int, _ outcome: Outcome) {
    guard let token = admissions.take(call) else { return }
    let word = self.word(for: call, Purpose.probe)
    concurrencyGuards[instance]?.release(token, as: outcome.lesson, at: now, word: word)
  }
}

extension Outcome {
  fileprivate var lesson: CallOutcome {
    guard !isSuccess else { return .success }
    switch FailureCause(rawValue: cause) {
    case .timeout, .rejected, .queueTimeout, .poolTimeout, .impatience, .locked,
      .tooManyConnections:
      return .failure
    default: return .ignored
    }
  }
}
