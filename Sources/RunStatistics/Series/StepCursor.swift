public import TimeBase

/// The step of a grid that recording is at, so that recording again in the same step needs one
/// comparison and no division.
@frozen
@usableFromInline
struct StepCursor: BitwiseCopyable, Hashable, Sendable {
  @usableFromInline let grid: StepGrid

  /// The present step; `nil` outside of all.
  @usableFromInline private(set) var index: Int?

  @usableFromInline var beginning: Int64

  /// 0 outside of all steps, so that every instant asks again.
  @usableFromInline var length: UInt64

  init(_ grid: StepGrid) {
    self.grid = grid
    index = nil
    beginning = 0
    length = 0
  }

  @inlinable
  func contains(_ instant: Instant) -> Bool {
    UInt64(bitPattern: instant.nanoseconds &- beginning) < length
  }

  mutating func move(to instant: Instant) {
    index = grid.index(of: instant)
    beginning = index.map { grid.start(ofStep: $0).nanoseconds } ?? 0
    length = index.map { grid.length(ofStep: $0).nanoseconds.magnitude } ?? 0
  }
}
