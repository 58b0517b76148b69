import EventEngine
import PortableMathematics
import Testing
import TimeBase

@Suite struct RateClockTests {
  typealias Step = RateProfile.Step

  /// The first `count` ticks of a metronome that follows a profile.
  static func ticks(_ profile: RateProfile, _ count: Int) -> [Instant] {
    var clock = RateClock(profile)
    return (0..<count).compactMap { clock.advance(by: $0 == 0 ? 0 : 1) }
  }

  static func seconds(_ instants: [Instant]) -> [Double] {
    instants.map { ($0 - .zero).seconds }
  }

  @Test func `a metronome of one rate never drifts`() {
    let profile = RateProfile(.perSecond(300), spikes: [])
    let ticks = Self.ticks(profile, 3_001)
    for (number, tick) in ticks.enumerated() {
      let time = Instant.zero + Rate.perSecond(300).offset(ofOccurrence: UInt64(number))
      #expect(tick == time)
    }
    #expect(ticks.count == 3_001)
  }

  @Test func `steps follow each other, and the last one lasts on`() {
    let profile = RateProfile(
      .steps([Step(.seconds(2), .perSecond(1)), Step(.seconds(1), .perSecond(4))], repeats: false))
    #expect(Self.seconds(Self.ticks(profile, 9)) == [0, 1, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5])
  }

  @Test func `steps that repeat begin again`() {
    let profile = RateProfile(
      .steps([Step(.seconds(2), .perSecond(1)), Step(.seconds(1), .perSecond(2))], repeats: true))
    #expect(Self.seconds(Self.ticks(profile, 9)) == [0, 1, 2, 2.5, 3, 4, 5, 5.5, 6])
  }

  /// From 0 to 100/s in 10 s: 5 t² by time t, so that the k-th comes at √(k / 5).
  @Test func `a ramp is inverted by its square root`() {
    let profile = RateProfile(
      .steps([Step(.seconds(10), from: .perSecond(0), through: .perSecond(100))], repeats: false))
    let ticks = Self.seconds(Self.ticks(profile, 601))
    for number in 0..<500 {
      #expect(abs(ticks[number] - (Double(number) / 5).squareRoot()) <= 1e-9)
    }
    // 500 by the end of the ramp, then 100 a second.
    for number in 500...600 {
      #expect(abs(ticks[number] - (10 + Double(number - 500) / 100)) <= 1e-9)
    }
  }

  @Test func `a ramp down ends in silence`() {
    let profile = RateProfile(
      .steps([Step(.seconds(10), from: .perSecond(1), through: .perSecond(0))], repeats: false))
    // 5 in all: t - t²/20.
    let ticks = Self.seconds(Self.ticks(profile, 20))
    #expect(ticks.count == 5)
    for (number, tick) in ticks.enumerated() {
      #expect(abs(tick - tick * tick / 20 - Double(number)) <= 1e-8)
    }
    var clock = RateClock(profile)
    #expect(clock.advance(by: 6) == nil)
    #expect(clock.advance(by: 0) == nil)
  }

  @Test func `what falls on the edge of silence waits for its end`() {
    let profile = RateProfile(
      .steps([Step(.seconds(2), .perSecond(1)), Step(.seconds(3), .perSecond(0))], repeats: true))
    #expect(Self.seconds(Self.ticks(profile, 6)) == [0, 1, 5, 6, 10, 11])
  }

  @Test func `spikes multiply, and overlap`() {
    let profile = RateProfile(
      .perSecond(1),
      spikes: [
        .init(at: .seconds(2), for: .seconds(2), times: 2),
        .init(at: .seconds(3), for: .seconds(2), times: 3),
        .init(at: .seconds(8), for: .seconds(4), times: 0),
      ])
    // 1/s to 2, 2/s to 3, 6/s to 4, 3/s to 5, 1/s to 8, silence to 12, 1/s.
    let expected = [
      0.0, 1, 2, 2.5, 3, 3 + 1.0 / 6, 3 + 2.0 / 6, 3.5, 3 + 4.0 / 6, 3 + 5.0 / 6, 4, 4 + 1.0 / 3,
      4 + 2.0 / 3, 5, 6, 7, 12, 13,
    ]
    for (tick, time) in zip(Self.seconds(Self.ticks(profile, 18)), expected) {
      #expect(abs(tick - time) <= 1e-9)
    }
  }

  @Test func `a spike at the start counts from the start`() {
    let profile = RateProfile(
      .perSecond(1), spikes: [.init(at: .zero, for: .seconds(1), times: 4)])
    #expect(Self.seconds(Self.ticks(profile, 6)) == [0, 0.25, 0.5, 0.75, 1, 2])
  }

  /// A cycle of a nanosecond at 1/d: an event comes once in 86,400 × 10⁹ cycles.
  @Test func `cycles without an event are passed at once`() {
    let day = Rate(1, per: .minutes(1_440))
    let profile = RateProfile(.steps([Step(.nanoseconds(1), day)], repeats: true))
    let ticks = Self.seconds(Self.ticks(profile, 4))
    for (number, tick) in ticks.enumerated() {
      #expect(abs(tick - Double(number) * 86_400) <= 1e-3)
    }
    #expect(ticks.count == 4)
  }

