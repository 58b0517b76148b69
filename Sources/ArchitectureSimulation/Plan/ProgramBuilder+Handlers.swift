import ArchitectureModel
import EventEngine
import TimeBase

/// Ways that are chosen by what a request carries.
struct SelectionPlan: Sendable {
  var attribute: Selection.Attribute
  var cases: [(values: ClosedRange<UInt64>, target: UInt16)]
  var otherwise: UInt16
}

/// A place at which a lock is taken.
struct LockPlan: Sendable {
  var attribute: Mutex.Attribute

  /// Locks of the same domain exclude each other.
  var domain: Int

  /// Which of those that are not told apart by what a request carries.
  var row: UInt64

  /// The lane of the longest wait; negative for none.
  var timeoutLane: Int
}

/// A counter that handlers count with.
struct CounterPlan: Sendable {
  var station: Int
  var name: String

  /// Where what each process remembers of it begins, once it is known how many there are.
  var firstMemory = 0
}

/// Steps that choose, exclude others and count.
extension ProgramBuilder {
  mutating func block(_ steps: [Step]) {
    guard !hasLoop else {
      append(steps)
      return
    }
    builder.plan.hasBlocks = true
    append(Instruction(operation: .takeLoop))
    hasLoop = true
    append(steps)
    append(Instruction(operation: .giveLoop))
    hasLoop = false
  }

  mutating func select(_ selection: Selection) {
    let number = builder.plan.selections.count
    builder.plan.selections.append(
      SelectionPlan(attribute: selection.attribute, cases: [], otherwise: 0))
    append(Instruction(operation: .select, operand: number))
    var jumps: [Int] = []
    for way in selection.cases {
      builder.plan.selections[number].cases.append((way.values, UInt16(next)))
      append(way.steps)
      jumps.append(next)
      append(Instruction(operation: .jump))
    }
    builder.plan.selections[number].otherwise = UInt16(next)
    append(selection.otherwise)
    for jump in jumps { builder.plan.program[jump].target = UInt16(next) }
  }

  mutating func lock(_ mutex: Mutex, row: UInt64 = 0) {
    let number = builder.plan.locks.count
    builder.plan.locks.append(
      LockPlan(
        attribute: mutex.attribute, domain: domain(of: mutex.attribute), row: row,
        timeoutLane: builder.lane(mutex.timeout)))
    let lock = next
    append(Instruction(operation: .lock, operand: number))
    let outer = enclosingLock
    enclosingLock = lock
    append(mutex.steps)
    append(Instruction(operation: .unlock, operand: number))
    enclosingLock = outer
    guard let otherwise = mutex.otherwise else { return }
    let jump = next
    append(Instruction(operation: .jump))
    builder.plan.program[lock].target = UInt16(next)
    append(otherwise)
    builder.plan.program[jump].target = UInt16(next)
  }

  /// One for each component and attribute.
  private func domain(of attribute: Mutex.Attribute) -> Int {
    let all = Mutex.Attribute.allCases
    let place = all.firstIndex(of: attribute) ?? 0
    builder.plan.lockDomainCount = builder.plan.stations.count * all.count
    return station * all.count + place
  }

  mutating func count(_ name: String) {
    let known = builder.plan.counters.firstIndex { $0.station == station && $0.name == name }
    let number = known ?? builder.plan.counters.count
    if known == nil { builder.plan.counters.append(CounterPlan(station: station, name: name)) }
    append(Instruction(operation: .count, operand: number))
  }

  mutating func health(_ health: Health) {
    append(Instruction(operation: .health, operand: builder.plan.health.count))
    builder.pendingHealth.append(health)
    builder.plan.health.append(
      HealthPlan(
        station: station, rules: [], degradedStatus: UInt16(health.degradedStatus),
        unhealthyStatus: UInt16(health.unhealthyStatus)))
  }
}
