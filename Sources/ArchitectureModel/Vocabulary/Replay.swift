/// The requests of a log, sent again at their own distances.
public struct Replay: Hashable, Sendable {
  public var log: RequestLog

  /// How many times as fast as they came; above zero.
  public var speed: Double

  /// Whether the log begins again when it is over.
  public var repeats: Bool

  public init(_ log: RequestLog, speed: Double = 1, repeats: Bool = false) {
    self.log = log
    self.speed = speed
    self.repeats = repeats
  }
}

/// What a log file says about requests, in columns: 8 bytes a request for its time, and 2, 8 and 8 for
/// what else is known of it.
public struct RequestLog: Sendable {
  /// SHA-256 of the file.
  public var sha256: String

  /// Nanoseconds since the first request, ascending; never empty.
  public var offsets: [Int64]

  /// Position of each in the client's mix; empty if the log does not say.
  public var requests: [UInt16]

  /// What each is about, as 40 bits of a hash; empty if the log does not say.
  public var keys: [UInt64]

  /// Where each came from, as a hash; empty if the log does not say.
  public var addresses: [UInt64]

  public init(
    sha256: String, offsets: [Int64], requests: [UInt16] = [], keys: [UInt64] = [],
    addresses: [UInt64] = []
  ) {
    self.sha256 = sha256
    self.offsets = offsets
    self.requests = requests
    self.keys = keys
    self.addresses = addresses
  }

  public var count: Int { offsets.count }

  /// From the first request to where a repetition begins: the last one, and a mean distance more.
  public var length: Int64 {
    let last = offsets[count - 1]
    return count > 1 ? last + max(1, last / Int64(count - 1)) : 1_000_000_000
  }
}

extension RequestLog: Hashable {
  /// Whether two logs come from the same bytes and were read in the same way.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.sha256 == rhs.sha256 && lhs.offsets == rhs.offsets && lhs.requests == rhs.requests
      && lhs.keys == rhs.keys && lhs.addresses == rhs.addresses
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(sha256)
    hasher.combine(count)
  }
}
