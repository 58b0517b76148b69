import ArchitectureModel
import RunReports
import TimeBase

/// Half a sentence about a client or component: what a reader wants to know at a glance.
enum ComponentSummary {
  static func text(of client: Client) -> String {
    let load =
      switch client.load {
      case .open(let arrivals): text(of: arrivals)
      case .closed(let users): counted(users.count, "user") + ", one request at a time each"
      case .sessions(let sessions): "sessions of several requests, " + text(of: sessions.arrivals)
      }
    return ([load] + notes(on: client.call)).joined(separator: ", ")
  }

  static func text(of component: Component) -> String {
    let parts: [String]
    switch component.kind {
    case .gateway(let gateway):
      parts =
        (gateway.bearer == nil ? [] : ["checks tokens"])
        + (gateway.limits.isEmpty ? [] : [counted(gateway.limits.count, "rate limit")])
        + (gateway.routes.isEmpty ? [] : [counted(gateway.routes.count, "route")])
        + (gateway.call.map(notes) ?? [])
    case .balancer(let balancer):
      parts =
        ["\(balancer.algorithm)"] + (balancer.passiveHealth == nil ? [] : ["ejects what fails"])
        + (balancer.timeout.map { ["timeout \($0)"] } ?? [])
    case .service(let service):
      parts =
        [counted(service.instances, "instance") + " of " + limited(service.workers, "worker")]
        + (service.processes > 1
          ? [counted(service.processes, "process", "processes") + " each"] : [])
        + (service.backlog.map { ["backlog \(Figure.count(UInt64(max(0, $0))))"] } ?? [])
    case .cache(let cache):
      parts =
        ["\(cache.policy)", counted(cache.capacity, "entry", "entries")]
        + (cache.owner.map { ["in each process of \($0)"] } ?? [])
    case .queue(let queue):
      parts =
        [limited(queue.workers, "worker"), "room for " + limited(queue.capacity, "job")]
        + (queue.owner.map { ["of each \(queue.scope) of \($0)"] } ?? [])
        + (queue.isPersistent ? ["outlives crashes"] : []) + notes(on: queue.delivery)
    case .external(let external):
      parts =
        ["\(external.address) address"]
        + (external.limits.isEmpty ? [] : [counted(external.limits.count, "rate limit")])
        + (external.idempotency.map { ["carries nothing out twice within \($0)"] } ?? [])
    case .pool(let pool):
      parts =
        ["\(pool.size) to be held"] + (pool.owner.map { ["for each instance of \($0)"] } ?? [])
        + (pool.timeout.map { ["waits \($0) for one"] } ?? [])
    case .database(let database):
      parts =
        [
          database.poolSize.map { "\(counted($0, "connection")) for each instance that calls" }
            ?? limited(database.connections, "connection")
        ]
        + (database.maxConnections.map { ["takes \(counted($0, "connection"))"] } ?? [])
        + (database.poolTimeout.map { ["waits \($0) for one"] } ?? [])
        + (database.cores.map { [counted($0, "core")] } ?? [])
        + (database.diskSlots.map { [counted($0, "disk slot")] } ?? [])
        + (database.writer.map { ["one writer, busy timeout \($0.busyTimeout)"] } ?? [])
    }
    return ([component.kind.word] + parts).joined(separator: ", ")
  }

  private static func text(of arrivals: Client.Arrivals) -> String {
    switch arrivals.process {
    case .poisson(let rate): "\(rate) at random times"
    case .constant(let rate): "\(rate) at equal distances"
    case .interarrival: "requests at random distances"
    case .replay(let replay): counted(replay.log.count, "request") + " of a log"
    case .poissonProfile: "a changing rate at random times"
    case .constantProfile: "a changing rate at regular times"
    case .bursts(let phases): "bursts of \(counted(phases.count, "phase"))"
    }
  }

  private static func notes(on delivery: Queue.Delivery) -> [String] {
    switch delivery {
    case .direct: []
    case .visibility: ["hides messages that are worked on"]
    case .push(let push): ["pushes " + (push.prefetch > 0 ? "up to \(push.prefetch)" : "all")]
    }
  }

  private static func notes(on call: CallPolicy) -> [String] {
    (call.timeout.map { ["timeout \($0)"] } ?? []) + (call.retry == nil ? [] : ["retries"])
      + (call.breaker == nil ? [] : ["circuit breaker"])
  }

  private static func limited(_ count: Int?, _ word: String) -> String {
    count.map { counted($0, word) } ?? "unlimited \(word)s"
  }

  static func counted(_ count: Int, _ word: String, _ plural: String? = nil) -> String {
    "\(Figure.count(UInt64(max(0, count)))) \(count == 1 ? word : plural ?? word + "s")"
  }
}
