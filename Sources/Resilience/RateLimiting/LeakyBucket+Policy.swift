public import TimeBase

extension LeakyBucket {
  /// How fast the bucket drains, how much it holds and who waits.
  @frozen
  public struct Policy: Hashable, Sendable {
    /// How fast the bucket drains; more than zero.
    public let rate: Rate

    /// How many requests may be in excess of the rate; nginx's `burst`.
    public let burst: Int64

    /// Which of them wait for their turn.
    public let delay: Delay

    public let arithmetic: Arithmetic

    /// One request, in units of the fill.
    @usableFromInline let unit: UInt128

    /// The fill beyond which a request is rejected.
    @usableFromInline let fillLimit: UInt128

    /// The fill beyond which a request waits.
    @usableFromInline let delayLimit: UInt128

    /// What drains: thousandths of a request a second with the arithmetic of nginx, units of the fill
    /// a nanosecond with the exact one.
    @usableFromInline let drain: UInt64

    /// Ticks in which any bucket drains.
    @usableFromInline let drainTime: UInt64

    /// Whether no product of a fill can leave 64 bits.
    @usableFromInline let isNarrow: Bool

    public init(
      rate: Rate, burst: Int64 = 0, delay: Delay = .after(0), arithmetic: Arithmetic = .nginx
    ) {
      self.rate = rate
      self.burst = burst
      self.delay = delay
      self.arithmetic = arithmetic
      switch arithmetic {
      case .nginx:
        unit = 1_000
        // nginx knows requests a second and a minute: times 1000, or times 1000 divided by 60 and
        // cut off. This is both, and every other period besides.
        let thousandths = UInt128(rate.count) * 1_000_000_000_000
        drain = UInt64(clamping: thousandths / UInt128(rate.period.nanoseconds))
      case .exact:
        let lowest = rate.inLowestTerms
        unit = UInt128(lowest.period)
        drain = lowest.count
      }
      fillLimit = (UInt128(max(0, burst)) + 1) * unit
      delayLimit = (UInt128(max(0, delay.passing)) + 1) * unit
      isNarrow = fillLimit < 1 << 50 && drain < 1 << 50
      let scaled = arithmetic == .nginx ? fillLimit * 1_000 : fillLimit
      drainTime = UInt64(clamping: scaled.dividedRoundingUp(by: max(1, drain)))
    }

    public var problem: String? {
      if burst < 0 { return "the burst must not be negative, and is \(burst)" }
      if delay.passing < 0 {
        return "the number of requests that pass without delay must not be negative, and is "
          + "\(delay.passing)"
      }
      if rate.count == 0 { return "the rate must be more than zero: such a bucket never drains" }
      return drain == 0
        ? "the rate \(rate) is below one thousandth of a request per second, the slowest that the "
          + "arithmetic of nginx can count; use the exact arithmetic"
        : nil
    }
  }

  /// Which of the requests in excess of the rate wait for their turn.
  @frozen
  public enum Delay: Hashable, Sendable {
    /// So many pass at once, those beyond wait; nginx's `delay=`. Its default is 0: all wait.
    case after(Int64)

    /// None waits; nginx's `nodelay`.
    case never

    /// How many requests pass without waiting.
    @inlinable
    var passing: Int64 {
      switch self {
      case .after(let count): count
      case .never: .max
      }
    }
  }

  /// In which numbers a bucket counts.
  @frozen
  public enum Arithmetic: Hashable, Sendable {
    /// Whole milliseconds and thousandths of a request, cut off where nginx cuts them off.
    case nginx

    /// Whole nanoseconds and exact fractions of a request: continuous time.
    case exact
  }
}
