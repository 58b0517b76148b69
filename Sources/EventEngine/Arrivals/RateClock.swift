import PortableMathematics
public import TimeBase

/// Tells when things happen whose rate follows a ``RateProfile``, by inversion of the cumulative rate.
///
/// Where the cumulative rate Λ(t) passes 1, 2, 3, …, a metronome of that rate ticks; where it passes the
/// sums of unit exponential variates, a Poisson process of that rate has its events. So a draw decides
/// how much of Λ lies between two arrivals and the profile only where in time that is: two profiles
/// under one seed stay in step.
///
///     var clock = RateClock(profile)
///     let first = clock.advance(by: -PortableMath.log(draws.nextPositiveUnit()))
///
/// What has been passed is counted from the last change of the formula, so that neither a long run nor
/// a profile that repeats for ever wears the precision down.
///
/// - Complexity: O(1) a call, plus the steps of the profile that it passes; whole repetitions without
///   an event are passed at once.
/// - SeeAlso: Çinlar, *Introduction to stochastic processes*, 1975, section 4.7.
public struct RateClock: Sendable {
  private let pieces: [RatePiece]

  /// Where each piece begins within a repetition, and where the last one ends.
  private let edges: [Int64]
  private let repeats: Bool

  /// Of one repetition.
  private let cycleTotal: Double

  /// What the rate is multiplied by from each of these times on.
  private let factors: [(time: Int64, factor: Double)]

  private var cycleStart: Int64 = 0
  private var piece = 0
  private var nextFactor = 0
  private var factor = 1.0

  // The stretch that the clock is on: part of one piece, with one factor.
  private var start: Int64 = 0
  private var end: Int64 = 0
  private var total = 0.0
  private var passed = 0.0

  /// Times beyond this one are never reached: a century and a half.
  private static let horizon = Int64.max / 2

  /// - Precondition: The profile has no ``RateProfile/problem``.
  /// - Complexity: O(*n* + *k* log *k*) for *n* steps and *k* spikes.
  public init(_ profile: RateProfile) {
    if let problem = profile.problem {
      preconditionFailure("no clock can follow \(profile): \(problem)")
    }
    switch profile.course {
    case .steps(let steps, let repeats):
      var edges: [Int64] = [0]
      for step in steps {
        edges.append(min(Self.horizon, edges[edges.count - 1] &+ step.length.nanoseconds))
      }
      self.repeats = repeats
      let last = steps[steps.count - 1].end
      pieces = steps.map { RatePiece($0) } + (repeats ? [] : [RatePiece(last)])
      self.edges = edges + (repeats ? [] : [.max])
    case .sine(let sine):
      pieces = [RatePiece(sine)]
      edges = [0, sine.period.nanoseconds]
      repeats = true
    }
    var cycleTotal = 0.0
    if repeats {
      for index in pieces.indices {
        cycleTotal += pieces[index].total(from: 0, to: Double(edges[index + 1] - edges[index]))
      }
    }
    self.cycleTotal = cycleTotal
    factors = Self.factors(of: profile.spikes)
    beginStretch()
  }

  /// Moves on until `amount` more has been passed; a negative one counts as 0.
  ///
  /// Where the rate is 0 nothing is passed, and what falls on the edge of such a stretch is at its end.
  ///
  /// - Returns: When that is, rounded to a nanosecond; `nil` if it never is, and never will be again.
  public mutating func advance(by amount: Double) -> Instant? {
    var target = passed + max(0, amount)
    while target >= total {
      target -= total
      guard moveOn(past: &target) else {
        passed = total
        return nil
      }
    }
    passed = target
    let origin = cycleStart &+ edges[piece]
    let time = pieces[piece].time(
      of: target / factor, after: Double(start - origin), before: Double(end - origin))
    let offset = Int64(min(time, 0x1p62).rounded(.toNearestOrEven))
    return Instant(nanoseconds: min(max(start, origin &+ offset), end))
  }

  /// Begins the next stretch, past as many whole repetitions as `target` covers.
  ///
  /// - Returns: `false` if there is none, or none with a rate.
  private mutating func moveOn(past target: inout Double) -> Bool {
    guard end < Self.horizon else { return false }
    start = end
    if end == cycleStart &+ edges[piece + 1] {
      piece += 1
      if piece == pieces.count {
        piece = 0
        cycleStart = end
      }
    }
    while nextFactor < factors.count, factors[nextFactor].time <= start {
      factor = factors[nextFactor].factor
      nextFactor += 1
    }
    if repeats, piece == 0, start == cycleStart { skipCycles(&target) }
    beginStretch()
    return start < Self.horizon
  }

  private mutating func skipCycles(_ target: inout Double) {
    let length = edges[edges.count - 1]
    let limit = nextFactor < factors.count ? factors[nextFactor].time : Self.horizon
    let room = (limit - cycleStart) / length
    guard room > 0 else { return }
    let whole = cycleTotal * factor
    let wanted = whole > 0 ? (target / whole).rounded(.down) : .infinity
    let count = wanted < Double(room) ? Int64(wanted) : room
    cycleStart &+= count &* length
    start = cycleStart
    target = max(0, target - (whole > 0 ? Double(count) * whole : 0))
    while nextFactor < factors.count, factors[nextFactor].time <= start {
      factor = factors[nextFactor].factor
      nextFactor += 1
    }
  }

  private mutating func beginStretch() {
    let origin = cycleStart &+ edges[piece]
    let (pieceEnd, isBeyond) = cycleStart.addingReportingOverflow(edges[piece + 1])
    end = isBeyond ? .max : pieceEnd
    if nextFactor < factors.count { end = min(end, factors[nextFactor].time) }
    total =
      factor * pieces[piece].total(from: Double(start &- origin), to: Double(end &- origin))
    passed = 0
  }

  /// The products of the factors of all spikes that are on, from each time at which one begins or ends.
  private static func factors(
    of spikes: [RateProfile.Spike]
  ) -> [(time: Int64, factor: Double)] {
    var times = spikes.flatMap { [$0.start.nanoseconds, ($0.start + $0.length).nanoseconds] }
    times.sort()
    var factors: [(time: Int64, factor: Double)] = []
    for time in times where factors.last?.time != time {
      let active = spikes.filter {
        $0.start.nanoseconds <= time && time < ($0.start + $0.length).nanoseconds
      }
      factors.append((time, active.reduce(1) { $0 * $1.factor }))
    }
    return factors
  }
}
