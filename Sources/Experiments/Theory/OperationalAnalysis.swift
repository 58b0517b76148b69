public import ArchitectureSimulation
public import RunStatistics

/// Which component saturates first, and at what load, by the utilisation law: each request that ends
/// keeps so many servers of a component busy for so long, at any load, as long as it does the same.
///
/// Workers that wait for others are busy: a component can be the bottleneck because of whom it calls.
public struct OperationalAnalysis: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var component: String
    public var servers: Int

    /// Busy servers as a share of all.
    public var utilisation: Double

    /// Servers kept busy for one request of the clients: ρ m / X, in seconds.
    public var demand: Double

    /// Requests a second of all clients together at which no server would ever be idle.
    public var saturation: Double
  }

  /// What is busy, the most utilised first.
  public private(set) var rows: [Row] = []

  /// Requests of all clients that ended a second.
  public private(set) var throughput: Double

  /// Bounds for the whole.
  public private(set) var bounds: AsymptoticBounds

  /// - Parameter unloadedResponse: Mean response of a request that waits for nobody, in seconds.
  public init(_ result: RunResult, unloadedResponse: Double) {
    throughput = result.clients.reduce(0) { $0 + $1.total.throughput }
    let throughput = throughput
    for component in result.components {
      guard let servers = component.total.servers, servers > 0, throughput > 0,
        component.total.busyMean > 0
      else { continue }
      let demand = component.total.busyMean / throughput
      rows.append(
        Row(
          component: component.name, servers: servers,
          utilisation: component.total.busyMean / Double(servers), demand: demand,
          saturation: Double(servers) / demand))
    }
    rows.sort { ($1.utilisation, $0.component) < ($0.utilisation, $1.component) }
    bounds = AsymptoticBounds(
      demandsPerServer: rows.map { $0.demand / Double($0.servers) }, response: unloadedResponse)
  }
}
