import Resilience
import Testing
import TimeBase

/// The formulas and examples of the Kubernetes documentation, Horizontal Pod Autoscaling.
@Suite struct HorizontalAutoscalerTests {
  private typealias Rules = HorizontalAutoscaler.Rules

  private static let free = Rules(
    stabilisation: .zero, steps: [Rules.Step(.percent(1_000_000), per: .seconds(15))])
  private static let freeDown = Rules(
    stabilisation: .zero, steps: [Rules.Step(.percent(100), per: .seconds(15))])

  private func scaler(
    _ target: Double = 100, from minimum: Int = 1, to maximum: Int = 1_000, up: Rules = free,
    down: Rules = freeDown
  ) -> HorizontalAutoscaler {
    HorizontalAutoscaler(
      .init(minimum: minimum, maximum: maximum, target: target, up: up, down: down))
  }

  /// A load of so much at each of the instances, all of which are ready.
  private func load(_ each: Double, on count: Int) -> HorizontalAutoscaler.Measurement {
    .init(sum: each * Double(count), readyCount: count)
  }

  /// *Algorithm details*: 200m against 100m doubles, 50m halves, and a ratio within 10 % of 1 does
  /// nothing; what is left over is rounded up.
  @Test(arguments: [
    (200.0, 3, 6), (50, 4, 2), (110, 5, 5), (90, 5, 5), (111, 10, 12), (89, 10, 9), (150, 3, 5),
    (0, 7, 1),
  ])
  func `the wanted count is the ratio of measured to target, rounded up`(
    _ each: Double, _ current: Int, _ wanted: Int
  ) {
    var scaler = scaler()
    #expect(scaler.decide(from: current, load(each, on: current), at: .zero) == wanted)
  }

  @Test func `the bounds hold whatever is measured`() {
    var scaler = scaler(from: 2, to: 5)
    #expect(scaler.decide(from: 4, load(900, on: 4), at: .zero) == 5)
    #expect(scaler.decide(from: 4, load(1, on: 4), at: .zero) == 2)
    #expect(scaler.decide(from: 9, nil, at: .zero) == 5)
    #expect(scaler.decide(from: 1, nil, at: .zero) == 2)
    #expect(scaler.decide(from: 3, nil, at: .zero) == 3)
  }

  /// *Algorithm details*: those that are not ready count as using nothing when it would scale up.
  @Test func `instances that start damp growth, and decide nothing in decline`() {
    let scaler = scaler()
    let hot = HorizontalAutoscaler.Measurement(sum: 400, readyCount: 2, startingCount: 1)
    // 400 / 300 of three is four; without the newcomer it would be 400 / 200 of two.
    #expect(scaler.wantedCount(from: 3, hot) == 4)
    let enough = HorizontalAutoscaler.Measurement(sum: 400, readyCount: 2, startingCount: 2)
    #expect(scaler.wantedCount(from: 4, enough) == 4)
    let more = HorizontalAutoscaler.Measurement(sum: 400, readyCount: 2, startingCount: 6)
    #expect(scaler.wantedCount(from: 8, more) == 8)
    #expect(scaler.wantedCount(from: 5, .init(sum: 0, readyCount: 0, startingCount: 5)) == 5)
  }

  /// *Default behavior*: 4 more or twice as many every 15 s, whichever is more.
  @Test func `growth by default is four or double in fifteen seconds`() {
    var scaler = scaler(up: .up)
    var (count, counts) = (1, [Int]())
    for look in 0..<5 {
      count = scaler.decide(
        from: count, load(1e6, on: count), at: .zero + .seconds(15) * Int64(look))
      counts.append(count)
    }
    #expect(counts == [5, 10, 20, 40, 80])
    // Not before the period is over.
    #expect(scaler.decide(from: 80, load(1e6, on: 80), at: .zero + .seconds(74)) == 80)
  }

  /// *Scaling policies*: 4 a minute or 10 % a minute, whichever is more. From 80 instances 8 go first,
  /// then 10 % of 72, which is 7.2 and rounded up to 8; below 40 the four count.
  @Test func `decline is bounded by the step that allows the most`() {
    let slow = Rules(
      stabilisation: .zero,
      steps: [
        Rules.Step(.instances(4), per: .minutes(1)), Rules.Step(.percent(10), per: .minutes(1)),
      ])
    var scaler = scaler(down: slow)
    var (count, counts) = (80, [Int]())
    for look in 0..<11 {
      count = scaler.decide(
        from: count, load(10, on: count), at: .zero + .minutes(1) * Int64(look))
      counts.append(count)
    }
    #expect(counts == [72, 64, 57, 51, 45, 40, 36, 32, 28, 24, 20])
  }

