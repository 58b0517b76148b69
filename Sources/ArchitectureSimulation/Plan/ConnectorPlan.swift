import ArchitectureModel
import Resilience

/// A database to which each instance that calls has a pool of connections.
struct ConnectorPlan: Sendable {
  var station: Int
  var policy: ManagedPoolPolicy

  /// Calls that may wait at each pool; `nil` for any number.
  var waiting: Int?

  /// Number of the sampler of what it takes to open a connection; negative for nothing.
  var connecting: Int

  /// Connections that each instance of the database takes; `nil` for any number.
  var backends: Int?

  /// The instances that call, and a site through which they do.
  var callers: [(instance: Int, site: Int)] = []

  /// Of each instance of the run, its place among those that call; negative for none.
  var seats: [Int32] = []

  /// The first of its instances among those of all such databases, and the first of the pools of
  /// their callers: those of the first instance come first.
  var firstServer = 0
  var firstPool = 0
}

extension PlanBuilder {
  /// A pool that all share is the workers of a server. Who has a connection for each call finds a
  /// worker or is sent away. Pools of callers are known once everybody is who calls.
  func addConnections(to database: Database, _ number: Int) {
    plan.stations[number].workers = database.connections
    if let policy = database.pool {
      plan.stations[number].connector = plan.connectors.count
      plan.connectors.append(
        ConnectorPlan(
          station: number, policy: policy, waiting: database.waiting,
          connecting: database.connecting.map { sampler($0) } ?? -1,
          backends: database.maxConnections))
    } else if database.connections == nil, let limit = database.maxConnections {
      plan.stations[number].workers = limit
      plan.stations[number].backlog = 0
      plan.stations[number].overflowCause = .tooManyConnections
    }
  }

  /// Gives each instance that calls a database a pool, where it is to have one.
  func addPoolsOfCallers() {
    var (servers, pools) = (0, 0)
    for number in plan.connectors.indices {
      let station = plan.connectors[number].station
      var seats = [Int32](repeating: -1, count: plan.instanceCount)
      for (site, call) in plan.sites.enumerated() where call.target == station {
        for instance in plan.stations[call.caller].instances where seats[instance] < 0 {
          seats[instance] = Int32(plan.connectors[number].callers.count)
          plan.connectors[number].callers.append((instance, site))
        }
      }
      plan.connectors[number].seats = seats
      plan.connectors[number].firstServer = servers
      plan.connectors[number].firstPool = pools
      let callers = plan.connectors[number].callers.count
      servers += plan.stations[station].instanceCount
      pools += plan.stations[station].instanceCount * callers
      plan.stations[station].workers = callers * plan.connectors[number].policy.maximumSize
      plan.stations[station].backlog = nil
    }
  }
}
