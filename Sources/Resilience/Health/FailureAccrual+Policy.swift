public import TimeBase

extension FailureAccrual {
  /// When a target is given up and for how long.
  @frozen
  public struct Policy: BitwiseCopyable, Hashable, Sendable {
    /// What is too much.
    @frozen
    public enum Rule: BitwiseCopyable, Hashable, Sendable {
      /// So many failures in a row; at least 1.
      case consecutive(failures: Int)

      /// Fewer successes than so many percent of the calls of the last seconds, if there were at
      /// least `minimumCalls`.
      case successRate(percent: Int, seconds: Int, minimumCalls: Int)
    }

    public var rule: Rule

    /// How long the first time lasts.
    public var shortest: TimeSpan

    /// How long any lasts.
    public var longest: TimeSpan

    /// Finagle's defaults.
    @inlinable
    public init(
      rule: Rule = .consecutive(failures: 5), shortest: TimeSpan = .seconds(5),
      longest: TimeSpan = .seconds(300)
    ) {
      self.rule = rule
      self.shortest = shortest
      self.longest = longest
    }

    /// Finagle's other rule with its defaults: less than 80 % of at least 5 calls in 30 s.
    @inlinable
    public static var successRate: Self {
      Self(rule: .successRate(percent: 80, seconds: 30, minimumCalls: 5))
    }

    /// What makes the policy unusable, if anything.
    public var problem: String? {
      switch rule {
      case .consecutive(let failures) where failures < 1:
        return "\(failures) failures in a row are none; use at least 1"
      case .successRate(let percent, _, _) where !(1...100).contains(percent):
        return "a success rate of \(percent) % is not in 1...100"
      case .successRate(_, let seconds, _) where !(1...86_400).contains(seconds):
        return "a window of \(seconds) seconds is not in 1...86400"
      case .successRate(_, _, let calls) where calls < 1:
        return "no decision can rest on \(calls) calls"
      case .consecutive, .successRate: break
      }
      if shortest <= .zero { return "a target cannot be dead for \(shortest); use more than 0s" }
      if longest < shortest { return "the longest \(longest) is below the shortest \(shortest)" }
      return nil
    }
  }
}
