public import TimeBase

/// Decides for one client after what wait a second copy of a request is sent: at a percentile of how long
/// requests took lately, so that only a given share of them is sent twice. The backup requests of
/// Finagle.
///
///     let wait = backups.begin(at: now)               // nil: send no copy of this one
///     // … not answered after `wait`:
///     if backups.admitBackup(at: now) { send a copy, take whichever succeeds first }
///     // … for each copy that is answered, times out or is cancelled:
///     backups.recordLatency(elapsed, at: now)
///
/// The latencies of the last ``Policy/window`` decide, in slices of a third of it, of which only whole
/// ones count; the wait is worked out anew every ``Policy/refresh``. No copy is sent before there is a
/// whole slice. When all at once everything is slow, the percentile lags behind, and a budget holds the
/// copies to their share.
///
/// Do not record failures that come fast: they would pull the wait down. Requests that were cancelled
/// because the other copy was faster do count, with the time until then.
///
/// - SeeAlso: Finagle, `BackupRequestFilter`; Dean and Barroso, *The tail at scale*, 2013.
public struct BackupRequests: Hashable, Sendable {
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// The share of requests that may be sent twice, in `0..<1`; the copy is sent at the percentile that
    /// so many exceed.
    public var maxExtraLoad: Double

    /// The shortest wait.
    public var minimumWait: TimeSpan

    /// No copies are sent when the percentile reaches this.
    public var longestWait: TimeSpan

    /// How far back latencies count; a whole number of milliseconds, divisible by three.
    public var window: TimeSpan

    /// How often the wait is worked out.
    public var refresh: TimeSpan

    /// Copies that the budget allows each second come what may.
    public var minimumBackupsPerSecond: Int

    /// Finagle's defaults, and one request in a hundred.
    public init(
      maxExtraLoad: Double = 0.01, minimumWait: TimeSpan = .milliseconds(1),
      longestWait: TimeSpan = .seconds(2), window: TimeSpan = .seconds(30),
      refresh: TimeSpan = .seconds(3), minimumBackupsPerSecond: Int = 10
    ) {
      self.maxExtraLoad = maxExtraLoad
      self.minimumWait = minimumWait
      self.longestWait = longestWait
      self.window = window
      self.refresh = refresh
      self.minimumBackupsPerSecond = minimumBackupsPerSecond
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      guard maxExtraLoad >= 0, maxExtraLoad < 1 else {
        return "an extra load of \(maxExtraLoad) is not in 0..<1"
      }
      guard maxExtraLoad == 0 || maxExtraLoad >= 0.000_001 else {
        return "an extra load of \(maxExtraLoad) is not 0 or at least 0.000001"
      }
      if minimumWait < .zero { return "a wait cannot be \(minimumWait)" }
      if longestWait < minimumWait {
        return "the longest wait \(longestWait) is below the shortest, \(minimumWait)"
      }
      if window.nanoseconds < 3_000_000 { return "a window of \(window) is below 3ms" }
      if refresh <= .zero { return "the wait cannot be worked out every \(refresh)" }
      return budget.problem
    }

    var budget: LeakyRetryBudget.Policy {
      .init(minimumRetriesPerSecond: minimumBackupsPerSecond, retryShare: maxExtraLoad)
    }
  }

  public let policy: Policy

  /// After what wait a copy is sent at present; `nil` if none is.
  public private(set) var wait: TimeSpan?

  private var budget: LeakyRetryBudget

  /// The slice that is being filled, and the three before it, in a ring.
  private var present = DurationHistogram()
  private var slices: ContiguousArray<DurationHistogram>
  private var position = 0

  private let sliceLength: TimeSpan
  private var sliceEnd: Instant
  private var nextRefresh: Instant

  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy, from start: Instant = .zero) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
    budget = LeakyRetryBudget(policy.budget, from: start)
    slices = ContiguousArray(repeating: DurationHistogram(), count: 3)
    sliceLength = TimeSpan(nanoseconds: policy.window.nanoseconds / 3)
    sliceEnd = start + sliceLength
    nextRefresh = start + policy.refresh
  }

  /// Takes note of a request that is sent. Returns after what wait a copy of it may follow, if ever.
  public mutating func begin(at now: Instant) -> TimeSpan? {
    advance(to: now)
    budget.recordRequest(at: now)
    return wait
  }

  /// Decides whether the copy is sent after all, when its wait is over and there is no answer. A budget
  /// that the client keeps for its retries should be asked, too.
  public mutating func admitBackup(at now: Instant) -> Bool {
    advance(to: now)
    return policy.maxExtraLoad > 0 && budget.admitRetry(at: now)
  }

  /// Takes note of how long one copy took to succeed, time out or be cancelled.
  public mutating func recordLatency(_ latency: TimeSpan, at now: Instant) {
    advance(to: now)
    present.add(min(latency, policy.longestWait))
  }

  /// Ends the slices and works out the wait as often as was due, in the order in which it was.
  ///
  /// - Complexity: O(1) amortised.
  private mutating func advance(to now: Instant) {
    while min(sliceEnd, nextRefresh) <= now, min(sliceEnd, nextRefresh) < .distantFuture {
      // At the same instant the slice ends first, so that the wait knows it.
      if sliceEnd <= nextRefresh {
        slices[position] = present
        present.removeAll()
        position = position == slices.count - 1 ? 0 : position + 1
        sliceEnd += sliceLength
      } else {
        wait = presentWait()
        nextRefresh += policy.refresh
        // Until the slice ends, the wait would come out the same each time.
        skip(&nextRefresh, by: policy.refresh, until: min(now, sliceEnd))
      }
      skipSilence(until: now)
    }
  }

  /// Nothing changes any more once all slices are empty and the wait was worked out since.
  private mutating func skipSilence(until now: Instant) {
    guard wait == nil, present.count == 0, slices.allSatisfy({ $0.count == 0 }) else { return }
    skip(&sliceEnd, by: sliceLength, until: now)
    skip(&nextRefresh, by: policy.refresh, until: now)
  }

  /// Leaves out rounds, but not the last one that is due.
  private func skip(_ next: inout Instant, by length: TimeSpan, until now: Instant) {
    let rounds = (now - next).nanoseconds / length.nanoseconds
    if rounds > 0 { next += length * rounds }
  }

  private func presentWait() -> TimeSpan? {
    var all = slices[0]
    for slice in slices[1...] { all += slice }
    guard policy.maxExtraLoad > 0, let bound = all.quantile(1 - policy.maxExtraLoad),
      bound < policy.longestWait
    else { return nil }
    return max(policy.minimumWait, bound)
  }
}
