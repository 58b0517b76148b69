import ArchitectureModel
import EventEngine

/// A database with copies.
struct ReplicationPlan: Sendable {
  var station: Int
  var policy: Replication

  // Numbers of samplers; negative for none.
  var lag: Int
  var detection = -1
  var promotion = -1

  /// Of each request name.
  var isWrite: [Bool]

  /// Where the versions of its first machine stand behind those of all stations.
  var firstTable: Int
}

extension PlanBuilder {
  func add(_ replication: Replication, of database: Database, _ number: Int) {
    plan.stations[number].replication = plan.replications.count
    let general = database.operations.first { $0.name == "*" }
    let areWrites = plan.requestNames.map { name in
      // A transaction may write, and stays where it began.
      Transaction.names.contains(name)
        || (database.operations.first { $0.name == name } ?? general)?.isWrite ?? false
    }
    plan.replications.append(
      ReplicationPlan(
        station: number, policy: replication, lag: sampler(replication.lag),
        detection: replication.failover.map { sampler($0.detection) } ?? -1,
        promotion: replication.failover.map { sampler($0.promotion) } ?? -1,
        isWrite: areWrites,
        firstTable: plan.replications.reduce(0) {
          $0 + plan.stations[$1.station].machineCount
        }))
  }
}
