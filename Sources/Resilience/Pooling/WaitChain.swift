/// Who waits for whom, followed from one to the next: each waits for one other at most, because it does one
/// thing at a time and a lock has one holder.
///
///     var chain = WaitChain(from: me)
///     while let next = awaited(by: chain.last) {
///       switch chain.follow(to: next) {
///       case .goesOn: continue
///       case .circle: giveUp()
///       case .circleOfOthers: return
///       }
///     }
///
/// A circle that does not come back to its start is noticed as well: every now and then a member is
/// remembered, for twice as long each time, until it is met again (R. P. Brent, *An improved Monte Carlo
/// factorization algorithm*, 1980).
@frozen
public struct WaitChain<Waiter: Equatable & BitwiseCopyable & Sendable>: BitwiseCopyable, Sendable {
  /// What a further member makes of a chain.
  @frozen
  public enum Step: BitwiseCopyable, Hashable, Sendable {
    case goesOn

    /// It is the first member: all of them wait for each other.
    case circle

    /// Further members wait for each other, and the first one for them.
    case circleOfOthers
  }

  public let first: Waiter
  public private(set) var last: Waiter

  /// How many members were followed.
  public private(set) var count = 1

  private var remembered: Waiter
  private var leftToForget = 1
  private var span = 1

  public init(from first: Waiter) {
    self.first = first
    last = first
    remembered = first
  }

  /// Goes on to whom the last member waits for.
  ///
  /// - Complexity: O(1); a circle of others is noticed after at most three times as many members as
  ///   there are.
  public mutating func follow(to next: Waiter) -> Step {
    if next == first { return .circle }
    if next == remembered { return .circleOfOthers }
    last = next
    count += 1
    leftToForget -= 1
    if leftToForget == 0 {
      remembered = next
      span *= 2
      leftToForget = span
    }
    return .goesOn
  }
}
