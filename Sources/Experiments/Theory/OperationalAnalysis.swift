public import ArchitectureSimulation
public import RunStatistics

/// Which component saturates first, and at what load, by the utilisation law: each request that ends
/// keeps so many servers of a component busy for so long, at any load, as long as it does the same.
///
/// Workers that wait for others are busy: a component can be the bottleneck because of whom it calls.
public struct OperationalAnalysis: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    public var component: String
    public var resource: Resource
    public var servers: Int

    /// Busy servers as a share of all.
    public var utilisation: Double

    /// Servers kept busy for one request that succeeds: ρ m / X, in seconds.
    public var demand: Double

    /// Successes a second of all clients together at which no server would ever be idle.
    public var saturation: Double
  }

  /// What of a component is busy.
  public enum Resource: String, Hashable, Sendable {
    /// Its workers or connections.
    case workers

    /// The cores of its processors.
    case processor

    /// The slots of its disks.
    case disk
  }

  /// What is busy, the most utilised first.
  public private(set) var rows: [Row] = []

  /// Requests of all clients that succeeded a second; of those that ended, if none did. Who is turned
  /// away keeps nobody busy, and the more come the more are.
  public private(set) var throughput: Double

  /// Bounds for the whole.
  public private(set) var bounds: AsymptoticBounds

  /// - Parameter unloadedResponse: Mean response of a request that waits for nobody, in seconds.
  public init(_ result: RunResult, unloadedResponse: Double) {
    let goodput = result.clients.reduce(0) { $0 + $1.total.goodput }
    throughput =
      goodput > 0 ? goodput : result.clients.reduce(0) { $0 + $1.total.throughput }
    for component in result.components {
      if let servers = component.total.servers {
        rows += Self.row(
          component.name, .workers, servers, busy: component.total.busyMean, throughput)
      }
      if let processor = component.processor {
        rows += Self.row(
          component.name, .processor, processor.cores, busy: processor.busyMean, throughput)
      }
    }
    for component in result.components {
      guard let disk = component.disk else { continue }
      rows += Self.row(component.name, .disk, disk.slots, busy: disk.busyMean, throughput)
    }
    rows.sort { ($1.utilisation, $0.component) < ($0.utilisation, $1.component) }
    bounds = AsymptoticBounds(
      demandsPerServer: rows.map { $0.demand / Double($0.servers) }, response: unloadedResponse)
  }

  /// None of what is never busy.
  private static func row(
    _ component: String, _ resource: Resource, _ servers: Int, busy: Double, _ throughput: Double
  ) -> [Row] {
    guard servers > 0, throughput > 0, busy > 0 else { return [] }
    let demand = busy / throughput
    return [
      Row(
        component: component, resource: resource, servers: servers,
        utilisation: busy / Double(servers), demand: demand,
        saturation: Double(servers) / demand)
    ]
  }
}
