public import ArchitectureSimulation
import EventEngine

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
  ///
  /// - Parameter proceed: Is told how far the play has come; `false` breaks it off, and the
  ///   initialiser then returns `nil`.
  public init?(
    _ run: ArchitectureRun, _ options: ArchitectureRun.Options = .init(),
    proceed: (RunProgress) -> Bool = { _ in true }
  ) {
    self.init(run, options, against: run, options, proceed: proceed)
  }

  /// Plays two runs and compares, event by event if need be.
  public init?(
    _ first: ArchitectureRun, _ firstOptions: ArchitectureRun.Options,
    against second: ArchitectureRun, _ secondOptions: ArchitectureRun.Options,
    proceed: (RunProgress) -> Bool = { _ in true }
  ) {
    guard let one = first.tracedResult(firstOptions, proceed: proceed),
      let other = second.tracedResult(secondOptions, proceed: proceed)
    else { return nil }
    digest = one.result.digest.total
    events = one.result.digest.events
    guard one.result.digest != other.result.digest else { return }
    let comparison = one.checkpoints.compared(with: other.checkpoints)
    let last =
      comparison.difference.map(\.ours.eventCount) ?? max(events, other.result.digest.events)
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
