public import ArchitectureSimulation

/// Whether two plays of a run are the same to the last event, and if not, where they part.
///
/// Runs leave a digest every few thousand events. The first checkpoint at which two runs differ
/// bounds the event at which they part; both are then played again with every event of that stretch
/// written down.
///
/// - Complexity: Two runs, and two more if they differ. Memory is that of one stretch.
public struct Verification: Sendable {
  /// The digest of the first play.
  public var digest: UInt64

  /// Events of the first play.
  public var events: UInt64
  public var difference: Difference?

  /// Where two plays part.
  public struct Difference: Hashable, Sendable {
    /// The event before which everything was the same.
    public var number: UInt64

    /// What happened then in each; `nil` if that play had already ended.
    public var first: TraceLine?
    public var second: TraceLine?
  }

  /// Plays a run twice and compares.
  public init(_ run: ArchitectureRun, _ options: ArchitectureRun.Options = .init()) {
    self.init(run, options, against: run, options)
  }

  /// Plays two runs and compares, event by event if need be.
  public init(
    _ first: ArchitectureRun, _ firstOptions: ArchitectureRun.Options,
    against second: ArchitectureRun, _ secondOptions: ArchitectureRun.Options
  ) {
    let (result, checkpoints) = first.resultWithCheckpoints(firstOptions)
    let (other, otherCheckpoints) = second.resultWithCheckpoints(secondOptions)
    digest = result.digest.total
    events = result.digest.events
    guard result.digest != other.digest else { return }
    let comparison = checkpoints.compared(with: otherCheckpoints)
    let last =
      comparison.difference.map(\.ours.eventCount) ?? max(events, other.digest.events)
    let stretch = comparison.agreedThrough + 1..<last + 1
    difference = Self.difference(
      first.trace(of: stretch, firstOptions), second.trace(of: stretch, secondOptions),
      from: stretch.lowerBound)
  }

  private static func difference(
    _ first: [TraceLine], _ second: [TraceLine], from start: UInt64
  ) -> Difference {
    let common = zip(first, second).prefix { $0 == $1 }.count
    return Difference(
      number: start + UInt64(common),
      first: common < first.count ? first[common] : nil,
      second: common < second.count ? second[common] : nil)
  }
}
