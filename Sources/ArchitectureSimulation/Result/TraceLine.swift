public import TimeBase

/// One event of a run, as the digest sees it.
public struct TraceLine: Hashable, Sendable, CustomStringConvertible {
  /// Its number in the run, from 1.
  public var number: UInt64
  public var time: Instant

  /// Its place among the events of its instant, and its number in order of scheduling.
  public var phase: UInt8
  public var sequence: UInt64
  public var kind: String

  /// The client or component that it happened to.
  public var place: String

  /// The address of the draws of the call that it was about; 0 if it was about none.
  public var request: UInt64

  public var description: String {
    "event \(number) at \(time): \(kind) of \(String(request, radix: 16)) at \(place)"
      + " (phase \(phase), scheduled as \(sequence))"
  }
}
