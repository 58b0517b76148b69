/// What no system can exceed whose demands are known: bounds of throughput and response time by
/// operational laws, which assume nothing about distributions.
///
///     let bounds = AsymptoticBounds(demandsPerServer: [0.1, 0.3, 0.2], response: 0.6)
///     bounds.greatestThroughput           // 3.33 a second, however many ask
///     bounds.throughput(users: 2, think: 1) // at most 1.25 a second
///
/// - SeeAlso: Denning, Buzen, *The operational analysis of queueing network models*, ACM Computing
///   Surveys 10 (1978).
public struct AsymptoticBounds: Hashable, Sendable {
  /// Of each station: service for one request over the number of its servers, in seconds.
  public let demandsPerServer: [Double]

  /// Mean response of a request that waits for nobody, in seconds.
  public let response: Double

  public init(demandsPerServer: [Double], response: Double) {
    self.demandsPerServer = demandsPerServer
    self.response = response
  }

  /// Requests a second at which the busiest station has nothing to spare: X ≤ 1 / D of that; infinite
  /// if no station is limited.
  public var greatestThroughput: Double {
    let most = demandsPerServer.max() ?? 0
    return most > 0 ? 1 / most : .infinity
  }

  /// The most that so many users reach who think so many seconds: X ≤ min(1/D, N / (R + Z)).
  public func throughput(users: Int, think: Double) -> Double {
    let cycle = response + think
    return cycle > 0
      ? min(greatestThroughput, Double(users) / cycle) : greatestThroughput
  }

  /// The least response of so many users, in seconds: R ≥ max(R of one alone, N D - Z).
  public func response(users: Int, think: Double) -> Double {
    let most = demandsPerServer.max() ?? 0
    return max(response, Double(users) * most - think)
  }

  /// The number of users from which on the two bounds of the throughput cross, and more users only
  /// wait for each other.
  public func knee(think: Double) -> Double {
    (response + think) * greatestThroughput
  }
}
