/// Work that can be repeated and timed, with its state in place and warm.
///
/// A workload must do the same in every process, so that its checksum is reproducible.
protocol Workload: AnyObject {
  /// Does so many operations, going on from where it was, and returns what they amount to.
  func run(operations: Int) -> UInt64
}
