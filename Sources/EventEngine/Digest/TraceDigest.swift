public import TimeBase

/// A 64-bit fingerprint of everything that happened in a run, in order.
///
/// Each word is folded in as *h* = mix64((*h* xor *word*) + golden ratio), starting from a hash of the
/// name of the format. Two runs with one digest saw the same events; an event that is missing, added,
/// moved or swapped with another changes it.
@frozen
public struct TraceDigest: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline var state: UInt64

  @inlinable
  public var value: UInt64 { state }

  /// The digest of a run in which nothing has happened yet.
  @inlinable
  public init() {
    state = 0x2240_2B38_4971_F3FD  // fnv1a64("simtrace/1")
  }

  @inlinable
  public mutating func fold(_ word: UInt64) {
    state = mix64((state ^ word) &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// Folds in one event.
  ///
  /// - Parameters:
  ///   - time: When it happens.
  ///   - phase: Its place among events at one instant; below 2^32.
  ///   - kind: What it is; below 2^32.
  ///   - sequence: The number under which it was scheduled.
  ///   - component: The ``StreamName/id`` of the component it happens to.
  ///   - request: The request it is about, or 0.
  @inlinable
  public mutating func foldEvent(
    at time: Instant, phase: UInt64, kind: UInt64, sequence: UInt64, component: UInt64,
    request: UInt64
  ) {
    fold(UInt64(bitPattern: time.nanoseconds))
    fold(phase &<< 32 | kind)
    fold(sequence)
    fold(component)
    fold(request)
  }
}

extension TraceDigest: CustomStringConvertible {
  /// The value in sixteen hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
