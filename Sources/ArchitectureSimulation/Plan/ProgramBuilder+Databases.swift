import ArchitectureModel
import EventEngine
import TimeBase

/// Operations of databases.
extension ProgramBuilder {
  /// With any number of writers, of which each row has one.
  mutating func append(rowOperation operation: Database.Operation, of database: Database) {
    appendUnlocked(operation)
    guard let locked = operation.locked else { return }
    guard let name = operation.row else {
      lock(Mutex(attribute: .key, steps: [.wait(locked)], timeout: database.lockTimeout))
      return
    }
    let names = database.operations.compactMap(\.row)
    lock(
      Mutex(attribute: .all, steps: [.wait(locked)], timeout: database.lockTimeout),
      row: UInt64(names.firstIndex(of: name) ?? 0))
  }

  /// With one writer of the whole file.
  mutating func append(fileOperation operation: Database.Operation) {
    guard operation.isWrite else {
      ask(.readFile, toHold: .reading)
      appendUnlocked(operation)
      leaveFile()
      return
    }
    appendUnlocked(operation)
    ask(.reserveFile, toHold: .writing)
    if let locked = operation.locked { take(.wait, locked, name: "locked") }
    if let commit = operation.commit {
      ask(.commitFile, toHold: .writing)
      take(.wait, commit, name: "commit")
    }
    leaveFile()
  }

  private mutating func appendUnlocked(_ operation: Database.Operation) {
    let parts = [operation.cpu, operation.disk, operation.locked]
    if operation.time != .constant(.zero) || parts.allSatisfy({ $0 == nil }) {
      take(.wait, operation.time, name: "service")
    }
    if let cpu = operation.cpu { take(.compute, cpu, name: "cpu") }
    if let disk = operation.disk { use(disk) }
  }

  private mutating func use(_ disk: Distribution) {
    append(Instruction(operation: .takeDisk))
    hasDisk = true
    take(.wait, disk, name: "disk")
    append(Instruction(operation: .leaveDisk))
    hasDisk = false
  }

  /// Asks for something of the file. Who does not get it sleeps, and then runs into the jump back.
  private mutating func ask(
    _ operation: Instruction.Operation, toHold hold: Instruction.FileHold
  ) {
    let question = next
    append(Instruction(operation: operation))
    append(Instruction(operation: .jump, target: UInt16(question)))
    builder.plan.program[question].target = UInt16(next)
    file = hold
  }

  mutating func reserveFile() { ask(.reserveFile, toHold: .writing) }

  private mutating func leaveFile() {
    let leaving = next
    append(Instruction(operation: .leaveFile, target: UInt16(leaving + 1)))
    file = .nothing
  }
}
