import TimeBase

/// A span while its trace grows: what `RequestSpan` says, in numbers of the plan.
struct GrowingSpan: BitwiseCopyable {
  enum Kind: BitwiseCopyable, Equatable {
    case request, call, fork, branch
    case time(TimeUse)
  }

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// It failed, or was given up, and its caller tried again.
    static let triedAgain = Flags(rawValue: 1)
    /// Its caller stopped waiting for it.
    static let givenUp = Flags(rawValue: 2)
    /// Of a branch: it decided what became of its fork.
    static let decisive = Flags(rawValue: 4)
    /// Of a fork: its branches are copies of one call.
    static let staggered = Flags(rawValue: 8)
    /// Still under way.
    static let open = Flags(rawValue: 16)
    /// The request waited for it; set when the whole is known.
    static let critical = Flags(rawValue: 32)
  }

  static let none: Int32 = -1

  var kind: Kind
  var flags: Flags = .open
  var station: UInt16
  var instance: UInt16

  /// Of a call: through which site it was made.
  var site: UInt16 = 0

  /// Position of the span that it is part of, always before it.
  var parent: Int32
  var start: Instant
  var end: Instant

  var nanoseconds: Int64 { end.nanoseconds &- start.nanoseconds }
}
