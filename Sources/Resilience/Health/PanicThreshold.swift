/// The share of healthy targets below which nobody's health is believed any more, and calls go to
/// all: if most are down, either the checks are wrong or the few that are up would not survive.
///
/// - SeeAlso: Envoy, *Panic threshold*.
@frozen
public struct PanicThreshold: BitwiseCopyable, Hashable, Sendable {
  /// In `0...100`; 0 never panics.
  public var percent: Int

  @inlinable
  public init(percent: Int) {
    self.percent = percent
  }

  /// Calls fail when nobody is healthy.
  @inlinable public static var never: Self { Self(percent: 0) }

  /// 50 %.
  @inlinable public static var envoy: Self { Self(percent: 50) }

  /// What makes the threshold unusable, if anything.
  public var problem: String? {
    (0...100).contains(percent) ? nil : "a panic threshold of \(percent) % is not in 0...100"
  }

  /// Whether so few are healthy; exactly the threshold is enough to stay calm.
  @inlinable
  public func isReached(healthy: Int, of total: Int) -> Bool {
    percent > 0 && total > 0 && healthy * 100 < percent * total
  }
}
