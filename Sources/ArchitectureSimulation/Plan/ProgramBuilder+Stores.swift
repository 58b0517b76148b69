import ArchitectureModel

/// A store of a service, with all its parts.
struct StorePlan: Sendable {
  var station: Int
  var name: String
  var scope: Store.Scope

  /// The first of its parts among those of all stores: one a process, one an instance, or one.
  var first: Int
  var count: Int
}

/// A place at which a store is used.
struct StoreUsePlan: Sendable {
  var store: Int
  var action: StoreUse.Action
}

extension PlanBuilder {
  func add(_ stores: [Store], _ number: Int) {
    for store in stores {
      let count =
        switch store.scope {
        case .process: plan.stations[number].instanceCount
        case .instance: plan.stations[number].machineCount
        case .service: 1
        }
      let first = plan.stores.last.map { $0.first + $0.count } ?? 0
      plan.stores.append(
        StorePlan(
          station: number, name: store.name, scope: store.scope, first: first, count: count))
    }
  }
}

extension ProgramBuilder {
  mutating func store(_ use: StoreUse) {
    guard
      let store = builder.plan.stores.firstIndex(where: {
        $0.station == station && $0.name == use.store
      })
    else { preconditionFailure("no store is named '\(use.store)'; was the model validated?") }
    let instruction = next
    append(Instruction(operation: .store, operand: builder.plan.storeUses.count))
    builder.plan.storeUses.append(StoreUsePlan(store: store, action: use.action))
    guard let absent = use.absent else { return }
    let jump = next
    append(Instruction(operation: .jump))
    builder.plan.program[instruction].target = UInt16(next)
    append(absent)
    builder.plan.program[jump].target = UInt16(next)
  }
}
