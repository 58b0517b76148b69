/// How calls are split between groups of targets of which the first is preferred: a local zone and a
/// remote one, say.
///
/// A group takes all calls while enough of it is healthy, by a margin: it is provided for 1.4 times
/// what it needs. Then the next takes what the first cannot.
///
/// - SeeAlso: Envoy, *Priority levels*, *Panic threshold*.
public struct PriorityLoad: Hashable, Sendable {
  /// The targets of a group.
  @frozen
  public struct Group: BitwiseCopyable, Hashable, Sendable {
    public var healthy: Int
    public var total: Int

    /// - Precondition: `healthy` is in `0...total`.
    @inlinable
    public init(healthy: Int, total: Int) {
      precondition(
        healthy >= 0 && healthy <= total, "\(healthy) healthy targets are not in 0...\(total)")
      self.healthy = healthy
      self.total = total
    }
  }

  /// The percentage of the calls that each group gets, in order; 100 in all, or nothing if nobody is
  /// healthy and panic is switched off.
  public let percentages: [Int]

  /// Whether health does not count within a group.
  public let isInPanic: [Bool]

  /// - Parameters:
  ///   - groups: The preferred one first.
  ///   - overprovisioning: In percent; at least 100.
  /// - Complexity: O(*n*).
  public init(
    _ groups: [Group], panic: PanicThreshold = .envoy, overprovisioning: Int = 140
  ) {
    precondition(overprovisioning >= 100, "a provision of \(overprovisioning) % is below 100")
    let health = groups.map { group in
      group.total == 0 ? 0 : min(100, overprovisioning * group.healthy / group.total)
    }
    let sum = min(100, health.reduce(0, +))
    let isShort = sum < 100
    isInPanic = groups.map { isShort && panic.isReached(healthy: $0.healthy, of: $0.total) }
    if sum > 0 {
      percentages = Self.split(health, of: sum)
    } else {
      // Nobody is healthy: in panic, everybody is called alike.
      let sizes = groups.map { panic.percent > 0 ? $0.total : 0 }
      percentages = Self.split(sizes, of: sizes.reduce(0, +))
    }
  }

  /// Parts of 100 in proportion, rounded; what rounding leaves over goes to the first that has any.
  private static func split(_ parts: [Int], of sum: Int) -> [Int] {
    guard sum > 0 else { return parts.map { _ in 0 } }
    var rest = 100
    var shares = parts.map { part in
      let share = min(rest, (part * 100 + sum / 2) / sum)
      rest -= share
      return share
    }
    if let first = parts.firstIndex(where: { $0 > 0 }) { shares[first] += rest }
    return shares
  }
}
