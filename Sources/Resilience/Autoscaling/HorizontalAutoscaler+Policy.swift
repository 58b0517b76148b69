public import TimeBase

extension HorizontalAutoscaler {
  /// What is aimed at, and how fast.
  public struct Policy: Hashable, Sendable {
    /// The fewest and the most instances.
    public var minimum: Int
    public var maximum: Int

    /// What the metric of one instance should be, on average over all; above 0.
    public var target: Double

    /// How far the ratio of measured to target may be from 1 without a consequence; 0.1 in Kubernetes.
    public var tolerance: Double
    public var up: Rules
    public var down: Rules

    /// Kubernetes' defaults, but for what only the author of a policy knows.
    public init(
      minimum: Int = 1, maximum: Int, target: Double, tolerance: Double = 0.1, up: Rules = .up,
      down: Rules = .down
    ) {
      self.minimum = minimum
      self.maximum = maximum
      self.target = target
      self.tolerance = tolerance
      self.up = up
      self.down = down
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      if minimum < 1 { return "at least \(minimum) instances are none; write 1 or more" }
      if maximum < minimum { return "at most \(maximum) instances are fewer than \(minimum)" }
      if !(target > 0 && target.isFinite) { return "a target of \(target) is not above 0" }
      if !(tolerance >= 0 && tolerance < 1) { return "a tolerance of \(tolerance) is not in 0..<1" }
      return up.problem ?? down.problem
    }
  }

  /// How fast the count may grow, or shrink.
  public struct Rules: Hashable, Sendable {
    /// Which of several steps counts.
    public enum Choice: String, CaseIterable, Hashable, Sendable {
      /// The one that allows the largest change.
      case largest

      /// The one that allows the smallest.
      case smallest

      /// No change in this direction.
      case never
    }

    /// At most so much of a change within a period.
    public struct Step: Hashable, Sendable {
      public enum Size: Hashable, Sendable {
        case instances(Int)

        /// Of those that there were when the period began.
        case percent(Int)
      }

      public var size: Size
      public var period: TimeSpan

      public init(_ size: Size, per period: TimeSpan) {
        self.size = size
        self.period = period
      }
    }

    /// How far back what was wanted still counts.
    public var stabilisation: TimeSpan
    public var steps: [Step]
    public var choice: Choice

    public init(stabilisation: TimeSpan, steps: [Step], choice: Choice = .largest) {
      self.stabilisation = stabilisation
      self.steps = steps
      self.choice = choice
    }

    /// Four more or twice as many in 15 s, whichever is more, at once.
    public static let up = Rules(
      stabilisation: .zero,
      steps: [
        Step(.instances(4), per: .seconds(15)), Step(.percent(100), per: .seconds(15)),
      ])

    /// As many fewer as are wanted, but never fewer than was wanted at any time in the last 5 minutes.
    public static let down = Rules(
      stabilisation: .minutes(5), steps: [Step(.percent(100), per: .seconds(15))])

    /// What makes the rules unusable, if anything.
    var problem: String? {
      if stabilisation < .zero { return "a window of \(stabilisation) is negative" }
      if steps.isEmpty, choice != .never { return "rules without steps allow no change; say never" }
      for step in steps {
        if step.period <= .zero { return "a period of \(step.period) is not longer than zero" }
        switch step.size {
        case .instances(let count) where count < 1: return "a step of \(count) instances is none"
        case .percent(let percent) where percent < 1: return "a step of \(percent)% is none"
        case .instances, .percent: continue
        }
      }
      return nil
    }

    /// The count that the steps lead to at most (`direction` 1) or at least (-1).
    ///
    /// - Parameter starts: The count at the beginning of the period of each step; `nil` for no change.
    func limit(from starts: [Int]?, by direction: Int) -> Int {
      guard let starts else { return direction > 0 ? .min : .max }
      let limits = zip(steps, starts).map { $0.limit(from: $1, by: direction) }
      let takesHighest = (choice == .largest) == (direction > 0)
      return (takesHighest ? limits.max() : limits.min()) ?? 0
    }
  }
}

extension HorizontalAutoscaler.Rules.Step {
  /// Growth by percents is rounded up, so that one instance can become two; what is left after a
  /// decline by percents is rounded down.
  fileprivate func limit(from start: Int, by direction: Int) -> Int {
    switch size {
    case .instances(let count): start + direction * count
    case .percent(let percent) where direction > 0: (start * (100 + percent) + 99) / 100
    case .percent(let percent): max(0, start * (100 - percent) / 100)
    }
  }
}
