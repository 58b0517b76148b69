public import TimeBase

/// Lets retries be a share of the requests of the last seconds, plus a few a second come what may,
/// by the rules of Finagle.
///
/// Deposits and withdrawals are forgotten about ``Policy/timeToLive`` after they were made. They are
/// added up in ten slices of that time, which begin when the budget is first used after the slice
/// before has ended.
///
/// - Note: The reserve is large: with the defaults a client that makes few requests gets 100
///   retries in ten seconds for nothing.
/// - SeeAlso: Finagle, *RetryBudget*.
public struct LeakyRetryBudget: BitwiseCopyable, Hashable, Sendable {
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// How long a deposit counts; in `1s...60s`.
    public var timeToLive: TimeSpan

    /// Retries that are always allowed, on average.
    public var minimumRetriesPerSecond: Int

    /// Retries for each request; 0.2 is one for every five, and 0 leaves the minimum alone.
    public var retryShare: Double

    /// Finagle's defaults.
    public init(
      timeToLive: TimeSpan = .seconds(10), minimumRetriesPerSecond: Int = 10,
      retryShare: Double = 0.2
    ) {
      self.timeToLive = timeToLive
      self.minimumRetriesPerSecond = minimumRetriesPerSecond
      self.retryShare = retryShare
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard timeToLive >= .seconds(1), timeToLive <= .seconds(60) else {
        return "a time to live of \(timeToLive) is not in 1s...1m"
      }
      guard (0...1_000_000).contains(minimumRetriesPerSecond) else {
        return "a minimum of \(minimumRetriesPerSecond) retries a second is not in 0...1000000"
      }
      guard retryShare == 0 || (0.000_001...1000).contains(retryShare) else {
        return "a share of \(retryShare) retries for each request is not 0 or in 0.000001...1000"
      }
      return nil
    }
  }

  private let deposit: Int64
  private let cost: Int64
  private let reserve: Int64

  private let sliceLength: TimeSpan

  /// The slices before the present one.
  private var past = PastSlices()
  private var present: Int64 = 0

  /// When the present slice began.
  private var sliceStart: Instant

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    let isShared = policy.retryShare > 0
    deposit = isShared ? 1000 : 0
    cost = isShared ? Int64((1000 / policy.retryShare).rounded(.towardZero)) : 1
    let seconds = policy.timeToLive.nanoseconds / 1_000_000_000
    reserve = Int64(policy.minimumRetriesPerSecond) * seconds * cost
    sliceLength = TimeSpan(nanoseconds: policy.timeToLive.nanoseconds / 10)
    sliceStart = start
  }

  /// How many retries could be made at once.
  public mutating func balance(at now: Instant) -> Int {
    Int(max(0, sum(at: now)) / cost)
  }

  /// Makes the deposit for the first attempt of a request.
  public mutating func recordRequest(at now: Instant) {
    expire(at: now)
    present += deposit
  }

  /// Pays for a retry, if there is enough.
  public mutating func admitRetry(at now: Instant) -> Bool {
    guard sum(at: now) >= cost else { return false }
    present -= cost
    return true
  }

  private mutating func sum(at now: Instant) -> Int64 {
    expire(at: now)
    return reserve + present + past.sum
  }

  /// Begins a new slice if the present one has ended, and forgets those that were slept through.
  private mutating func expire(at now: Instant) {
    let elapsed = now - sliceStart
    guard elapsed >= sliceLength else { return }
    past.append(present)
    present = 0
    let skipped = elapsed.nanoseconds / sliceLength.nanoseconds - 1
    for _ in 0..<min(skipped, PastSlices.count) { past.append(0) }
    sliceStart = now
  }
}

/// The last nine slices. Nine numbers and no array, so that a copy of a budget counts no references.
private struct PastSlices: BitwiseCopyable, Hashable, Sendable {
  static var count: Int64 { 9 }

  private var recent = Triple()
  private var older = Triple()
  private var oldest = Triple()

  var sum: Int64 { recent.sum + older.sum + oldest.sum }

  /// Adds a slice, in place of the oldest.
  mutating func append(_ slice: Int64) {
    oldest.append(older.last)
    older.append(recent.last)
    recent.append(slice)
  }

  private struct Triple: BitwiseCopyable, Hashable, Sendable {
    private var first: Int64 = 0
    private var second: Int64 = 0
    private(set) var last: Int64 = 0

    var sum: Int64 { first + second + last }

    mutating func append(_ slice: Int64) {
      (first, second, last) = (slice, first, second)
    }
  }
}
