public import TimeBase

extension ManagedConnectionPool {
  /// When the next connection should be begun; `nil` if none is wanted or one is being made.
  ///
  /// Ask again after every change.
  @inlinable
  public func nextCreation(at now: Instant) -> Instant? {
    switch maker {
    case .connecting: nil
    // Even if nobody wants it any more: that is found out at the end of the wait.
    case .backingOff(let end, _): max(now, end)
    case .idle: wantsConnection ? now : nil
    case .pausing(let end): wantsConnection ? max(now, end) : nil
    }
  }

  /// Begins to make a connection if one is wanted and the pause is over. Returns whether to connect.
  @inlinable
  public mutating func beginCreation(at now: Instant) -> Bool {
    guard let time = nextCreation(at: now), time <= now else { return false }
    guard wantsConnection else {
      // Nobody waits for the one that failed: the next attempt is a fresh one.
      maker = .idle
      return false
    }
    if case .backingOff(_, let next) = maker {
      maker = .connecting(backoff: next)
    } else {
      maker = .connecting(backoff: policy.firstBackoff)
    }
    return true
  }

  /// Adds the connection that was being made, and returns to whom it went at once, if to anybody.
  ///
  /// - Parameter word: 64 random bits, for its age at the end.
  /// - Precondition: One was being made.
  @inlinable
  public mutating func creationSucceeded(at now: Instant, word: UInt64) -> Handover? {
    _ = requireConnecting()
    maker = .pausing(until: now + policy.creationPause)
    let index = connections.insert(Connection(order: madeCount, at: now)).index
    if policy.maximumLifetime > .zero {
      let end = now + lifetime(word: word)
      lifetimes.insert(Int(index), rank: QueueRank(key: end.nanoseconds, order: madeCount))
    }
    madeCount &+= 1
    return place(index, at: now)
  }

  /// Tells that the connection that was being made could not be; the next attempt waits.
  ///
  /// - Precondition: One was being made.
  @inlinable
  public mutating func creationFailed(at now: Instant) {
    let wait = requireConnecting()
    maker = .backingOff(until: now + wait, next: min(policy.maximumBackoff, wait * 2))
  }

  /// The age at which a connection is closed: the longest less up to a 40th.
  @inlinable
  func lifetime(word: UInt64) -> TimeSpan {
    let span = policy.maximumLifetime
    let variance = word.multipliedFullWidth(by: UInt64(span.nanoseconds / 40)).high
    return span - .nanoseconds(Int64(clamping: variance))
  }

  @inlinable
  var wantsConnection: Bool {
    connections.count < policy.maximumSize
      && (idle.count < policy.leastIdle || line.count > idle.count)
  }

  /// Gives a free connection to the first in line, or keeps it.
  @inlinable
  mutating func place(_ index: Int32, at now: Instant) -> Handover? {
    guard let waiter = line.dequeue() else {
      connections[index].isInUse = false
      idle.insert(Int(index), rank: QueueRank(key: 0, order: connections[index].order))
      return nil
    }
    return Handover(waiter: waiter, lease: lend(index, at: now))
  }

  @inlinable
  mutating func lend(_ index: Int32, at now: Instant) -> ConnectionLease {
    let unused = now - connections[index].lastUsed
    connections[index].isInUse = true
    connections[index].lastUsed = now
    return ConnectionLease(
      PooledConnection(token: connections.token(at: index)),
      needsValidation: unused >= policy.aliveBypass)
  }

  /// Closes the idle connections that are too old, and marks those in use.
  @inlinable
  mutating func retireOld(at now: Instant) {
    while let rank = lifetimes.firstRank, rank.key <= now.nanoseconds,
      let slot = lifetimes.removeFirst()
    {
      let index = Int32(truncatingIfNeeded: slot)
      if connections[index].isInUse {
        connections[index].isEvicted = true
      } else {
        idle.remove(slot)
        close(index)
      }
    }
  }

  @inlinable
  mutating func close(_ index: Int32) {
    if lifetimes.contains(Int(index)) { lifetimes.remove(Int(index)) }
    connections.remove(at: index)
  }

  @inlinable
  func order(of index: Int32) -> UInt64 { connections[index].order }

  @inlinable
  func requireInUse(_ connection: PooledConnection) -> Int32 {
    let index = connection.token.index
    precondition(
      connections.contains(connection.token) && connections[index].isInUse,
      "connection \(index) was given back, and of \(count) connections it is none in use")
    return index
  }

  /// How long to wait if the present attempt fails.
  @inlinable
  func requireConnecting() -> TimeSpan {
    guard case .connecting(let backoff) = maker else {
      preconditionFailure("a connection was made while the maker was \(maker)")
    }
    return backoff
  }
}
