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

  /// Folds in one event of the whole run.
  ///
  /// The word is that of ``word(at:phase:kind:component:request:)``, xor the sequence number times
  /// 0x27D4EB2F165667C5.
  ///
  /// - Parameter sequence: The number under which the event was scheduled.
  @inlinable
  @inline(__always)
  public mutating func foldEvent(_ word: UInt64, sequence: UInt64) {
    fold(word ^ sequence &* 0x27D4_EB2F_1656_67C5)
  }

  /// The word that stands for an event in the digest of the component that it happens to.
  ///
  /// It leaves the sequence number out, which changes when a component is added elsewhere. Products
  /// are those of 64-bit words, by odd numbers, so that each is a bijection:
  ///
  ///     time × 0xC2B2AE3D27D4EB4F  xor  request × 0x9E3779B185EBCA87
  ///       xor  component × 0x165667B19E3779F9  xor  (phase × 256 + kind)
  ///
  /// They do not wait for each other, nor for the event before: what a digest adds to the time of an
  /// event is one fold.
  ///
  /// - Parameters:
  ///   - time: When it happens.
  ///   - phase: Its place among events at one instant; below 2^32.
  ///   - kind: What it is; below 256.
  ///   - component: The ``StreamName/id`` of the component it happens to.
  ///   - request: The request it is about, or 0.
  @inlinable
  @inline(__always)
  public static func word(
    at time: Instant, phase: UInt64, kind: UInt64, component: UInt64, request: UInt64
  ) -> UInt64 {
    UInt64(bitPattern: time.nanoseconds) &* 0xC2B2_AE3D_27D4_EB4F
      ^ request &* 0x9E37_79B1_85EB_CA87
      ^ component &* 0x1656_67B1_9E37_79F9
      ^ (phase &<< 8 | kind)
  }
}

extension TraceDigest: CustomStringConvertible {
  /// The value in sixteen hexadecimal digits.
  public var description: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
