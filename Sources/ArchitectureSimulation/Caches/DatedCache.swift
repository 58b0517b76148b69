import ArchitectureModel
import Resilience
import TimeBase

/// A cache whose entries know what they are and when they were loaded: it serves what has expired,
/// remembers what does not exist, renews early, and hands out leases, as far as it is told to.
struct DatedCache {
  struct Entry: BitwiseCopyable {
    var stamp: Stamp
    var expiry: Instant
    var loadTime = TimeSpan.zero

    /// Of a counter.
    var count: UInt64 = 0
  }

  /// What a lookup is answered; the status of its outcome.
  enum Answer: UInt16 {
    case hit = 200
    /// There, and to be renewed by whoever has asked, who need not wait.
    case hitAndRenew = 202
    /// There, and to be renewed although it is fresh.
    case early = 205
    case miss = 404
    /// Known not to exist.
    case absent = 410
    /// Not there, and somebody else has the right to fill it.
    case wait = 425
  }

  struct Reply {
    var answer: Answer
    var entry: Entry?
    var token: LeaseToken?
  }

  private var store: StaleCache<UInt64, Entry, SelectedEviction>
  private var absences: AbsenceMemory<UInt64>?
  private var leases: LeaseTable<UInt64>?
  private let early: EarlyExpiration?
  private let interval: TimeSpan?
  let pause: TimeSpan
  var books = FreshnessBooks()

  init(_ cache: ArchitectureModel.Cache) {
    store = StaleCache(
      capacity: cache.capacity, expiry: cache.expiry, idleLimit: cache.idleLimit ?? .forever,
      rules: cache.stale,
      eviction: SelectedEviction(cache.policy))
    absences = cache.absences.map {
      AbsenceMemory(capacity: $0.capacity, for: $0.timeToLive, expiry: cache.expiry)
    }
    early = cache.earlyExpiration
    interval = cache.leases?.interval
    leases = interval.map { LeaseTable(interval: $0) }
    pause = cache.leases?.pause ?? .zero
  }

  var count: Int { store.count }
  var evictions: Int64 { store.statistics.evictions }

  /// - Parameters:
  ///   - use: 64 random bits for the policy.
  ///   - exponential: A draw of mean 1, which decides on an early renewal.
  mutating func lookUp(
    _ key: UInt64, at now: Instant, use: UInt64, exponential: Double
  ) -> Reply {
    let expired = store.statistics.expirations
    switch store.get(key, at: now, draw: use) {
    case .fresh(let entry):
      books.hits &+= 1
      guard let early,
        early.refreshes(
          expiry: entry.expiry, loadTime: entry.loadTime, at: now, exponential: exponential)
      else { return Reply(answer: .hit, entry: entry) }
      return leased(key, at: now, Reply(answer: .early, entry: entry), orElse: .hit)
    case .stale(let entry):
      books.hits &+= 1
      books.servedExpired &+= 1
      return Reply(answer: .hit, entry: entry)
    case .staleAndRenew(let entry):
      books.hits &+= 1
      books.servedExpired &+= 1
      return leased(key, at: now, Reply(answer: .hitAndRenew, entry: entry), orElse: .hit)
    case .renew:
      return missed(key, isExpired: true, at: now)
    case .miss:
      if absences?.knows(key, at: now) ?? false {
        books.absent &+= 1
        return Reply(answer: .absent)
      }
      return missed(key, isExpired: store.statistics.expirations > expired, at: now)
    }
  }

  private mutating func missed(_ key: UInt64, isExpired: Bool, at now: Instant) -> Reply {
    let reply = leased(key, at: now, Reply(answer: .miss), orElse: .wait)
    if reply.answer == .wait {
      books.leaseWaits &+= 1
    } else {
      books.misses &+= 1
      if isExpired { books.expired &+= 1 }
    }
    return reply
  }

  /// The reply with the right to fill; with another answer if somebody else has that.
  private mutating func leased(
    _ key: UInt64, at now: Instant, _ reply: Reply, orElse answer: Answer
  ) -> Reply {
    guard let decision = leases?.request(key, at: now) else { return reply }
    var reply = reply
    switch decision {
    case .granted(let token): reply.token = token
    case .wait: reply.answer = answer
    }
    return reply
  }

  /// What a key holds that has not expired.
  mutating func peek(_ key: UInt64, at now: Instant, use: UInt64) -> Entry? {
    guard let entry = store.freshValue(key, at: now) else {
      books.misses &+= 1
      return nil
    }
    // The lookup counts as a use of the entry, which is fresh.
    _ = store.get(key, at: now, draw: use)
    books.hits &+= 1
    return entry
  }

  /// Stores what was loaded, unless the right to do so was taken back.
  mutating func fill(
    _ key: UInt64, _ entry: Entry, token: LeaseToken?, at now: Instant, victim: UInt64
  ) {
    if leases != nil {
      guard let token, leases?.redeem(token, for: key) ?? false else {
        books.voidLeases &+= 1
        store.renewalFailed(key)
        return
      }
    }
    keep(key, entry, at: now, victim: victim)
  }

  /// Sets a key, whatever it held.
  mutating func set(_ key: UInt64, _ entry: Entry, at now: Instant, victim: UInt64) {
    books.sets &+= 1
    leases?.revoke(key)
    keep(key, entry, at: now, victim: victim)
  }

  private mutating func keep(_ key: UInt64, _ entry: Entry, at now: Instant, victim: UInt64) {
    absences?.forget(key, at: now)
    store.set(key, entry, for: entry.expiry - now, at: now, draw: victim)
  }

  mutating func delete(_ key: UInt64, at now: Instant) {
    books.deletes &+= 1
    leases?.revoke(key)
    absences?.forget(key, at: now)
    store.remove(key, at: now)
  }

  /// Adds 1 to a counter, and says how much it is then.
  ///
  /// - Parameter expiry: Of a counter that is not there yet.
  mutating func increment(
    _ key: UInt64, expiry: Instant, at now: Instant, victim: UInt64
  ) -> UInt64 {
    var entry = store.freshValue(key, at: now) ?? Entry(stamp: .none, expiry: expiry)
    entry.count &+= 1
    books.sets &+= 1
    keep(key, entry, at: now, victim: victim)
    return entry.count
  }

  /// A load has ended without anything to store.
  mutating func loadFailed(_ key: UInt64, isAbsent: Bool, at now: Instant) {
    store.renewalFailed(key)
    if isAbsent { absences?.remember(key, at: now) }
  }

  /// What is served in place of an error.
  func entryInsteadOfError(_ key: UInt64, at now: Instant) -> Entry? {
    store.valueInsteadOfError(key, at: now)
  }

  mutating func removeAll() {
    store.removeAll()
    absences?.forgetAll()
    leases = interval.map { LeaseTable(interval: $0) }
  }

  mutating func removeAll(where isDoomed: (UInt64) -> Bool) {
    store.removeAll(where: isDoomed)
  }
}

/// What a cache with dated entries has counted.
struct FreshnessBooks: BitwiseCopyable, Sendable {
  var hits: UInt64 = 0
  var misses: UInt64 = 0
  var expired: UInt64 = 0

  /// Hits with something past its time, and what was served in place of an error.
  var servedExpired: UInt64 = 0
  var servedInsteadOfError: UInt64 = 0

  /// Of all that was served: what had been written since it was loaded.
  var staleReads: UInt64 = 0

  /// Loads that began although there was something fresh.
  var early: UInt64 = 0
  var absent: UInt64 = 0
  var leaseWaits: UInt64 = 0
  var voidLeases: UInt64 = 0
  var sets: UInt64 = 0
  var deletes: UInt64 = 0
}
