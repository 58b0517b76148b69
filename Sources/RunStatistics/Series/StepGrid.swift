public import TimeBase

/// A stretch of time cut into equal steps, the horizontal axis of a time series.
///
/// A step includes its beginning and not its end. The last step is shorter where the step does not
/// divide the whole.
public struct StepGrid: BitwiseCopyable, Hashable, Sendable {
  /// Where the first step begins.
  public let start: Instant

  /// Where the last step ends.
  public let end: Instant

  /// The length of a step.
  public let step: TimeSpan

  /// How many steps there are, at least one.
  public let count: Int

  /// Steps of a given length.
  ///
  /// - Precondition: `duration` and `step` are longer than zero.
  public init(from start: Instant, for duration: TimeSpan, step: TimeSpan) {
    precondition(
      duration > .zero && step > .zero, "\(duration) cannot be cut into steps of \(step)")
    self.start = start
    end = start + duration
    self.step = step
    count = Self.count(of: step, in: duration)
  }

  /// At most `limit` steps of the shortest length that people read easily, see
  /// ``niceStep(for:atMost:)``.
  ///
  /// - Precondition: `duration` is longer than zero and `limit` at least 1.
  public init(from start: Instant, for duration: TimeSpan, atMost limit: Int) {
    self.init(from: start, for: duration, step: Self.niceStep(for: duration, atMost: limit))
  }

  /// The step that an instant lies in; `nil` outside of all.
  public func index(of instant: Instant) -> Int? {
    guard instant >= start, instant < end else { return nil }
    return Int((instant - start).nanoseconds / step.nanoseconds)
  }

  /// Where step `index` begins.
  ///
  /// - Precondition: `index` is from 0 through ``count``.
  public func start(ofStep index: Int) -> Instant {
    precondition((0...count).contains(index), "there is no step \(index) of \(count)")
    return min(start + step * Int64(index), end)
  }

  /// How long step `index` is: ``step``, or less for the last.
  ///
  /// - Precondition: `index` is from 0 up to, but not including, ``count``.
  public func length(ofStep index: Int) -> TimeSpan {
    start(ofStep: index + 1) - start(ofStep: index)
  }

  private static func count(of step: TimeSpan, in duration: TimeSpan) -> Int {
    let (whole, rest) = duration.nanoseconds.quotientAndRemainder(dividingBy: step.nanoseconds)
    return Int(whole) + (rest > 0 ? 1 : 0)
  }
}

extension StepGrid {
  /// The shortest step that people read easily and that cuts `duration` into at most `limit`.
  ///
  /// Below a minute these are 1, 2 or 5 times a power of ten, 15 s and 30 s; then 1, 2, 5, 10, 15 and
  /// 30 min, 1, 2, 6 and 12 h, and 1, 2 or 5 times a power of ten days. A duration that would need
  /// more than all of these is one step.
  ///
  /// - Precondition: `duration` is longer than zero and `limit` at least 1.
  public static func niceStep(for duration: TimeSpan, atMost limit: Int) -> TimeSpan {
    precondition(duration > .zero, "a duration of \(duration) has no steps")
    precondition(limit >= 1, "\(duration) cannot be cut into \(limit) steps")
    return niceSteps.first { count(of: $0, in: duration) <= limit } ?? duration
  }

  private static let niceSteps: [TimeSpan] = {
    let day = TimeSpan.minutes(1_440)
    var steps: [TimeSpan] = []
    var power: Int64 = 1
    while power <= 10_000_000_000 {
      steps += [1, 2, 5].map { .nanoseconds($0 * power) }
      power *= 10
    }
    steps.removeLast()
    steps += [.seconds(15), .seconds(30)]
    steps += [1, 2, 5, 10, 15, 30, 60, 120, 360, 720].map { .minutes($0) }
    for power: Int64 in [1, 10, 100, 1_000, 10_000] {
      steps += [1, 2, 5].map { day * ($0 * power) }
    }
    return steps.sorted()
  }()
}
