/// Branches that run side by side, compiled.
struct ForkPlan: Sendable {
  /// First instruction of each branch.
  var entries: [UInt16] = []

  /// How often each runs.
  var copies: Int

  /// Branches that have to succeed.
  var needed: Int

  /// Whether branches that are still under way when it is decided are told to stop.
  var cancelsRest: Bool

  /// Whether a branch begins only when the one before is late or has failed: a hedge.
  var isStaggered: Bool

  /// The lane of the delay between two of them.
  var delayLane: Int

  var count: Int { entries.count * copies }

  func entry(of branch: Int) -> UInt16 { entries[branch % entries.count] }
}
