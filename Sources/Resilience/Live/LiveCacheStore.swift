internal import Synchronization
public import TimeBase

/// A cache that many tasks share, of which only one loads what is missing; its policy is chosen at run
/// time.
public typealias LiveCache<Key: StableKey & Sendable, Value: Sendable> =
  LiveCacheStore<Key, Value, SelectedEviction>

/// A ``CacheStore`` that many tasks share, of which only one loads what is missing while the others wait
/// for the same outcome (``SingleFlight``).
///
/// ```
/// let users = LiveCache<UInt64, User>(.init(capacity: 10_000))
/// let user = try await users.value(for: id, lasting: .seconds(60)) {
///   try await database.user(id)
/// }
/// ```
///
/// * The task that finds the value missing loads it itself, with its own priority and task-local values.
/// * An error is everybody's who waits, and nothing is stored.
/// * If the task that loads is cancelled and its load throws, the first who waits loads instead: nobody
///   fails because somebody else was cancelled. A task that is cancelled while it waits leaves at once.
/// * ``set(_:_:for:)`` and ``remove(_:)`` detach a load that is under way: those who wait for it get its
///   outcome, but it is not stored over what is newer, and the next to ask loads anew.
public final class LiveCacheStore<
  Key: StableKey & Sendable, Value: Sendable, Eviction: EvictionPolicy
>: Sendable {
  @usableFromInline
  struct State: Sendable {
    @usableFromInline var cache: CacheStore<Key, Value, Eviction>
    @usableFromInline var flights = SingleFlight<Key, SlabToken>()
    @usableFromInline var draws: WordSequence
    @usableFromInline var sharedCount: Int64 = 0
  }

  @usableFromInline
  enum Outcome: Sendable {
    case value(Value)
    case fails(any Error)

    /// The task that loaded was cancelled, and this one is to load now.
    case leads(FlightID)
    case cancelled
  }

  @usableFromInline
  enum Role: Sendable {
    case has(Value)
    case leads(FlightID)
    case follows(SlabToken, FlightSeat)

    /// There is no room to keep books on it.
    case loadsAlone
  }

  @usableFromInline let line: LiveLine<State, Outcome>

  /// - Parameter seed: Random bits, for the policies that evict or count uses by chance.
  public init(
    _ cache: CacheStore<Key, Value, Eviction>, seed: UInt64 = 0, clock: LiveClock = .continuous
  ) {
    line = LiveLine(State(cache: cache, draws: WordSequence(seed: seed)), clock: clock)
  }

  /// How many entries the cache holds, expired ones that nobody has asked for since included.
  public var count: Int { line.update { content, _ in content.state.cache.count } }

  /// What has happened since the cache was made.
  public var statistics: CacheStatistics {
    line.update { content, _ in content.state.cache.statistics }
  }

  /// How many callers waited for a load of somebody else.
  public var sharedLoadCount: Int64 { line.update { content, _ in content.state.sharedCount } }

  /// How many loads are under way that others may share.
  public var loadCount: Int { line.update { content, _ in content.state.flights.flightCount } }

  /// Looks a key up.
  @inlinable
  public func get(_ key: Key) -> CacheLookup<Value> {
    line.change { state, now in Self.get(&state, key, at: now) }
  }

  /// Stores a value for a span from now on.
  @inlinable
  public func set(_ key: Key, _ value: Value, for timeToLive: TimeSpan = .forever) {
    line.change { state, now in
      state.flights.forget(key)
      Self.set(&state, key, value, for: timeToLive, at: now)
    }
  }

  /// Removes a key. Returns whether it was there and had not expired.
  @inlinable
  @discardableResult
  public func remove(_ key: Key) -> Bool {
    line.change { state, now in
      state.flights.forget(key)
      return state.cache.remove(key, at: now)
    }
  }

  /// Returns the value of a key: from the cache, or loaded, by this task or by another one.
  ///
  /// - Parameters:
  ///   - timeToLive: How long the value is kept from when it has been loaded.
  ///   - load: Loads the value if this task is the one to do so.
  /// - Throws: What the load throws, this task's or another's, or `CancellationError` if this task was
  ///   cancelled while it waited.
  @inlinable
  public nonisolated(nonsending) func value(
    for key: Key, lasting timeToLive: TimeSpan = .forever,
    load: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    switch role(for: key) {
    case .has(let value): return value
    case .loadsAlone: return try await load()
    case .leads(let flight): return try await fly(flight, for: key, lasting: timeToLive, load)
    case .follows(let waiter, let seat):
      let outcome = await line.wait(on: waiter) { state, _ in
        state.flights.cancel(seat)
        return .cancelled
      }
      switch outcome {
      case .value(let value): return value
      case .fails(let error): throw error
      case .cancelled: throw CancellationError()
      case .leads(let flight): return try await fly(flight, for: key, lasting: timeToLive, load)
      }
    }
  }

  /// What a caller is to do who wants a value; tells nobody anything.
  @inlinable
  func role(for key: Key) -> Role {
    line.content.update { content, now in
      if let value = Self.get(&content.state, key, at: now).value { return .has(value) }
      let waiter = content.room.reserve()
      switch content.state.flights.join(key, as: waiter) {
      case .follows(let seat):
        content.state.sharedCount &+= 1
        return .follows(waiter, seat)
      case .leads(let flight):
        content.room.release(waiter)
        return .leads(flight)
      case .refused:
        content.room.release(waiter)
        return .loadsAlone
      }
    }
  }

  @usableFromInline
  nonisolated(nonsending) func fly(
    _ flight: FlightID, for key: Key, lasting timeToLive: TimeSpan,
    _ load: nonisolated(nonsending) () async throws -> Value
  ) async throws -> Value {
    do {
      let value = try await load()
      line.update { content, now in
        if content.state.flights.flight(of: key) == flight {
          Self.set(&content.state, key, value, for: timeToLive, at: now)
        }
        Self.land(flight, .value(value), &content)
      }
      return value
    } catch {
      let isCancelled = Task.isCancelled
      line.update { content, _ in
        guard isCancelled else { return Self.land(flight, .fails(error), &content) }
        if let successor = content.state.flights.promote(flight) {
          content.room.tell(successor, .leads(flight))
        }
      }
      throw error
    }
  }

  private static func land(
    _ flight: FlightID, _ outcome: Outcome, _ content: inout LiveLine<State, Outcome>.Content
  ) {
    while let waiter = content.state.flights.takeWaiter(completing: flight) {
      content.room.tell(waiter, outcome)
    }
  }

  @inlinable
  static func get(
    _ state: inout State, _ key: Key, at now: Instant
  ) -> CacheLookup<Value> {
    state.cache.get(key, at: now, draw: state.draws.next())
  }

  @inlinable
  static func set(
    _ state: inout State, _ key: Key, _ value: Value, for timeToLive: TimeSpan, at now: Instant
  ) {
    state.cache.set(key, value, for: timeToLive, at: now, draw: state.draws.next())
  }
}

extension LiveCacheStore where Eviction == SelectedEviction {
  /// Makes an empty cache.
  ///
  /// - Precondition: `policy.problem` is `nil`.
  public convenience init(_ policy: CachePolicy, seed: UInt64 = 0, clock: LiveClock = .continuous) {
    self.init(Cache(policy), seed: seed, clock: clock)
  }
}
