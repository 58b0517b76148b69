import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What turns calls away before any work is done for them.
extension ProgramBuilder {
  mutating func authorise(_ bearer: Gateway.Bearer, name: String) {
    guard bearer.isEnabled else { return }
    take(.compute, bearer.work, name: name + " work")
    draw(.authorise, share: bearer.missing, status: bearer.status, name: name)
    builder.plan.program[next - 1].acceptsAny = bearer.acceptsAny
    builder.plan.program[next - 1].operand = builder.plan.tokenChecks.count
    builder.plan.tokenChecks.append(
      TokenCheckPlan(check: bearer.check, clockAhead: bearer.clockAhead))
  }

  mutating func secure(_ filter: HTTPSFilter) {
    append(Instruction(operation: .secure, operand: builder.plan.httpsFilters.count))
    builder.plan.httpsFilters.append(filter)
    builder.saysMore(station)
  }

  mutating func crossOrigin(_ filter: CrossOriginFilter) {
    append(
      Instruction(
        operation: .crossOrigin, operand: builder.plan.crossOriginFilters.count,
        status: UInt16(filter.status)))
    builder.plan.crossOriginFilters.append(
      CrossOriginPlan(
        allows: builder.plan.pageOrigins.map(filter.allows), maxAge: filter.maxAge))
    builder.saysMore(station)
  }

  mutating func respond(_ status: Int, retryAfter: TimeSpan?) {
    append(
      Instruction(operation: .respond, status: UInt16(status), retryAfter: retryAfter))
    if retryAfter != nil { builder.saysMore(station) }
  }

  mutating func limit(_ step: RateLimit) {
    guard let store = step.store else {
      append(Instruction(operation: .limit, operand: builder.limit(step, at: station)))
      return
    }
    let number = builder.limit(step, at: station)
    var trips = [trip(to: store)]
    append(Instruction(operation: .limit, operand: number))
    if !store.isAtomic {
      trips.append(trip(to: store))
      append(Instruction(operation: .writeLimit, operand: number))
    }
    guard store.onError != .fail else { return }
    let jump = next
    append(Instruction(operation: .jump))
    for trip in trips { builder.plan.program[trip].target = UInt16(next) }
    switch store.onError {
    case .fail, .admit: break
    case .reject:
      append(Instruction(operation: .turnAway, status: UInt16(step.limit.status)))
    case .respond(let status):
      append(Instruction(operation: .respond, status: UInt16(status)))
    }
    builder.plan.program[jump].target = UInt16(next)
  }

  /// A call of the store, whose failure leads to where its target is set to later.
  private mutating func trip(to store: RateLimit.Store) -> Int {
    call(CallPolicy(target: store.component), as: RateLimit.requestName, otherwise: nil)
    return next - 1
  }
}

extension PlanBuilder {
  /// Lets calls of every name begin with what stands at `entry`, which ends with `dispatch`.
  func beginHandlers(at entry: Int, of station: Int) {
    let row = station * plan.requestNames.count
    for column in plan.requestNames.indices {
      plan.handlers[row + column] = plan.entries[row + column]
      plan.entries[row + column] = UInt16(entry)
    }
  }

  /// Adds a limit as one place asks it.
  func limit(_ step: RateLimit, at station: Int) -> Int {
    let number = plan.limits.count
    let owner = step.zone.flatMap { zone in
      plan.limits.firstIndex { $0.station == station && $0.zone == zone }
    }
    if step.limit.retryAfter != nil { saysMore(station) }
    let copies = step.store == nil ? plan.stations[station].instanceCount : 1
    for _ in 0..<copies {
      var limit = LimitPlan(
        station: station, limit: step.limit, title: step.title, owner: owner ?? plan.limits.count,
        copies: copies)
      limit.zone = step.zone
      limit.isReadThenWritten = step.store?.isAtomic == false
      plan.limits.append(limit)
    }
    return number
  }
}

extension RateLimit {
  /// As reports call it.
  fileprivate var title: String {
    let place = zone.map { " (\($0))" } ?? store.map { " in \($0.component)" } ?? ""
    return limit.title + place
  }
}
