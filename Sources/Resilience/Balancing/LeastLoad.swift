/// The fewest connections that any target has, and how many targets have as few, kept up to date as
/// calls come and go.
///
/// A count of 0 means that it is not known: the last target with so few got one more call. Then
/// somebody has to look through all of them, but not on every call.
@frozen
@usableFromInline
struct LeastLoad: BitwiseCopyable {
  @usableFromInline var load: Int32
  @usableFromInline var count: Int

  /// Who they are, a bit for each, where there are no more than ``settableCount`` targets; else
  /// meaningless.
  @usableFromInline var targets: UInt64 = 0

  static var settableCount: Int { 64 }

  /// Nothing is known.
  @inlinable
  init() {
    (load, count) = (.min, 0)
  }

  /// - Complexity: O(*n*).
  init(of loads: UnsafeBufferPointer<Int32>) {
    var least = Int32.max
    for load in loads { least = min(least, load) }
    var count: Int32 = 0
    for load in loads { count &+= load == least ? 1 : 0 }
    self.load = least
    self.count = Int(count)
    guard loads.count <= Self.settableCount else { return }
    for (target, load) in loads.enumerated() {
      targets |= (load == least ? 1 : 0) &<< UInt64(target)
    }
  }

  @inlinable
  var isKnown: Bool { count > 0 }

  /// A target that had so many connections has one more.
  @inlinable
  mutating func connect(_ before: Int32, _ target: Int) {
    let isOneOfThem = before == load
    count &-= isOneOfThem ? 1 : 0
    targets &= ~((isOneOfThem ? 1 : 0) &<< UInt64(truncatingIfNeeded: target))
    if count <= 0 { self = LeastLoad() }
  }

  /// A target has one connection less, which leaves so many.
  @inlinable
  mutating func release(_ after: Int32, _ target: Int) {
    guard isKnown, after <= load else { return }
    let isOneMore = after == load
    count = isOneMore ? count &+ 1 : 1
    targets = (isOneMore ? targets : 0) | 1 &<< UInt64(truncatingIfNeeded: target)
    load = after
  }
}
