import Resilience
import TimeBase

/// How connections to a database are opened and kept, and how many there can be.
extension ModelReader {
  /// Whether each caller has a pool of its own.
  func hasPool(_ database: ObjectReader) -> Bool {
    database.has("connections") && database.value("connections")?.value.members != nil
  }

  func readConnections(of database: inout Database, _ reader: ObjectReader) {
    if hasPool(reader) {
      database.pool = reader.object("connections", as: "connectionPool").map {
        pool($0, timeout: database.poolTimeout)
      }
    }
    database.connecting = reader.distribution("connecting")
    database.maxConnections = reader.whole("maxConnections")
    checkConnections(of: database, reader)
  }

  private func pool(_ reader: ObjectReader, timeout: TimeSpan?) -> ManagedPoolPolicy {
    var policy = ManagedPoolPolicy(maximumSize: reader.whole("size") ?? 1)
    policy.minimumIdle = reader.whole("minimumIdle")
    if policy.leastIdle > policy.maximumSize, let node = reader.value("minimumIdle") {
      reportUnexpected(node, "up to \(policy.maximumSize), the size of the pool")
      policy.minimumIdle = nil
    }
    policy.idleTimeout = reader.span("idleTimeout") ?? policy.idleTimeout
    if let lifetime = reader.span("maximumLifetime") {
      if lifetime == .zero || lifetime >= .seconds(30) {
        policy.maximumLifetime = lifetime
      } else if let node = reader.value("maximumLifetime") {
        reportUnexpected(node, "30s or more, or 0s for ever")
      }
    }
    policy.creationPause = reader.span("creationPause") ?? policy.creationPause
    // As long as anybody would wait, an attempt waits for an answer.
    policy.connectionTimeout = max(.milliseconds(250), timeout ?? policy.connectionTimeout)
    return policy
  }

  private func checkConnections(of database: Database, _ reader: ObjectReader) {
    guard reader.has("connections"), let connections = reader.value("connections") else { return }
    if database.pool != nil, database.line != .plain {
      let keys = ["discipline", "whenFull", "dropExpired", "delayControl"]
      if let node = keys.first(where: reader.has).flatMap(reader.value) {
        report(.rule("pools of callers serve those who wait in the order of arrival"), at: node)
      }
    }
    if let size = database.connections {
      if database.connecting != nil, let node = reader.value("connecting") {
        let message =
          "a pool of a number of connections has them from the start; they are opened by pools of"
          + " callers (\"connections\": { \"size\": \(size) }) or, with \"unlimited\", by every call"
        report(.rule(message), at: node)
      }
      if let limit = database.maxConnections, size > limit {
        reportUnexpected(connections, "up to \(limit), the \"maxConnections\" of the server")
      }
    }
    guard database.connections == nil, database.pool == nil, database.maxConnections != nil else {
      return
    }
    for key in ["waiting", "poolTimeout"] {
      guard let node = reader.value(key) else { continue }
      let message =
        "with unlimited connections nobody waits for one: who finds \"maxConnections\" open is refused"
      report(.rule(message), at: node)
    }
  }
}
