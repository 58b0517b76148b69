/// Which resources requests hold while they wait for others: where that goes round in a circle, all of
/// them can wait for each other.
///
/// Resources are pools, the workers of services, locks and connections of databases; a circle needs only
/// two handlers, or one that takes the same thing twice.
///
/// - SeeAlso: Coffman, Elphick, Shoshani, *System deadlocks*, 1971.
struct HoldAndWait {
  struct Cycle {
    var path: ModelPath
    var message: String
  }

  /// Holding the one, somebody waits for the other.
  private struct Wait: Equatable {
    var held: String
    var wanted: String
  }

  private var waits: [Wait] = []
  private var places: [ModelPath] = []
  private let model: Architecture

  /// A model of many calls has more walks than anybody can follow.
  private var visitsLeft = 20_000
  private static let mostWaits = 2_000

  init(_ model: Architecture) {
    self.model = model
    for component in model.components {
      let path: ModelPath = ["components", .key(component.name)]
      switch component.kind {
      case .service(let service):
        let workers = service.workers == nil ? [] : ["workers of \(component.name)"]
        for handler in service.handlers {
          let place = path.appending("handles").appending(handler.request)
          _ = walk(handler.steps, of: handler.request, holding: workers, within: [], at: place)
        }
      case .queue(let queue):
        _ = walk(queue.steps, of: "*", holding: [], within: [], at: path.appending("steps"))
      case .gateway, .balancer, .cache, .database, .pool, .external: break
      }
    }
  }

  /// - Parameter databases: Those of which a transaction is open here, on whose connection what is
  ///   called of them runs.
  /// - Returns: What is held afterwards.
  private mutating func walk(
    _ steps: [Step], of request: String, holding held: [String], within databases: [String],
    at path: ModelPath
  ) -> [String] {
    var held = held
    func walk(_ steps: [Step]?, _ held: [String], within databases: [String]) -> [String] {
      self.walk(steps ?? [], of: request, holding: held, within: databases, at: path)
    }
    for step in steps {
      switch step {
      case .acquire(let pool, let otherwise):
        _ = walk(otherwise, held, within: databases)
        want("pool \(pool)", holding: held, at: path)
        held.append("pool \(pool)")
      case .release(let pool):
        if let index = held.lastIndex(of: "pool \(pool)") { held.remove(at: index) }
      case .call(let policy, let name, let otherwise):
        if !databases.contains(policy.target) {
          for wanted in workers(behind: policy.target, name ?? request, depth: 0) {
            want(wanted, holding: held, at: path)
          }
        }
        _ = walk(otherwise, held, within: databases)
      case .lock(let mutex):
        _ = walk(mutex.steps, held, within: databases)
      case .transaction(let transaction):
        let connection = connection(to: transaction.database)
        for wanted in connection { want(wanted, holding: held, at: path) }
        _ = walk(
          transaction.steps, held + connection, within: databases + [transaction.database])
        _ = walk(transaction.otherwise, held, within: databases)
      case .block(let steps): held = walk(steps, held, within: databases)
      case .parallel:
        // Branches have no part in the transaction: they take connections of their own.
        for inner in step.inner { _ = walk(inner, held, within: []) }
      case .compute, .wait, .cached, .written, .keyValue, .enqueue, .respond, .fail, .chance,
        .select, .count,
        .health, .guarded, .store, .limit, .authorise, .limitBody, .secure, .crossOrigin:
        // What only some requests take counts on their way, and not for what follows.
        for inner in step.inner { _ = walk(inner, held, within: databases) }
      }
    }
    return held
  }

  /// What a transaction holds from its beginning to its end, and any other call as long as it works,
  /// where there are only so many.
  private func connection(to name: String) -> [String] {
    guard
      case .database(let database)? = model.components.firstSorted(named: name, by: \.name)?.kind,
      database.connections != nil || database.pool != nil
    else { return [] }
    return ["connections of \(name)"]
  }

  /// The limited workers and connections that a call has to get before it comes back: of services,
  /// through gateways and balancers, and of those that these call, and of databases.
  private mutating func workers(
    behind name: String, _ request: String, depth: Int
  ) -> [String] {
    visitsLeft -= 1
    guard depth < 8, visitsLeft > 0,
      let component = model.components.firstSorted(named: name, by: \.name)
    else {
      return []
    }
    switch component.kind {
    case .service(let service):
      let own = service.workers == nil ? [] : ["workers of \(name)"]
      let handler =
        service.handlers.first { $0.request == request }
        ?? service.handlers.first { $0.request == "*" }
      let steps = (handler?.steps ?? []).flatMap(\.withInner)
      var all = own
      for case .call(let policy, let name, _) in steps {
        all += workers(behind: policy.target, name ?? request, depth: depth + 1)
      }
      return all
    case .gateway(let gateway):
      var all: [String] = []
      for call in gateway.calls { all += workers(behind: call.target, request, depth: depth + 1) }
      return all
    case .balancer(let balancer):
      var all: [String] = []
      for target in balancer.over { all += workers(behind: target, request, depth: depth + 1) }
      return all
    case .database: return connection(to: name)
    case .cache, .queue, .pool, .external: return []
    }
  }

  private mutating func want(_ wanted: String, holding held: [String], at path: ModelPath) {
    for resource in held {
      let wait = Wait(held: resource, wanted: wanted)
      guard !waits.contains(wait), waits.count < Self.mostWaits else { continue }
      waits.append(wait)
      places.append(path)
    }
  }

  /// Each circle once, at the place of its first wait.
  var cycles: [Cycle] {
    var found: [Cycle] = []
    var told: [[String]] = []
    for (index, wait) in waits.enumerated() {
      guard let way = way(from: wait.wanted, to: wait.held) else { continue }
      let members = way.sorted { $0.precedes($1) }
      guard !told.contains(members) else { continue }
      told.append(members)
      let circle = (way + [way[0]]).joined(separator: " -> ")
      found.append(
        Cycle(
          path: places[index],
          message:
            "requests can hold what others wait for and wait for what these hold (\(circle)):"
            + " when all are taken, nobody goes on; take them in one order, or let go of the first"
            + " before waiting for the second"))
    }
    return found
  }

  /// The shortest way along waits.
  private func way(from start: String, to end: String) -> [String]? {
    var ways = [[start]]
    var seen = [start]
    while !ways.isEmpty {
      let way = ways.removeFirst()
      guard let last = way.last else { continue }
      if last == end { return way }
      for wait in waits where wait.held == last && !seen.contains(wait.wanted) {
        seen.append(wait.wanted)
        ways.append(way + [wait.wanted])
      }
    }
    return nil
  }
}
