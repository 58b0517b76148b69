import ArchitectureModel
import EventEngine

extension PlanBuilder {
  /// A database is a server whose workers are its connections.
  func add(_ database: Database, _ number: Int) {
    plan.stations[number].workers = database.connections
    plan.stations[number].line = database.line
    plan.stations[number].backlog = database.waiting
    plan.stations[number].queueTimeoutLane = lane(database.poolTimeout)
    plan.stations[number].queueTimeoutCause = .poolTimeout
    if let cores = database.cores {
      plan.stations[number].processor = .shared(cores: cores)
      plan.stations[number].hasProcessor = true
    }
    if let writer = database.writer {
      plan.stations[number].file = plan.files.count
      plan.files.append(writer)
    }
    let name = plan.names[number]
    let canBeReadOnly = architecture.faults.contains {
      $0.effect == .readOnly && ([$0.target] + $0.others).contains(name)
    }
    let general = database.operations.filter { $0.name == "*" }
    for operation in general + database.operations.filter({ $0.name != "*" }) {
      var program = ProgramBuilder(self, station: number, label: operation.name)
      if plan.tracksVersions { program.append(Instruction(operation: .readVersion)) }
      if canBeReadOnly, operation.isWrite { program.append(Instruction(operation: .mayWrite)) }
      if database.writer == nil {
        program.append(rowOperation: operation, lockTimeout: database.lockTimeout)
      } else {
        program.append(fileOperation: operation)
      }
      if plan.tracksVersions, operation.isWrite {
        program.append(Instruction(operation: .writeVersion))
      }
      finish(program, for: operation.name)
    }
  }
}
