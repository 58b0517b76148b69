public import TimeBase

/// Recent answers of targets to the question how loaded they are, and the choice among them: Prequal.
///
/// A balancer probes a few targets for each call, ahead of need. An answer is the target's requests in
/// flight and its latency at that load. A target is *hot* if its load is above a quantile of those
/// that were recently heard of. If anybody is cold, the cold one with the least latency is picked;
/// if all are hot, the one with the least load. The answer that was picked counts one request more
/// from then on.
///
/// Answers go when they are old, have been used often enough, or on a schedule, which takes the
/// oldest and the worst in turn.
///
/// - SeeAlso: Wydrowski, Kleinberg, Rumble, Archer, *Load is not what you should balance: introducing
///   Prequal*, NSDI 2024.
public struct ProbePool: Sendable {
  /// What one target said.
  struct Answer: BitwiseCopyable, Sendable {
    let target: UInt16
    var requests: Int32
    let latency: TimeSpan
    let arrival: Instant
    var usesLeft: Int32
  }

  /// How many loads the quantile is taken of.
  private static let historyLimit = 128

  public let policy: Policy

  /// The oldest first.
  private(set) var answers: ContiguousArray<Answer> = []

  /// The last loads that were heard of in the order of arrival, and the same in ascending order.
  private var history: ContiguousArray<Int32> = []
  private var sortedHistory: ContiguousArray<Int32> = []
  private var historyPosition = 0

  /// Probes and removals that are due, with fractions.
  private var probesDue = 0.0
  private var removalsDue = 0.0

  /// Whether the next removal takes the worst, not the oldest.
  private var worstIsNext = false

  /// Who has been probed for the present call.
  private(set) var probed = TriedTargets()

  /// Creates an empty pool.
  ///
  /// - Precondition: The policy has no ``Policy/problem``.
  public init(_ policy: Policy) {
    precondition(policy.problem == nil, policy.problem ?? "")
    self.policy = policy
  }

  /// How many answers there are.
  public var count: Int { answers.count }

  /// The load above which a target is hot; `nil` if no target has answered yet.
  public var hotThreshold: Int? {
    guard !sortedHistory.isEmpty else { return nil }
    let rank = (policy.hotQuantile * Double(sortedHistory.count)).rounded(.up)
    return Int(sortedHistory[max(0, min(sortedHistory.count, Int(rank)) - 1)])
  }

  /// Takes note of an answer. If the pool is full the oldest makes room.
  ///
  /// - Parameter word: Random bits, which decide how a fraction of a use is rounded.
  /// - Complexity: O(1): at most 128 words are moved.
  public mutating func record(
    _ target: Int, requests: Int, latency: TimeSpan, among targets: Int, at now: Instant,
    word: UInt64
  ) {
    let load = Int32(clamping: max(0, requests))
    remember(load)
    if answers.count == policy.capacity { answers.removeFirst() }
    let reuse = min(policy.reuse(among: targets), 1e9)
    let whole = reuse.rounded(.down)
    let isRoundedUp = Double(word >> 11) * 0x1p-53 < reuse - whole
    answers.append(
      Answer(
        target: UInt16(truncatingIfNeeded: target), requests: load, latency: latency, arrival: now,
        usesLeft: Int32(whole) + (isRoundedUp ? 1 : 0)))
  }

  /// Starts a call: drops what is too old, and lets the probes that it pays for fall due.
  mutating func begin(at now: Instant) {
    let oldest = now - policy.expiry
    answers.removeAll { $0.arrival < oldest }
    probesDue += policy.probesPerCall
    probed = TriedTargets()
  }

  /// Chooses among the answers of targets for which `isAllowed` holds; `nil` if there are too few.
  mutating func choose(where isAllowed: (Int) -> Bool) -> Int? {
    let threshold = Int32(clamping: hotThreshold ?? 0)
    var best = -1
    var allowedCount = 0
    for index in answers.indices where isAllowed(Int(answers[index].target)) {
      allowedCount += 1
      if best < 0 || isBetter(answers[index], than: answers[best], threshold) { best = index }
    }
    guard allowedCount >= policy.minimumAnswers, best >= 0 else { return nil }
    let target = Int(answers[best].target)
    answers[best].requests &+= 1
    answers[best].usesLeft &-= 1
    if answers[best].usesLeft <= 0 { answers.remove(at: best) }
    return target
  }

  /// Ends a call: takes out the answers that are due to go.
  mutating func end() {
    removalsDue += policy.removalsPerCall
    while removalsDue >= 1 {
      removalsDue -= 1
      guard !answers.isEmpty else { continue }
      answers.remove(at: worstIsNext ? worst : 0)
      worstIsNext.toggle()
    }
  }

  /// Whether a probe is due, which is paid for by asking.
  mutating func takeProbe() -> Bool {
    guard probesDue >= 1 else { return false }
    probesDue -= 1
    return true
  }

  mutating func noteProbe(of target: Int) { probed.insert(target) }

  /// Drops what a target said that was taken away.
  mutating func forget(_ target: Int) { answers.removeAll { Int($0.target) == target } }

  /// Cold before hot, then the faster of the cold and the less loaded of the hot.
  private func isBetter(_ one: Answer, than other: Answer, _ threshold: Int32) -> Bool {
    switch (one.requests > threshold, other.requests > threshold) {
    case (false, false): one.latency < other.latency
    case (true, true): one.requests < other.requests
    case (let isHot, _): !isHot
    }
  }

  /// The most loaded of the hot, or if nobody is, the slowest.
  private var worst: Int {
    let threshold = Int32(clamping: hotThreshold ?? 0)
    var worst = 0
    for index in answers.indices.dropFirst()
    where isBetter(answers[worst], than: answers[index], threshold) {
      worst = index
    }
    return worst
  }

  private mutating func remember(_ load: Int32) {
    if history.count < Self.historyLimit {
      history.append(load)
    } else {
      sortedHistory.remove(at: place(of: history[historyPosition]))
      history[historyPosition] = load
      historyPosition = (historyPosition + 1) % Self.historyLimit
    }
    sortedHistory.insert(load, at: place(of: load))
  }

  /// Where a load stands, or would, in ascending order.
  private func place(of load: Int32) -> Int {
    var (low, high) = (0, sortedHistory.count)
    while low < high {
      let middle = (low + high) / 2
      if sortedHistory[middle] < load { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
