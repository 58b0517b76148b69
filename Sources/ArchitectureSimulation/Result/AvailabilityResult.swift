public import TimeBase

/// How available a component was: the share of the time in which enough of its instances were up.
///
/// An instance is up if it has not crashed, is not frozen, and has at least one worker left; none is up
/// while the component refuses calls or hangs.
public struct AvailabilityResult: Hashable, Sendable {
  /// 0…1.
  public var share: Double

  /// Time average of the instances that were up.
  public var instancesUp: Double

  /// Instances that must be up.
  public var needed: Int

  /// How often the component became unavailable.
  public var failures: UInt64

  /// Mean length of the times in which it was unavailable; `nil` if none began or ended.
  public var meanOutage: TimeSpan?

  /// Time average of the workers or connections that were missing, over all instances; `nil` if all
  /// were always there.
  public var workersMissing: Double?

  /// From the start of the run to the first time; `nil` if it was always available.
  public var firstFailure: TimeSpan?

  public init(
    share: Double, instancesUp: Double, needed: Int, failures: UInt64, meanOutage: TimeSpan?,
    firstFailure: TimeSpan?, workersMissing: Double? = nil
  ) {
    self.share = share
    self.instancesUp = instancesUp
    self.needed = needed
    self.failures = failures
    self.meanOutage = meanOutage
    self.firstFailure = firstFailure
    self.workersMissing = workersMissing
  }
}
