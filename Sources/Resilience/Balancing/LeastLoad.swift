/// The fewest connections that any target has, and how many targets have as few, kept up to date as
/// calls come and go.
///
/// A count of 0 means that it is not known: then somebody has to look through all targets. Of not too
/// many targets it is known who they are, and who has one connection more: they come next when the last
/// target with the fewest has got one more call, so that there is seldom a reason to look.
@frozen
@usableFromInline
struct LeastLoad: BitwiseCopyable {
  @usableFromInline var load: Int32
  @usableFromInline var count: Int

  /// Who they are, a bit for each, where there are no more than ``settableCount`` targets; else
  /// meaningless.
  @usableFromInline var targets: UInt64 = 0

  /// The same of those with one connection more, if that is known.
  @usableFromInline var runnersUp: UInt64 = 0
  @usableFromInline var knowsRunnersUp = false

  @usableFromInline var isSettable = false

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
    load = least
    guard loads.count <= Self.settableCount else {
      var count: Int32 = 0
      for load in loads { count &+= load == least ? 1 : 0 }
      self.count = Int(count)
      return
    }
    for (target, load) in loads.enumerated() {
      targets |= (load == least ? 1 : 0) &<< UInt64(target)
      runnersUp |= (load == least &+ 1 ? 1 : 0) &<< UInt64(target)
    }
    count = targets.nonzeroBitCount
    (isSettable, knowsRunnersUp) = (true, true)
  }

  @inlinable
  var isKnown: Bool { count > 0 }

  /// A target that had so many connections has one more.
  @inlinable
  mutating func connect(_ before: Int32, _ target: Int) {
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: target)
    guard before == load else {
      if before == load &+ 1 { runnersUp &= ~bit }
      return
    }
    count &-= 1
    targets &= ~bit
    runnersUp |= bit
    if count == 0 { moveUp() }
  }

  /// The last with the fewest connections has got one more.
  @inlinable
  mutating func moveUp() {
    guard knowsRunnersUp else {
      self = LeastLoad()
      return
    }
    (load, targets, runnersUp) = (load &+ 1, runnersUp, 0)
    (count, knowsRunnersUp) = (targets.nonzeroBitCount, false)
  }

  /// A target has one connection less, which leaves so many.
  @inlinable
  mutating func release(_ after: Int32, _ target: Int) {
    guard isKnown, after <= load &+ 1 else { return }
    let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: target)
    if after > load {
      runnersUp |= bit
    } else if after == load {
      count &+= 1
      targets |= bit
      runnersUp &= ~bit
    } else {
      // It had as many as the others with the fewest.
      (load, runnersUp, knowsRunnersUp) = (after, targets & ~bit, isSettable)
      (count, targets) = (1, bit)
    }
  }
}