  @Test func `a clock that has centuries to go says never`() {
    var clock = RateClock(
      RateProfile(.steps([Step(.seconds(1), Rate(1, per: .minutes(1_440)))], repeats: true)))
    #expect(clock.advance(by: 1e9) == nil)
    #expect(clock.advance(by: 1) == nil)
  }

  static let waves = [
    RateProfile.Sine(mean: .perSecond(100), amplitude: .perSecond(50), period: .seconds(60)),
    RateProfile.Sine(
      mean: .perSecond(10), amplitude: .perSecond(10), period: .seconds(10), phase: 0.6),
    RateProfile.Sine(
      mean: .perMinute(20), amplitude: .perMinute(19), period: .milliseconds(700), phase: 0.25),
  ]

  /// The cumulative rate at each tick is the number of the tick. It is summed up here in small steps
  /// by the midpoint rule, without the formula that the clock uses.
  @Test(arguments: waves)
  func `a wave is inverted where it stands`(_ sine: RateProfile.Sine) {
    let (mean, amplitude) = (sine.mean.perSecond, sine.amplitude.perSecond)
    let period = sine.period.seconds
    let ticks = Self.seconds(Self.ticks(RateProfile(.sine(sine)), 60))
    #expect(ticks.count == 60)
    var sum = 0.0
    for (number, tick) in ticks.enumerated() where number > 0 {
      let last = ticks[number - 1]
      let parts = 400
      for part in 0..<parts {
        let time = last + (tick - last) * (Double(part) + 0.5) / Double(parts)
        let rate = mean + amplitude * PortableMath.sin(turns: time / period + sine.phase)
        sum += rate * (tick - last) / Double(parts)
      }
      #expect(abs(sum - Double(number)) <= 1e-3)
    }
  }

  /// Over whole periods a wave is its mean, so that every hundredth tick is on time.
  @Test func `a wave loses nothing over many periods`() {
    let profile = RateProfile(
      .sine(.init(mean: .perSecond(10), amplitude: .perSecond(9), period: .seconds(10))))
    let ticks = Self.seconds(Self.ticks(profile, 100_001))
    for period in 0...1_000 { #expect(abs(ticks[period * 100] - Double(period) * 10) <= 2e-9) }
  }

  @Test func `a wave with a spike is the wave outside of it`() {
    let wave = RateProfile.Course.sine(
      .init(mean: .perSecond(10), amplitude: .perSecond(8), period: .seconds(10)))
    let plain = Self.ticks(RateProfile(wave), 300)
    // A spike of factor 1 cuts the wave in pieces and changes nothing else.
    let cut = Self.ticks(
      RateProfile(wave, spikes: [.init(at: .seconds(3), for: .seconds(21), times: 1)]), 300)
    for (first, second) in zip(plain, cut) {
      #expect(abs((first - second).nanoseconds) <= 1)
    }
    // One period of 100 events, doubled.
    let doubled = Self.ticks(
      RateProfile(wave, spikes: [.init(at: .seconds(10), for: .seconds(10), times: 2)]), 400)
    #expect(abs((doubled[300] - plain[200]).nanoseconds) <= 1)
  }

  @Test func `ticks never go back`() {
    let profile = RateProfile(
      .steps(
        [
          Step(.milliseconds(7), from: .perSecond(0), through: .perSecond(900)),
          Step(.nanoseconds(3), .perSecond(1_000_000_000)), Step(.milliseconds(2), .perSecond(0)),
          Step(.milliseconds(5), from: .perSecond(900), through: .perSecond(1)),
        ], repeats: true), spikes: [.init(at: .milliseconds(3), for: .milliseconds(30), times: 2.5)]
    )
    let ticks = Self.ticks(profile, 2_000)
    #expect(ticks == ticks.sorted())
    #expect(ticks.count == 2_000)
  }

  @Test(arguments: [
    (RateProfile(.steps([], repeats: false)), "a profile needs at least one step"),
    (
      RateProfile(.steps([.init(.zero, .perSecond(1))], repeats: false)),
      "a step must last longer than zero, not 0s"
    ),
    (
      RateProfile(.steps([.init(.seconds(1), .perSecond(0))], repeats: true)),
      "the rate is 0 throughout; nothing would ever happen"
    ),
    (
      RateProfile(
        .sine(.init(mean: .perSecond(1), amplitude: .perSecond(2), period: .seconds(1)))),
      "amplitude must be at most the mean of 1/s, not 2/s: a rate cannot fall below zero"
    ),
    (
      RateProfile(.perSecond(1), spikes: [.init(at: .zero, for: .seconds(1), times: -1)]),
      "times must be between 0 and 1000000, not -1"
    ),
  ])
  func `a profile says what is wrong with it`(_ profile: RateProfile, _ problem: String) {
    #expect(profile.problem == problem)
  }
}