  /// *Support for stabilization window*: the highest that was wanted in the last 5 minutes.
  @Test func `a dip takes nobody away before it has lasted five minutes`() {
    var scaler = scaler(down: .down)
    #expect(scaler.decide(from: 10, load(100, on: 10), at: .zero) == 10)
    for minute in 1...4 {
      let time = Instant.zero + .minutes(1) * Int64(minute)
      #expect(scaler.decide(from: 10, load(20, on: 10), at: time) == 10)
    }
    #expect(scaler.decide(from: 10, load(20, on: 10), at: .zero + .seconds(299)) == 10)
    #expect(scaler.decide(from: 10, load(20, on: 10), at: .zero + .seconds(300)) == 2)
  }

  @Test func `a window of growth waits for a peak to last`() {
    let patient = Rules(
      stabilisation: .minutes(1), steps: [Rules.Step(.instances(100), per: .seconds(15))])
    var scaler = scaler(up: patient)
    #expect(scaler.decide(from: 2, load(100, on: 2), at: .zero) == 2)
    #expect(scaler.decide(from: 2, load(500, on: 2), at: .zero + .seconds(30)) == 2)
    #expect(scaler.decide(from: 2, load(400, on: 2), at: .zero + .seconds(60)) == 8)
  }

  @Test func `a direction can be switched off`() {
    let never = Rules(stabilisation: .zero, steps: [], choice: .never)
    var scaler = scaler(down: never)
    #expect(scaler.decide(from: 8, load(0, on: 8), at: .zero) == 8)
    #expect(scaler.decide(from: 8, load(200, on: 8), at: .zero) == 16)
  }

  @Test func `the smallest of several steps can be asked for`() {
    let careful = Rules(
      stabilisation: .zero,
      steps: [
        Rules.Step(.instances(2), per: .seconds(15)), Rules.Step(.percent(100), per: .seconds(15)),
      ], choice: .smallest)
    var scaler = scaler(up: careful)
    #expect(scaler.decide(from: 10, load(1e6, on: 10), at: .zero) == 12)
  }

  @Test func `what makes no sense is said`() {
    typealias Policy = HorizontalAutoscaler.Policy
    #expect(Policy(minimum: 0, maximum: 1, target: 1).problem?.hasPrefix("at least 0") == true)
    #expect(Policy(minimum: 3, maximum: 2, target: 1).problem?.hasPrefix("at most 2") == true)
    #expect(Policy(maximum: 2, target: 0).problem == "a target of 0.0 is not above 0")
    #expect(Policy(maximum: 2, target: 1, tolerance: 1).problem?.contains("tolerance") == true)
    let empty = Rules(stabilisation: .zero, steps: [])
    #expect(Policy(maximum: 2, target: 1, up: empty).problem?.contains("say never") == true)
  }

  /// Windows of 7 s and 11 s over loads that come and go, against a look at all that was wanted.
  @Test func `windows hold the least and the most that was wanted in them`() {
    let (up, down) = (TimeSpan.seconds(7), TimeSpan.seconds(11))
    func rules(_ window: TimeSpan) -> Rules {
      Rules(stabilisation: window, steps: [Rules.Step(.percent(1_000_000), per: .seconds(15))])
    }
    var scaler = scaler(up: rules(up), down: rules(down))
    var current = 5
    var wanted: [(time: Instant, count: Int)] = []
    var state: UInt64 = 1
    for second in 0..<2_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let now = Instant.zero + .seconds(Int64(second))
      let load = load(Double(20 + state >> 57 * 4), on: current)
      let desired = scaler.wantedCount(from: current, load)
      wanted.append((now, desired))
      let lowest = wanted.filter { now - $0.time < up }.map(\.count).min() ?? desired
      let highest = wanted.filter { now - $0.time < down }.map(\.count).max() ?? desired
      let expected = min(max(current, lowest), highest)
      let decided = scaler.decide(from: current, load, at: now)
      #expect(decided == max(1, min(1_000, expected)))
      current = decided
    }
  }
}
