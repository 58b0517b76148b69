internal import Synchronization
public import TimeBase

/// A ``Retrier`` that all requests of a client share: makes a call again while its policy, its budget
/// and the caller's patience allow.
///
/// ```
/// let retrier = LiveRetrier(
///   .init(maxAttempts: 3, budget: .bucket(.init(deposit: 0.2, per: .request))),
///   seed: .random(in: 0 ... .max))
///
/// let answer = try await retrier.run(within: .seconds(2)) { attempt in
///   let answer = try await http.send(request, timeout: attempt.timeLeft)
///   guard answer.status < 500 else {
///     throw FailedAttempt(.status(answer.status), retryAfter: answer.retryAfter)
///   }
///   return answer
/// }
/// ```
///
/// A cancelled task makes no other attempt, and its wait ends at once; the budget learns of it.
public final class LiveRetrier: Sendable {
  private struct State: Sendable {
    var retrier: Retrier
    var draws: WordSequence
  }

  /// What a call is told about the attempt that it makes.
  @frozen
  public struct Attempt: Hashable, Sendable {
    /// 1 for the first.
    public let number: Int

    /// What is left of the caller's patience at the begin of the attempt.
    public let timeLeft: TimeSpan
  }

  /// What is remembered of one request.
  private struct Progress {
    var attempt = 1
    var lastWait = TimeSpan.zero
    var lastCause: FailureCause?

    /// The last attempt that followed a wait which the server asked for.
    var pushedBackAttempt = 0
    var wasRepeated = false
    let deadline: Instant
  }

  private let state: Live<State>

  /// - Parameter seed: Random bits, other ones in each process, so that clients which failed together
  ///   do not come back together.
  /// - Precondition: The policy has no ``RetryPolicy/problem``.
  public init(_ policy: RetryPolicy, seed: UInt64, clock: LiveClock = .continuous) {
    let retrier = Retrier(policy, from: clock.now)
    state = Live(State(retrier: retrier, draws: WordSequence(seed: seed)), clock: clock)
  }

  /// What is left for retries.
  public var budget: RetryBudget { state.update { state, _ in state.retrier.budget } }

  /// Makes a call, again if it fails and another attempt is allowed.
  ///
  /// - Parameters:
  ///   - patience: No attempt begins after it is over. One that is under way is not cut off; see
  ///     ``Attempt/timeLeft`` and ``LiveClock/run(timeout:_:)``.
  ///   - classify: What an error means for trying again; `nil` if it is an answer and no failure.
  ///   - body: One attempt.
  /// - Throws: The error of the last attempt, or `CancellationError` if the task was cancelled while it
  ///   waited for the next.
  public nonisolated(nonsending) func run<Value>(
    within patience: TimeSpan = .forever,
    classify: (any Error) -> FailedAttempt? = { FailedAttempt($0) },
    _ body: nonisolated(nonsending) (Attempt) async throws -> Value
  ) async throws -> Value {
    var progress = begin(within: patience)
    while true {
      do {
        let timeLeft = Deadline(at: progress.deadline).remaining(at: state.clock.now)
        let value = try await body(Attempt(number: progress.attempt, timeLeft: timeLeft))
        let cause = progress.lastCause
        state.update { state, _ in state.retrier.recordSuccess(afterRetryFor: cause) }
        return value
      } catch {
        guard !Task.isCancelled, let failure = classify(error) else {
          abandon(progress)
          throw error
        }
        guard let wait = waitForNext(after: failure, &progress) else { throw error }
        try await pause(wait, progress)
      }
    }
  }

  private func begin(within patience: TimeSpan) -> Progress {
    state.update { state, now in
      state.retrier.recordRequest(at: now)
      return Progress(deadline: now + patience)
    }
  }

  /// The wait before the next attempt; `nil` if there is none.
  private func waitForNext(after failed: FailedAttempt, _ progress: inout Progress) -> TimeSpan? {
    let failure = Retrier.Failure(
      failed.cause, attempt: progress.attempt, lastWait: progress.lastWait,
      deadline: progress.deadline, retryAfter: failed.retryAfter, pushback: failed.pushback,
      backoffStep: progress.attempt - progress.pushedBackAttempt, isCommitted: failed.isCommitted,
      isUnprocessed: failed.isUnprocessed, wasRepeated: progress.wasRepeated)
    let decision = state.update { state, now in
      let word = state.retrier.policy.backoff.needsWord ? state.draws.next() : 0
      return state.retrier.admit(after: failure, word: word, at: now)
    }
    switch decision {
    case .stops: return nil
    case .repeats:
      progress.wasRepeated = true
      return .zero
    case .retries(let wait):
      if case .after = failed.pushback { progress.pushedBackAttempt = progress.attempt }
      progress.attempt += 1
      progress.lastWait = wait
      progress.lastCause = failed.cause
      return wait
    }
  }

  private nonisolated(nonsending) func pause(
    _ wait: TimeSpan, _ progress: Progress
  ) async throws {
    do {
      if wait > .zero { try await state.clock.sleep(until: state.clock.now + wait) }
    } catch {
      abandon(progress)
      throw error
    }
  }

  private func abandon(_ progress: Progress) {
    let isRetry = progress.attempt > 1
    state.update { state, _ in state.retrier.recordAbandonment(ofRetry: isRetry) }
  }
}
