import ArchitectureModel
import EventEngine

extension PlanBuilder {
  /// A database is a server whose workers are its connections.
  func add(_ database: Database, _ number: Int) {
    plan.stations[number].line = database.line
    plan.stations[number].backlog = database.waiting
    addConnections(to: database, number)
    plan.stations[number].queueTimeoutLane = lane(database.poolTimeout)
    plan.stations[number].queueTimeoutCause = .poolTimeout
    if let slots = database.diskSlots {
      plan.stations[number].disk = plan.disks.count
      plan.disks += Array(repeating: slots, count: plan.stations[number].instanceCount)
    }
    if let cores = database.cores {
      plan.stations[number].processor = .shared(cores: cores)
      plan.stations[number].hasProcessor = true
    }
    if let writer = database.writer {
      plan.stations[number].file = plan.files.count
      plan.files.append(writer)
    }
    if let checkpoints = database.checkpoints {
      if plan.checkpoints.isEmpty {
        plan.checkpoints = Array(repeating: nil, count: plan.stations.count)
      }
      plan.checkpoints[number] = checkpoints
    }
    if let replication = database.replication { add(replication, of: database, number) }
    let name = plan.names[number]
    let canBeReadOnly = architecture.faults.contains {
      $0.effect == .readOnly && ([$0.target] + $0.others).contains(name)
    }
    let general = database.operations.filter { $0.name == "*" }
    for operation in general + database.operations.filter({ $0.name != "*" }) {
      var program = ProgramBuilder(self, station: number, label: operation.name)
      if database.pool == nil, let connecting = database.connecting {
        program.take(.wait, connecting, name: "connecting")
      }
      if plan.tracksVersions { program.append(Instruction(operation: .readVersion)) }
      if canBeReadOnly, operation.isWrite { program.append(Instruction(operation: .mayWrite)) }
      let (isStopped, isSlowed) = heldUp(operation, by: database.checkpoints)
      if isStopped { program.append(Instruction(operation: .checkpoint, operand: number)) }
      if database.writer == nil {
        program.append(rowOperation: operation, of: database)
      } else {
        program.append(fileOperation: operation)
      }
      if isSlowed { program.append(Instruction(operation: .checkpoint, operand: number)) }
      if plan.tracksVersions, operation.isWrite {
        program.append(Instruction(operation: .writeVersion))
      }
      finish(program, for: operation.name)
    }
    addTransactions(of: database, number)
  }

  /// Whether checkpoints stop a write before it begins, or make it longer at its end.
  private func heldUp(
    _ operation: Database.Operation, by checkpoints: Database.Checkpoints?
  ) -> (isStopped: Bool, isSlowed: Bool) {
    guard let checkpoints, operation.isWrite else { return (false, false) }
    return (checkpoints.slowdown == nil, checkpoints.slowdown != nil)
  }
}
