public import TimeBase

/// How a target that has just come up is given calls: few at first, its share only after a while.
///
/// What a ``TargetBalancer`` is told by ``TargetBalancer/setShare(_:thousandths:)``, as often as its
/// owner likes while the window lasts.
///
/// - SeeAlso: Envoy, *Slow start mode*; HAProxy, `slowstart`; nginx, `slow_start`.
@frozen
public struct SlowStart: BitwiseCopyable, Hashable, Sendable {
  /// How long it takes until all of the weight counts.
  public var window: TimeSpan

  /// The bend of the ramp, in `0.1...10`: 1 is a straight line, and what is above gives more early.
  public var aggression: Double

  /// The least share, in thousandths; in `1...1_000`.
  public var minimum: Int

  /// Envoy's defaults: a straight line from a tenth of the weight.
  @inlinable
  public init(window: TimeSpan, aggression: Double = 1, minimum: Int = 100) {
    self.window = window
    self.aggression = aggression
    self.minimum = minimum
  }

  /// HAProxy's and nginx's: a straight line from almost nothing, of which HAProxy gives 1 %.
  @inlinable
  public static func linear(over window: TimeSpan) -> Self {
    Self(window: window, aggression: 1, minimum: 10)
  }

  /// What makes the policy unusable, if anything.
  public var problem: String? {
    if window <= .zero { return "a slow start over \(window) is none; leave it out" }
    if !(aggression >= 0.1 && aggression <= 10) {
      return "an aggression of \(aggression) is not in 0.1...10"
    }
    if !(1...1_000).contains(minimum) { return "a minimum of \(minimum) is not in 1...1000" }
    return nil
  }

  /// The share of its weight that a target has so long after it came up, in `0...1`:
  /// (max(t, 1 s) / window)^(1 / aggression), but no less than the minimum. It never falls with time.
  public func factor(after elapsed: TimeSpan) -> Double {
    guard elapsed < window else { return 1 }
    let part = Double(max(elapsed, .seconds(1)).nanoseconds) / Double(window.nanoseconds)
    let ramp = min(1, part).raised(to: 1 / aggression)
    return max(Double(minimum) / 1_000, min(1, ramp))
  }

  /// The same in whole thousandths, rounded down, at least 1.
  public func thousandths(after elapsed: TimeSpan) -> Int {
    max(1, Int(factor(after: elapsed) * 1_000))
  }
}
