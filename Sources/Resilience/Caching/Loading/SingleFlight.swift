/// Suppresses duplicate work: while one caller fetches a key, others who want it wait for the same
/// outcome instead of fetching it too. The scheme of Go's `singleflight`.
///
/// ```
///  join ── nobody fetches ──▶ leads ── fetch ──▶ complete ──▶ all who follow, first come first
///    └──── somebody does ───▶ follows ─── waits ──────────────────▲
/// ```
///
/// * The **outcome** never passes through here: who completes a flight gets the waiters and tells
///   each the same value or the same error.
/// * Nothing is **cached**: completing a flight forgets its key, and the next caller leads again.
/// * A **waiter** may leave at any time; nobody else notices. When a **leader** gives up, its fetch
///   may well go on, so nothing happens by itself: ``promote(_:)`` hands the flight to the first
///   who waits, ``complete(_:)`` with an error ends it for all, and doing nothing lets the fetch
///   finish.
///
/// Every operation takes constant time, and nothing is allocated once there have been as many
/// flights and waiters before. `Waiter` is whatever finds the caller again, such as a request
/// number.
@frozen
public struct SingleFlight<Key: StableKey, Waiter: BitwiseCopyable> {
  @frozen
  @usableFromInline
  struct Flight {
    /// The slot of the key, or -1 once the key has been forgotten.
    @usableFromInline var keySlot: Int32

    /// The seats of those who wait, in the order in which they came; -1 if there are none.
    @usableFromInline var firstSeat: Int32 = -1
    @usableFromInline var lastSeat: Int32 = -1

    @inlinable
    init(keySlot: Int32) { self.keySlot = keySlot }
  }

  @frozen
  @usableFromInline
  struct Seat {
    @usableFromInline let waiter: Waiter
    @usableFromInline let flight: Int32
    @usableFromInline var previous: Int32
    @usableFromInline var next: Int32 = -1

    @inlinable
    init(waiter: Waiter, flight: Int32, previous: Int32) {
      self.waiter = waiter
      self.flight = flight
      self.previous = previous
    }
  }

  @usableFromInline var table: SlotTable<Key, Int32>
  @usableFromInline var flights: TokenSlab<Flight>
  @usableFromInline var seats: TokenSlab<Seat>

  /// Makes books for at most so many flights, and so many waiters on all of them together.
  ///
  /// - Precondition: both limits are in `0...(1 << 30)`.
  @inlinable
  public init(flightLimit: Int = 1 << 30, waiterLimit: Int = 1 << 30) {
    table = SlotTable(limit: flightLimit)
    flights = TokenSlab(limit: flightLimit)
    seats = TokenSlab(limit: waiterLimit)
  }

  /// How many flights have not been completed.
  @inlinable
  public var flightCount: Int { flights.count }

  /// How many callers wait.
  @inlinable
  public var waiterCount: Int { seats.count }

  /// Asks for a key. Whoever leads is not among the waiters of its flight.
  @inlinable
  public mutating func join(_ key: Key, as waiter: Waiter) -> FlightRole {
    let hash = key.stableHash
    if let slot = table.slot(of: key, hash: hash) {
      guard !seats.isFull else { return .refused }
      return .follows(addSeat(for: waiter, on: table.value(at: slot)))
    }
    guard !flights.isFull else { return .refused }
    let flight = flights.insert(Flight(keySlot: -1))
    let slot = table.insert(key, flight.index, hash: hash)
    flights[flight.index].keySlot = Int32(truncatingIfNeeded: slot)
    return .leads(FlightID(token: flight))
  }

  /// The flight that a newcomer for `key` would join; `nil` if it would lead one.
  @inlinable
  public func flight(of key: Key) -> FlightID? {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return nil }
    return FlightID(token: flights.token(at: table.value(at: slot)))
  }

  /// Ends a flight, forgets its key and returns the waiters in the order in which they came.
  ///
  /// - Precondition: the flight has not ended.
  /// - Complexity: O(*n*) in the number of waiters.
  public mutating func complete(_ flight: FlightID) -> [Waiter] {
    var waiters: [Waiter] = []
    while let waiter = takeWaiter(completing: flight) { waiters.append(waiter) }
    return waiters
  }

  /// Ends a flight step by step, without allocating: the first call forgets the key, each call
  /// returns the next waiter, and the call that returns `nil` ends the flight.
  ///
  /// - Precondition: the flight has not ended.
  @inlinable
  public mutating func takeWaiter(completing flight: FlightID) -> Waiter? {
    precondition(flights.contains(flight.token), "the flight has already ended")
    detach(flight.token.index)
    let seat = flights[flight.token.index].firstSeat
    guard seat >= 0 else {
      flights.remove(at: flight.token.index)
      return nil
    }
    return removeSeat(seat)
  }

  /// Detaches the flight of a key, if there is one: its waiters keep waiting for it, but the next
  /// caller leads a flight of its own.
  ///
  /// - Returns: whether there was one.
  @inlinable
  @discardableResult
  public mutating func forget(_ key: Key) -> Bool {
    guard let slot = table.slot(of: key, hash: key.stableHash) else { return false }
    detach(table.value(at: slot))
    return true
  }

  /// Lets a waiter leave.
  ///
  /// - Returns: whether it was still waiting; `false` if it has been told the outcome, was promoted
  ///   or has left before.
  @inlinable
  @discardableResult
  public mutating func cancel(_ seat: FlightSeat) -> Bool {
    guard seats.contains(seat.token) else { return false }
    _ = removeSeat(seat.token.index)
    return true
  }

  /// Hands a flight whose leader has given up to the first of its waiters, who now fetches the key
  /// and completes the flight under the same name.
  ///
  /// - Returns: that waiter; `nil` if nobody waits, which ends the flight.
  /// - Precondition: the flight has not ended.
  @inlinable
  public mutating func promote(_ flight: FlightID) -> Waiter? {
    precondition(flights.contains(flight.token), "the flight has already ended")
    let seat = flights[flight.token.index].firstSeat
    guard seat >= 0 else {
      detach(flight.token.index)
      flights.remove(at: flight.token.index)
      return nil
    }
    return removeSeat(seat)
  }

  @inlinable
  mutating func detach(_ flight: Int32) {
    let slot = flights[flight].keySlot
    guard slot >= 0 else { return }
    table.remove(at: Int(slot))
    flights[flight].keySlot = -1
  }

  @inlinable
  mutating func addSeat(for waiter: Waiter, on flight: Int32) -> FlightSeat {
    let last = flights[flight].lastSeat
    let seat = seats.insert(Seat(waiter: waiter, flight: flight, previous: last))
    if last >= 0 { seats[last].next = seat.index } else { flights[flight].firstSeat = seat.index }
    flights[flight].lastSeat = seat.index
    return FlightSeat(token: seat)
  }

  @inlinable
  mutating func removeSeat(_ index: Int32) -> Waiter {
    let seat = seats.remove(at: index)
    if seat.previous >= 0 {
      seats[seat.previous].next = seat.next
    } else {
      flights[seat.flight].firstSeat = seat.next
    }
    if seat.next >= 0 {
      seats[seat.next].previous = seat.previous
    } else {
      flights[seat.flight].lastSeat = seat.previous
    }
    return seat.waiter
  }
}

extension SingleFlight.Flight: Sendable {}
extension SingleFlight.Seat: Sendable where Waiter: Sendable {}
extension SingleFlight: Sendable where Key: Sendable, Waiter: Sendable {}
