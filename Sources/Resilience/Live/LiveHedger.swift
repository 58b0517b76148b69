internal import Synchronization
import TimeBase

/// Sends a request in several copies, one after the other, until one of them is answered
/// (``HedgedCall``); what the calls of a client share is the throttle.
///
/// ```
/// let hedger = LiveHedger(
///   .init(maxAttempts: 3, delay: .milliseconds(50)), throttle: .init())
/// let row = try await hedger.run { copy in try await replicas[copy % replicas.count].read(key) }
/// ```
///
/// Only for what does no harm when it is done twice. The copies that lose are cancelled, and the call
/// returns when they have ended: they must heed cancellation.
public final class LiveHedger: Sendable {
  private enum Event<Value: Sendable>: Sendable {
    case answered(Int, Value)
    case failed(Int, any Error)
    case due
  }

  private let policy: HedgedCall.Policy
  private let throttle: Live<RetryThrottle?>

  /// - Parameter throttle: What keeps copies from making an overload worse; `nil` for nothing.
  /// - Precondition: Neither policy has a problem.
  public init(
    _ policy: HedgedCall.Policy, throttle: RetryThrottle.Policy? = nil,
    clock: LiveClock = .continuous
  ) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    self.throttle = Live(throttle.map { RetryThrottle($0) }, clock: clock)
  }

  /// Makes a call in copies, numbered from 1.
  ///
  /// - Parameter classify: What an error means for the other copies; `nil` if it is the answer.
  /// - Throws: The error of the copy that decided, or `CancellationError` if the task was cancelled.
  public func run<Value: Sendable>(
    classify: @escaping @Sendable (any Error) -> FailedAttempt? = { FailedAttempt($0) },
    _ body: @escaping @Sendable (_ copy: Int) async throws -> Value
  ) async throws -> Value {
    var call = HedgedCall(policy, at: throttle.clock.now)
    return try await withThrowingTaskGroup(of: Event<Value>.self) { group in
      defer { group.cancelAll() }
      var timer: Instant?
      var lastError: any Error = CancellationError()
      while true {
        while let copy = throttle.update({ call.sendNext(at: $1, throttle: $0) }) {
          group.addTask {
            do { return .answered(copy, try await body(copy)) } catch {
              return .failed(copy, error)
            }
          }
        }
        if call.verdict != nil { throw lastError }
        if let wakeUp = call.wakeUp, timer != wakeUp {
          timer = wakeUp
          group.addTask { [clock = throttle.clock] in
            try? await clock.sleep(until: wakeUp)
            return .due
          }
        }
        let event = try await group.next() ?? .due
        if Task.isCancelled, case .due = event { throw CancellationError() }
        if let value = try conclude(event, of: &call, &lastError, classify) { return value }
      }
    }
  }

  /// The value that the call returns, if the event brings it.
  ///
  /// - Throws: The error that ends the call.
  private func conclude<Value: Sendable>(
    _ event: Event<Value>, of call: inout HedgedCall, _ lastError: inout any Error,
    _ classify: (any Error) -> FailedAttempt?
  ) throws -> Value? {
    switch event {
    case .due: return nil
    case .answered(let copy, let value):
      record(.success, of: copy, &call)
      return value
    case .failed(let copy, let error):
      guard !Task.isCancelled, let failure = classify(error) else { throw error }
      lastError = error
      let result = HedgedCall.Result.failure(failure.cause, pushback: failure.pushback)
      if case .ends = record(result, of: copy, &call) { throw error }
      return nil
    }
  }

  @discardableResult
  private func record(
    _ result: HedgedCall.Result, of copy: Int, _ call: inout HedgedCall
  ) -> HedgedCall.Effect {
    throttle.update { call.record(result, of: copy, at: $1, throttle: &$0) }
  }
}
