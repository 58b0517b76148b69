import ArchitectureModel
import EventEngine
import Resilience

/// A part of a store: that of one process or instance, or all of it.
struct StoreState: Sendable {
  var records = NumberedRecords()
  var inserted: UInt64 = 0
  var found: UInt64 = 0
  var absent: UInt64 = 0
  var removed: UInt64 = 0
}

/// Records in the memory of a service.
extension Simulation {
  /// - Returns: Whether the call goes on with the next instruction; if not, it went elsewhere or ended.
  mutating func usesStore(_ call: CallID, _ counter: Int) -> Bool {
    let use = plan.storeUses[program[counter].operand]
    let part = part(of: use.store, for: instance(of: call))
    let number = Int(key(of: call) & (1 << 40 - 1)) + 1
    let isThere: Bool
    switch use.action {
    case .insert:
      _ = stores[part].records.insert()
      stores[part].inserted &+= 1
      return true
    case .find:
      isThere = stores[part].records.contains(number)
      if isThere { stores[part].found &+= 1 }
    case .remove:
      isThere = stores[part].records.remove(number)
      if isThere { stores[part].removed &+= 1 }
    }
    guard !isThere else { return true }
    stores[part].absent &+= 1
    guard program[counter].target != Instruction.noTarget else {
      end(call, .failure(.error, at: calls[call].station, status: 404))
      return false
    }
    calls[call].counter = program[counter].target
    proceed(call)
    return false
  }

  private mutating func part(of store: Int, for instance: Int) -> Int {
    let plan = plan.stores[store]
    let station = self.plan.stations[plan.station]
    switch plan.scope {
    case .process: return plan.first + instance - station.firstInstance
    case .instance:
      return plan.first + (instance - station.firstInstance) / station.processes
    case .service: return plan.first
    }
  }

  /// What processes had in their memory is gone with them; of an instance, with all of its processes.
  mutating func emptyStores(of affected: Range<Int>, _ station: Int) {
    let processes = plan.stations[station].processes
    for store in plan.stores.indices where plan.stores[store].station == station {
      if plan.stores[store].scope == .service { continue }
      if plan.stores[store].scope == .instance, affected.count < processes { continue }
      for instance in affected { stores[part(of: store, for: instance)].records.forget() }
    }
  }
}
