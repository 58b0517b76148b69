import PortableMathematics
import TimeBase

/// A stretch of a ``RateProfile`` on which the rate has one formula; times count from its start, in
/// nanoseconds.
enum RatePiece: BitwiseCopyable, Sendable {
  /// `count` in `period`.
  case level(count: Double, period: Double)

  /// From `start` a second, by `slope` more in each second.
  case ramp(start: Double, slope: Double)

  /// `mean` + `amplitude` sin(2π (t / period + phase)), both a second.
  case wave(mean: Double, amplitude: Double, period: Double, phase: Double)

  init(_ step: RateProfile.Step) {
    guard step.start != step.end else {
      self.init(step.start)
      return
    }
    let slope = (step.end.perSecond - step.start.perSecond) / step.length.seconds
    self = .ramp(start: step.start.perSecond, slope: slope)
  }

  init(_ rate: Rate) {
    self = .level(count: Double(rate.count), period: Double(rate.period.nanoseconds))
  }

  init(_ sine: RateProfile.Sine) {
    self = .wave(
      mean: sine.mean.perSecond, amplitude: sine.amplitude.perSecond,
      period: Double(sine.period.nanoseconds), phase: sine.phase)
  }

  /// How often it happens between two times: the integral of the rate.
  func total(from start: Double, to end: Double) -> Double {
    switch self {
    case .level(let count, let period):
      // In this order the result is exact wherever it is a short number.
      return (end - start) * count / period
    case .ramp(let first, let slope):
      let (start, end) = (start / 1e9, end / 1e9)
      return max(0, (end - start) * (first + slope * ((start + end) / 2)))
    case .wave(_, _, let period, _):
      return max(0, waveTotal(from: start / period, to: end / period))
    }
  }

  /// When it will have happened `amount` times since `start`; both in `0...`.
  ///
  /// - Parameter end: Not before then; what lies beyond it is `end`.
  func time(of amount: Double, after start: Double, before end: Double) -> Double {
    guard amount > 0 else { return start }
    switch self {
    case .level(let count, let period):
      return min(end, start + amount * period / count)
    case .ramp(let first, let slope):
      let rate = max(0, first + slope * (start / 1e9))
      let root = max(0, rate * rate + 2 * slope * amount).squareRoot()
      return min(end, start + 2 * amount / (rate + root) * 1e9)
    case .wave(_, _, let period, _):
      return min(end, waveTime(of: amount, after: start / period, before: end / period) * period)
    }
  }

  /// The integral of a wave, both ends in periods.
  ///
  /// The difference of two cosines is written as a product, which loses nothing where they are close.
  private func waveTotal(from start: Double, to end: Double) -> Double {
    guard case .wave(let mean, let amplitude, let period, let phase) = self else { return 0 }
    let half = (end - start) / 2
    let swing =
      PortableMath.sin(turns: phase + (start + end) / 2) * PortableMath.sin(turns: half)
    return period / 1e9 * (mean * (end - start) + amplitude * Self.inversePi * swing)
  }

  /// The inverse, by Newton's method within a bracket that halves where it would leave it.
  private func waveTime(of amount: Double, after start: Double, before end: Double) -> Double {
    guard case .wave(let mean, let amplitude, let period, let phase) = self else { return start }
    var (low, high) = (start, end)
    // As if the rate were its mean from here on: off by little where arrivals are frequent.
    var time = min(high, start + amount / (mean * (period / 1e9)))
    let precision = 0.001 / period
    for _ in 0..<128 {
      let excess = waveTotal(from: start, to: time) - amount
      if excess > 0 { high = time } else { low = time }
      let rate = period / 1e9 * (mean + amplitude * PortableMath.sin(turns: phase + time))
      var next = rate > 0 ? time - excess / rate : low
      if !(next > low && next < high) { next = low + (high - low) / 2 }
      let step = (next - time).magnitude
      time = next
      if step <= precision || high - low <= precision { break }
    }
    return time
  }

  private static let inversePi = 0x1.45f306dc9c883p-2
}
