public import TimeBase

/// Lets a client turn away by itself what its server would reject anyway: client-side adaptive
/// throttling, by the rule of Google's site reliability engineers.
///
/// Of the last two minutes, the client counts the requests that were to be made (also those it turned
/// away itself) and those that were accepted. It turns the next away with probability
/// `max(0, (requests - K * accepts) / (requests + 1))`: never while the server accepts at least one
/// in *K*, and then ever more, but always lets a few through to notice when the server recovers.
///
/// A request is counted when it is decided on, so that those under way count as not accepted yet.
///
/// ```
/// if throttle.admit(at: now, word: generator.next()) {
///   if try send() { throttle.recordAccept(at: now) }
/// }
/// ```
///
/// - SeeAlso: Beyer et al., *Site Reliability Engineering*, 2016, chapter 21, *Handling overload*.
public struct AdaptiveThrottle: Sendable {
  public struct Policy: Hashable, Sendable {
    /// How many requests may be made for each that is accepted, in thousandths; 1,000 or more. Less
    /// turns away sooner.
    public let multiplierInThousandths: Int64

    /// For how long a request counts; longer than zero.
    public let window: TimeSpan

    /// In how many parts the window moves on; in `1...3600`.
    public let parts: Int

    /// The figures of the book, in steps of a second.
    public init(
      multiplierInThousandths: Int64 = 2_000, window: TimeSpan = .seconds(120), parts: Int = 120
    ) {
      self.multiplierInThousandths = multiplierInThousandths
      self.window = window
      self.parts = parts
    }

    public var problem: String? {
      if !(1_000...1_000_000).contains(multiplierInThousandths) {
        return
          "the multiplier must be 1,000 to 1,000,000 thousandths, not \(multiplierInThousandths)"
      }
      if !(1...3_600).contains(parts) {
        return "the window must move on in 1 to 3600 parts, not \(parts)"
      }
      return window.nanoseconds < Int64(parts)
        ? "the window must be at least \(parts)ns long to have that many parts, and is \(window)"
        : nil
    }
  }

  public let policy: Policy

  /// The requests of the window, as of the last operation.
  public private(set) var requests: Int64 = 0

  /// Those of them that were accepted.
  public private(set) var accepts: Int64 = 0

  private var tallies: [(requests: Int64, accepts: Int64)]

  /// The part of the window that is being counted, and its place among the tallies.
  private var part: EpochWindow
  private var place = 0

  /// - Precondition: `policy.problem` is `nil`.
  public init(_ policy: Policy = Policy(), at start: Instant = .zero) {
    precondition(policy.problem == nil, "adaptive throttle: \(policy.problem ?? "")")
    self.policy = policy
    tallies = Array(repeating: (0, 0), count: policy.parts)
    part = EpochWindow(start: start)
  }

  /// Decides whether a request is made, and counts it.
  ///
  /// - Parameter word: Random bits, new for each request.
  public mutating func admit(at now: Instant, word: UInt64) -> Bool {
    advance(to: now)
    let isTurnedAway = wouldReject(word: word)
    requests &+= 1
    tallies[place].requests &+= 1
    return !isTurnedAway
  }

  /// Takes note of a request that the server accepted, whatever came of it.
  public mutating func recordAccept(at now: Instant) {
    advance(to: now)
    accepts &+= 1
    tallies[place].accepts &+= 1
  }

  /// The probability that the next request is turned away, as of the last operation.
  public var rejectionProbability: Double {
    let (share, whole) = odds
    return Double(share) / Double(whole)
  }

  /// Whether random bits fall into the share that is turned away; in integers, exactly.
  private func wouldReject(word: UInt64) -> Bool {
    let (share, whole) = odds
    return UInt128(word) * UInt128(whole) < UInt128(share) << 64
  }

  /// The probability as a fraction, in thousandths of a request.
  private var odds: (share: UInt64, whole: UInt64) {
    let accepted = Int128(accepts) * Int128(policy.multiplierInThousandths)
    let surplus = Int128(requests) * 1_000 - accepted
    return (UInt64(max(0, surplus)), UInt64(requests + 1) * 1_000)
  }

  /// Forgets the parts that have left the window.
  private mutating func advance(to now: Instant) {
    let length = TimeSpan(nanoseconds: policy.window.nanoseconds / Int64(policy.parts))
    let steps = part.advance(to: now, length: length)
    for _ in 0..<min(steps, UInt64(policy.parts)) {
      place = place + 1 < tallies.count ? place + 1 : 0
      requests -= tallies[place].requests
      accepts -= tallies[place].accepts
      tallies[place] = (0, 0)
    }
  }
}
