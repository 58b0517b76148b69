/// A closed network in product form: a fixed population that thinks and visits stations.
///
/// Solved by mean value analysis, exactly: what arrives at a station sees it as it would be with one
/// customer less. Stations with several servers need the probabilities of their queue lengths as well.
///
/// Holds for exponential service in the order of arrival and for any distribution where all share a
/// server or nobody waits; think times can be of any distribution.
///
///     let network = ClosedNetwork(demands: [0.1, 0.3, 0.2], think: 1)
///     network.solution(population: 10).throughput // 3.19 a second
///
/// - SeeAlso: Reiser, Lavenberg, *Mean-value analysis of closed multichain queueing networks*, Journal of
///   the ACM 27 (1980).
public struct ClosedNetwork: Hashable, Sendable {
  public struct Station: Hashable, Sendable {
    /// Mean service over all visits of one customer, in seconds.
    public var demand: Double
    public var servers: Int

    public init(demand: Double, servers: Int = 1) {
      self.demand = demand
      self.servers = servers
    }
  }

  /// With a given population.
  public struct Solution: Hashable, Sendable {
    /// Customers a second that pass the network.
    public var throughput: Double

    /// Mean time at all stations together, in seconds.
    public var response: Double

    /// Mean number at each station.
    public var population: [Double]
  }

  public let stations: [Station]

  /// Mean time between two passes, in seconds.
  public let think: Double

  /// - Precondition: Nothing is negative, each station has a server, and something takes time.
  public init(_ stations: [Station], think: Double) {
    precondition(
      stations.allSatisfy { $0.demand >= 0 && $0.servers >= 1 } && think >= 0,
      "demands and think time cannot be negative, and each station needs a server")
    precondition(
      think > 0 || stations.contains { $0.demand > 0 }, "something in a closed network takes time")
    self.stations = stations
    self.think = think
  }

  /// Stations of one server each.
  public init(demands: [Double], think: Double) {
    self.init(demands.map { Station(demand: $0) }, think: think)
  }

  /// - Precondition: `population` is at least 1.
  /// - Complexity: O(*population* · (stations + servers)).
  public func solution(population: Int) -> Solution {
    precondition(population >= 1, "a population of \(population) is not at least 1")
    var lengths = [Double](repeating: 0, count: stations.count)
    // Probabilities of 0, 1, … customers at a station, as far as there are servers.
    var idle = stations.map { [1.0] + [Double](repeating: 0, count: $0.servers - 1) }
    var (throughput, response) = (0.0, 0.0)
    for count in 1...population {
      var times = [Double](repeating: 0, count: stations.count)
      for (index, station) in stations.enumerated() {
        let servers = Double(station.servers)
        var spare = 0.0
        for (busy, probability) in idle[index].dropLast().enumerated() {
          spare += (servers - 1 - Double(busy)) * probability
        }
        times[index] = station.demand / servers * (1 + lengths[index] + spare)
      }
      response = times.reduce(0, +)
      throughput = Double(count) / (think + response)
      for (index, station) in stations.enumerated() {
        lengths[index] = throughput * times[index]
        idle[index] = Self.idle(after: idle[index], throughput * station.demand)
      }
    }
    return Solution(throughput: throughput, response: response, population: lengths)
  }

  /// The probabilities with one customer more, from those before.
  private static func idle(after before: [Double], _ load: Double) -> [Double] {
    let servers = before.count
    var after = before
    var rest = 0.0
    for busy in stride(from: servers - 1, to: 0, by: -1) {
      after[busy] = load / Double(busy) * before[busy - 1]
      rest += Double(servers - busy) * after[busy]
    }
    after[0] = max(0, 1 - (load + rest) / Double(servers))
    return after
  }
}
