/// W-TinyLFU as Caffeine has it, with its frequency sketch.
public typealias WTinyLFUEviction = TinyLFUEviction<FrequencySketch>

/// A small LRU window before a main part that lets a key in only if it has been seen more often
/// than the one that would have to leave: W-TinyLFU.
///
/// ```
///  new ──▶ window (1 %, LRU) ──▶ candidate ──seen more often──▶ probation ──hit──▶ protected
///                                    └── not: gone                  ▲────── overflow ──────┘
/// ```
///
/// By Caffeine's rules. The candidate, the oldest of the window, goes to the young end of probation
/// and is held against the victim, the old end: who has the strictly higher frequency stays, and
/// among equals the victim does. A candidate seen six times or more is let in with probability
/// 1/128 all the same, a guard against keys crafted to look popular. Of a capacity of 100 the
/// window has 1, the main part 99, of which 79 are protected. Frequencies are counted from when the
/// cache is half full.
///
/// The window keeps its size: Caffeine's hill climber, which moves it by the hit rate, is left out.
///
/// With the sketch 17 to 25 bytes an entry. Amortised constant time.
///
/// - SeeAlso: ``FrequencySketch``; Einziger, Eytan, Friedman and Manes, *Adaptive software cache
///   management*, Middleware 2018.
@frozen
public struct TinyLFUEviction<Frequencies: FrequencyEstimator>: EvictionPolicy {
  @usableFromInline static var window: Int { 0 }
  @usableFromInline static var probation: Int { 1 }
  @usableFromInline static var protected: Int { 2 }

  /// The entries that the window holds, and the protected part of main, at most.
  @inlinable
  public var shares: (window: Int, protected: Int) { (windowShare, protectedShare) }

  @usableFromInline package var frequencies: Frequencies
  @usableFromInline package var order = SlotLists(listCount: 3, slotLimit: 0)
  @usableFromInline var parts = SlotColumn<UInt8>(slotLimit: 0, blank: 0)
  @usableFromInline var capacity = 0
  @usableFromInline var count = 0
  @usableFromInline var windowCount = 0
  @usableFromInline var protectedCount = 0
  @usableFromInline var windowShare = 0
  @usableFromInline var protectedShare = 0

  /// Whether the key that is about to come in has been counted.
  @usableFromInline var hasCounted = false

  @inlinable
  public init(_ frequencies: Frequencies) { self.frequencies = frequencies }

  @inlinable
  public mutating func reset(capacity: Int) {
    self.capacity = capacity
    order.removeAll(slotLimit: capacity)
    parts.removeAll(slotLimit: capacity)
    frequencies.reset(capacity: capacity)
    // Caffeine multiplies by 0.99 and 0.8 in floating point and cuts; whole numbers give the same.
    windowShare = capacity - capacity * 99 / 100
    protectedShare = (capacity - windowShare) * 4 / 5
    count = 0
    windowCount = 0
    protectedCount = 0
    hasCounted = false
  }

  @inlinable
  public mutating func insert(_ slot: Int, hash: UInt64) {
    if !hasCounted { see(hash) }
    hasCounted = false
    order.pushFront(slot, to: Self.window)
    parts.set(slot, to: UInt8(truncatingIfNeeded: Self.window))
    count += 1
    windowCount += 1
    if windowCount > windowShare { _ = nominate() }
  }

  @inlinable
  public mutating func touch(_ slot: Int, hash: UInt64, draw: () -> UInt64) {
    frequencies.increment(hash)
    let part = Int(parts[slot])
    if part == Self.probation, protectedShare > 0 {
      move(slot, to: Self.protected)
      protectedCount += 1
      if protectedCount > protectedShare, let oldest = order.back(of: Self.protected) {
        move(oldest, to: Self.probation)
        protectedCount -= 1
      }
    } else {
      order.moveToFront(slot, of: part)
    }
  }

  @inlinable
  public mutating func remove(_ slot: Int) {
    order.remove(slot)
    count -= 1
    if parts[slot] == Self.window { windowCount -= 1 }
    if parts[slot] == Self.protected { protectedCount -= 1 }
  }

  @inlinable
  public mutating func evict(
    for hash: UInt64, hashOf: (Int) -> UInt64, draw: () -> UInt64
  ) -> Int {
    see(hash)
    hasCounted = true
    // The newcomer will stand in the window; whoever falls out of it is the candidate.
    let candidate = windowCount < windowShare ? nil : nominate()
    guard
      let victim = order.back(of: Self.probation) ?? order.back(of: Self.protected)
        ?? order.back(of: Self.window)
    else { preconditionFailure("nothing to evict: the cache is empty") }
    guard let candidate, candidate != victim else {
      remove(victim)
      return victim
    }
    let loser = admits(hashOf(candidate), over: hashOf(victim), draw: draw) ? victim : candidate
    remove(loser)
    return loser
  }

  @inlinable
  public var bytes: Int { order.bytes + parts.bytes + frequencies.bytes }

  @inlinable
  func admits(_ candidate: UInt64, over victim: UInt64, draw: () -> UInt64) -> Bool {
    let seen = frequencies.frequency(of: candidate)
    if seen > frequencies.frequency(of: victim) { return true }
    return seen >= 6 && draw() & 127 == 0
  }

  /// Counts a key that comes in.
  @inlinable
  mutating func see(_ hash: UInt64) {
    if count + 1 >= capacity / 2 { frequencies.begin() }
    frequencies.increment(hash)
  }

  /// Moves the oldest entry of the window to the young end of probation.
  @inlinable
  mutating func nominate() -> Int? {
    guard let slot = order.back(of: Self.window) else { return nil }
    move(slot, to: Self.probation)
    windowCount -= 1
    return slot
  }

  @inlinable
  mutating func move(_ slot: Int, to part: Int) {
    order.moveToFront(slot, of: part)
    parts[slot] = UInt8(truncatingIfNeeded: part)
  }
}

extension TinyLFUEviction where Frequencies == FrequencySketch {
  @inlinable
  public init() { self.init(FrequencySketch()) }
}
