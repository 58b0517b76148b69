import Resilience
import TimeBase

/// Advice on models that are valid and in trouble: each names where, why and what to do.
extension ModelReader {
  /// - Parameter model: Without problems.
  func lint(_ model: Architecture) {
    let edges = CallEdges(model)
    adviseOnRetries(edges)
    adviseOnTimeouts(edges)
    adviseOnHaste(model)
    adviseOnSessions(model)
    adviseOnLines(model)
    adviseOnPools(model)
    adviseOnBackends(model, edges)
    for delay in DetectionDelays(model, edges).complaints { advise(delay.message, at: delay.path) }
    for complaint in HoldAndWait(model).cycles { advise(complaint.message, at: complaint.path) }
    for demand in Demand(model).overloads { advise(demand.message, at: demand.path) }
  }

  // MARK: Retries

  private func adviseOnRetries(_ edges: CallEdges) {
    let isBounded = { (edge: CallEdges.Edge) in
      edge.policy.retry.map { $0.budget != .unlimited } ?? true
    }
    let above = edges.upstream { isBounded($0) ? 1 : Double($0.attempts) }
    for (edge, upstream) in zip(edges.edges, above) where edge.attempts > 1 && !isBounded(edge) {
      let target = edge.policy.target
      if upstream > 1 {
        let all = Int(upstream) * edge.attempts
        advise(
          "one request can become \(all) calls of '\(target)' (\(edge.attempts) attempts here, on top of"
            + " \(Int(upstream)) above); retry in one tier only, or give the retries a budget",
          at: edge.path)
      } else {
        advise(
          "up to \(edge.attempts) attempts for each call of '\(target)' and no budget: when it fails, its"
            + " load is multiplied; add a budget such as \"20%\"",
          at: edge.path)
      }
    }
  }

  // MARK: Timeouts

  private func adviseOnTimeouts(_ edges: CallEdges) {
    for (edge, patience) in zip(edges.edges, edges.patience()) where !edge.isOfProxy {
      // A proxy serves callers of all kinds; that it would wait longer than one of them is usual.
      guard let outer = patience, let inner = edge.policy.timeout else { continue }
      let target = edge.policy.target
      if inner > outer {
        advise(
          "waits \(inner) for '\(target)', but nobody waits longer than \(outer) for '\(edge.caller)': its"
            + " work would be for nothing; shorten the timeout",
          at: edge.path)
      } else if edge.attempts > 1,
        inner.nanoseconds > outer.nanoseconds / Int64(edge.attempts)
      {
        advise(
          "\(edge.attempts) attempts of \(inner) for '\(target)' do not fit into the \(outer) that callers"
            + " wait for '\(edge.caller)'; fewer attempts or a shorter timeout would",
          at: edge.path)
      }
    }
  }

  // MARK: Lines and pools

  private func adviseOnLines(_ model: Architecture) {
    for component in model.components {
      let path: ModelPath = ["components", .key(component.name)]
      switch component.kind {
      case .queue(let queue) where queue.capacity == nil && queue.workers != nil:
        advise(
          "takes in any number of jobs: under overload the wait grows without end and nobody is told;"
            + " set a capacity",
          at: path)
      case .service(let service) where service.backlog == nil && service.workers != nil:
        advise(
          "lets any number of requests wait: under overload all of them are served too late; set a"
            + " backlog",
          at: path)
      case .gateway, .balancer, .service, .cache, .queue, .database, .pool, .external: break
      }
    }
  }

  /// Pools of connections that are held while a database is called.
  private func adviseOnPools(_ model: Architecture) {
    let uses = model.components.flatMap(\.kind.callsHolding)
    for component in model.components {
      guard case .database(let database) = component.kind, let limit = database.connections else {
        continue
      }
      let pools = model.components.filter { pool in
        uses.contains { $0.pool == pool.name && $0.target == component.name }
      }
      let sum = pools.reduce(0) { $0 + model.permits(of: $1) }
      guard sum > limit, let first = pools.first else { continue }
      let names = pools.map { "'\($0.name)'" }.joined(separator: ", ")
      advise(
        "\(names) \(pools.count == 1 ? "holds" : "hold") up to \(sum) connections of '\(component.name)',"
          + " which has \(limit): the rest wait there, unseen by the pool; make the pools smaller or the"
          + " database larger",
        at: ["components", .key(first.name)])
    }
  }

  /// Pools of callers that can open more connections than a server takes.
  private func adviseOnBackends(_ model: Architecture, _ edges: CallEdges) {
    for component in model.components {
      guard case .database(let database) = component.kind, let pool = database.pool,
        let limit = database.maxConnections
      else { continue }
      var pools = model.clients.count { client in
        client.calls.contains { $0.target == component.name }
      }
      for caller in model.components
      where edges.edges.contains(where: {
        $0.caller == caller.name && $0.policy.target == component.name
      }) {
        pools += model.components.instanceCount(of: caller)
      }
      guard pools * pool.maximumSize > limit else { continue }
      advise(
        "\(pools) \(pools == 1 ? "pool" : "pools") of up to \(pool.maximumSize) can open \(pools * pool.maximumSize) connections"
          + " and the server takes \(limit): the rest are refused; make the pools smaller, or put a"
          + " pool that all share before the server",
        at: ["components", .key(component.name)])
    }
  }
}

extension Component.Kind {
  /// Whom handlers call while they hold something of a pool.
  fileprivate var callsHolding: [(pool: String, target: String)] {
    let handlers: [[Step]]
    switch self {
    case .service(let service): handlers = service.handlers.map(\.steps)
    case .queue(let queue): handlers = [queue.steps]
    case .gateway, .balancer, .cache, .database, .pool, .external: handlers = []
    }
    var found: [(pool: String, target: String)] = []
    for steps in handlers {
      var held: [String] = []
      for step in steps.flatMap(\.withInner) {
        if case .acquire(let pool, _) = step { held.append(pool) }
        if case .release(let pool) = step { held.removeAll { $0 == pool } }
        guard case .call(let policy, _, _) = step else { continue }
        for pool in held where !found.contains(where: { $0 == (pool, policy.target) }) {
          found.append((pool, policy.target))
        }
      }
    }
    return found
  }
}

extension Architecture {
  /// How much of a pool there is, over all processes that have one of their own.
  fileprivate func permits(of component: Component) -> Int {
    guard case .pool(let pool) = component.kind else { return 0 }
    let owner = components.first { $0.name == pool.owner }
    guard case .service(let service) = owner?.kind else { return pool.size }
    return pool.size * service.instances * service.processes
  }
}
