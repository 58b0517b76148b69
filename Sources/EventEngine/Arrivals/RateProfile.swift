public import TimeBase

/// How often something happens, as that changes over time: in steps and ramps, or as a wave, and with
/// spikes on top.
///
///     RateProfile(.steps([.init(.minutes(1), .perSecond(100)),
///                         .init(.seconds(30), from: .perSecond(100), through: .perSecond(500))],
///                        repeats: false))
///
/// It is a description; a ``RateClock`` tells when things that happen at this rate happen.
public struct RateProfile: Hashable, Sendable {
  /// The course of the rate without its spikes.
  public enum Course: Hashable, Sendable {
    /// One after the other. When they are over they begin again, or the rate with which the last one
    /// ends lasts on.
    case steps([Step], repeats: Bool)
    case sine(Sine)
  }

  /// A rate for a while, or a change from one to another at an even pace.
  public struct Step: Hashable, Sendable {
    /// Longer than zero.
    public var length: TimeSpan
    public var start: Rate
    public var end: Rate

    /// A rate that stays the same.
    public init(_ length: TimeSpan, _ rate: Rate) {
      self.init(length, from: rate, through: rate)
    }

    /// A ramp.
    public init(_ length: TimeSpan, from start: Rate, through end: Rate) {
      self.length = length
      self.start = start
      self.end = end
    }
  }

  /// `mean` + `amplitude` sin(2π (t / `period` + `phase`)).
  public struct Sine: Hashable, Sendable {
    public var mean: Rate

    /// At most the mean.
    public var amplitude: Rate

    /// Longer than zero.
    public var period: TimeSpan

    /// Where in its period the wave begins, as a share of it: 0 at the mean and rising, 0.25 at its
    /// peak; in `0...1`.
    public var phase: Double

    public init(mean: Rate, amplitude: Rate, period: TimeSpan, phase: Double = 0) {
      self.mean = mean
      self.amplitude = amplitude
      self.period = period
      self.phase = phase
    }
  }

  /// A time in which the rate is a multiple of what it would be; where two overlap, both count.
  public struct Spike: Hashable, Sendable {
    public var start: TimeSpan
    public var length: TimeSpan

    /// Less than 1 is a dip, 0 is silence.
    public var factor: Double

    public init(at start: TimeSpan, for length: TimeSpan, times factor: Double) {
      self.start = start
      self.length = length
      self.factor = factor
    }
  }

  public var course: Course
  public var spikes: [Spike]

  public init(_ course: Course, spikes: [Spike] = []) {
    self.course = course
    self.spikes = spikes
  }

  /// One rate for ever, but for the spikes.
  public init(_ rate: Rate, spikes: [Spike]) {
    self.init(.steps([Step(.seconds(1), rate)], repeats: false), spikes: spikes)
  }
}

extension RateProfile {
  /// The largest factor of a spike.
  public static let largestFactor = 1e6

  /// What is wrong with the profile, in the words of a model's author; `nil` if nothing is.
  public var problem: String? { courseProblem ?? spikes.lazy.compactMap(Self.problem).first }

  private var courseProblem: String? {
    switch course {
    case .steps(let steps, _):
      if steps.isEmpty { return "a profile needs at least one step" }
      if let step = steps.first(where: { $0.length <= .zero }) {
        return "a step must last longer than zero, not \(step.length)"
      }
      return steps.allSatisfy { $0.start.count == 0 && $0.end.count == 0 }
        ? "the rate is 0 throughout; nothing would ever happen" : nil
    case .sine(let sine):
      if sine.period <= .zero { return "period must be longer than zero, not \(sine.period)" }
      if sine.mean.count == 0 { return "mean must be more than 0; nothing would ever happen" }
      if sine.mean < sine.amplitude {
        return "amplitude must be at most the mean of \(sine.mean), not \(sine.amplitude): a rate"
          + " cannot fall below zero"
      }
      return (0...1).contains(sine.phase)
        ? nil : "phase must be between 0 and 1, not \(Distribution.text(sine.phase))"
    }
  }

  private static func problem(of spike: Spike) -> String? {
    if spike.start < .zero { return "a spike cannot begin at \(spike.start), before the start" }
    if spike.length <= .zero { return "a spike must last longer than zero, not \(spike.length)" }
    return (0...largestFactor).contains(spike.factor)
      ? nil
      : "times must be between 0 and \(Int(largestFactor)), not \(Distribution.text(spike.factor))"
  }
}
