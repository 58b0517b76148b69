internal import Synchronization
public import TimeBase

/// A ``TargetBalancer`` that many threads share.
///
/// ```
/// let balancer = LiveBalancer(
///   TargetBalancer(.init(algorithm: .leastConnections), targetCount: hosts.count), seed: seed)
/// let answer = try await balancer.run { target in try await hosts[target].send(request) }
/// ```
///
/// Passive health comes with it: a target that fails too often is passed over for a while. What probes
/// find out is told by ``update(_:)``: `update { balancer, _ in balancer.setAvailable(2, false) }`.
public final class LiveBalancer: Sendable {
  private struct Books: Sendable {
    var balancer: TargetBalancer
    var draws: WordSequence
  }

  private let books: Live<Books>

  /// - Parameter seed: Random bits, other ones in each process (`UInt64.random(in: 0 ... .max)`): two
  ///   that choose alike crowd on the same targets.
  public init(_ balancer: TargetBalancer, seed: UInt64, clock: LiveClock = .continuous) {
    books = Live(Books(balancer: balancer, draws: WordSequence(seed: seed)), clock: clock)
  }

  /// Chooses a target for a call and counts the call as its connection; `nil` if there is none.
  /// Release it when the call is over, or use ``run(for:excluding:classify:_:)`` that does.
  public func pick(
    for key: RoutingKey = .none, excluding tried: TriedTargets = TriedTargets()
  ) -> Int? {
    books.update { books, now in
      books.balancer.pick(for: key, excluding: tried, at: now, using: &books.draws)
    }
  }

  /// Takes note that a call is over.
  ///
  /// - Precondition: The call was picked and has not been released.
  @discardableResult
  public func release(
    _ target: Int, _ outcome: CallOutcome, lasting latency: TimeSpan? = nil
  ) -> HealthChange? {
    books.update { $0.balancer.release(target, outcome, lasting: latency, at: $1) }
  }

  /// Does something else with the balancer, alone and at one instant, such as to add a target.
  @discardableResult
  public func update<Value: Sendable>(_ body: (inout TargetBalancer, Instant) -> Value) -> Value {
    books.update { body(&$0.balancer, $1) }
  }

  /// Sends a call to a target and takes note of how it came out and how long it took.
  ///
  /// - Parameters:
  ///   - tried: The targets that the request must not meet again; the one it meets is added.
  ///   - classify: What an error says about the health of the target.
  /// - Throws: ``Rejection/noTarget``, or what `body` throws.
  public nonisolated(nonsending) func run<Value>(
    for key: RoutingKey = .none, excluding tried: inout TriedTargets,
    classify: (any Error) -> CallOutcome = { CallOutcome($0) },
    _ body: nonisolated(nonsending) (_ target: Int) async throws -> Value
  ) async throws -> Value {
    guard let target = pick(for: key, excluding: tried) else { throw Rejection.noTarget }
    tried.insert(target)
    let start = books.clock.now
    do {
      let value = try await body(target)
      release(target, .success, lasting: books.clock.now - start)
      return value
    } catch {
      release(target, classify(error), lasting: books.clock.now - start)
      throw error
    }
  }

  /// Sends a call to a target, whichever have been tried before.
  public nonisolated(nonsending) func run<Value>(
    for key: RoutingKey = .none, classify: (any Error) -> CallOutcome = { CallOutcome($0) },
    _ body: nonisolated(nonsending) (_ target: Int) async throws -> Value
  ) async throws -> Value {
    var tried = TriedTargets()
    return try await run(for: key, excluding: &tried, classify: classify, body)
  }
}
