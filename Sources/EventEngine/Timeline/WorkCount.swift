/// How often an entry was looked at or moved, and a bucket passed; in debug builds only.
///
/// It measures what a timeline does where time would measure what else the machine does, so that a
/// test can tell work that grows with the square of the number of entries from work that does not.
/// In release builds it takes no room, and adding to it is no instruction.
///
/// What no schedule can drive up is left out: sorting sixteen entries on the stage, and the growth of
/// the ladder's memory by doubling.
@frozen
@usableFromInline
struct WorkCount: BitwiseCopyable, Sendable {
  #if DEBUG
    @usableFromInline var steps = 0
  #endif

  @inlinable
  init() {}

  @inlinable
  @inline(__always)
  mutating func add(_ count: Int) {
    #if DEBUG
      steps &+= count
    #endif
  }
}
