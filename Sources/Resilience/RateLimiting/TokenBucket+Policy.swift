public import TimeBase

extension TokenBucket {
  /// How fast tokens come and how many the bucket holds.
  @frozen
  public struct Policy: Hashable, Sendable {
    /// How fast the bucket refills; a rate of 0 never does.
    public let rate: Rate

    /// The most tokens the bucket holds, which is also the largest burst; 0 rejects everything.
    public let capacity: Int64

    public let idling: Idling

    /// The units of the level that come in a nanosecond, and those of one token: the count and the
    /// period of the rate in lowest terms.
    @usableFromInline let gain: UInt64
    @usableFromInline let unit: UInt64

    /// The level of a full bucket, cut to 64 bits, and the nanoseconds in which an empty one fills.
    @usableFromInline let narrowFull: UInt64
    @usableFromInline let fillTime: UInt64

    /// Whether no sum of levels can leave 64 bits.
    @usableFromInline let isNarrow: Bool

    public init(rate: Rate, capacity: Int64, idling: Idling = .exact) {
      self.rate = rate
      self.capacity = capacity
      self.idling = idling
      (gain, unit) = rate.inLowestTerms
      let full = UInt128(max(0, capacity)) * UInt128(unit)
      narrowFull = UInt64(truncatingIfNeeded: full)
      isNarrow = full < 1 << 62 && gain < 1 << 62
      fillTime = gain == 0 ? .max : UInt64(clamping: full.dividedRoundingUp(by: gain))
    }

    public var problem: String? {
      capacity < 0 ? "the capacity must not be negative, and is \(capacity)" : nil
    }
  }

  /// What the clock of a full bucket does while nobody asks.
  @frozen
  public enum Idling: Hashable, Sendable {
    /// It goes on: what comes to a full bucket is lost.
    case exact

    /// It stands still while the bucket is full, so that the first tokens taken after a pause are
    /// made good for all of the pause: a bucket of *n* grants up to 2 *n* at once, one more in a
    /// row of single tokens. Envoy's `TokenBucketImpl` did so until its bucket became atomic.
    case standsStillWhenFull
  }
}

extension Rate {
  /// The count and the nanoseconds of the period without their common factors.
  var inLowestTerms: (count: UInt64, period: UInt64) {
    let (count, period) = (UInt64(bitPattern: count), UInt64(bitPattern: period.nanoseconds))
    var (larger, smaller) = (period, count)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return (count / larger, period / larger)
  }
}
