import EventEngine
import Resilience
import TimeBase

extension ModelReader {
  func database(_ reader: ObjectReader) -> Database {
    let writer = reader.object("singleWriter", as: "singleWriter").map {
      Database.SingleWriter(
        journal: $0.choice("journal") ?? .rollback,
        busyTimeout: $0.span("busyTimeout") ?? .seconds(5))
    }
    let cores = reader.whole("cores")
    let lockTimeout = reader.span("lockTimeout")
    for key in ["lockTimeout", "deadlockTimeout"] where writer != nil && reader.has(key) {
      let message = "\"\(key)\" is for rows; a single writer has its \"busyTimeout\""
      report(.rule(message), at: Node(value: reader.node.value, path: reader.path(key)))
    }
    var database = Database(
      connections: hasPool(reader) ? nil : reader.limit("connections", default: 1),
      waiting: reader.limit("waiting", default: nil), poolTimeout: reader.span("poolTimeout"),
      line: line(reader), cores: cores, writer: writer, lockTimeout: lockTimeout,
      operations: operations(
        reader,
        Parts(hasCores: cores != nil, hasDisks: reader.has("diskSlots"), hasWriter: writer != nil)
      ).sorted { $0.name.precedes($1.name) })
    if let timeout = reader.span("deadlockTimeout") { database.deadlockCheck.timeout = timeout }
    database.diskSlots = reader.whole("diskSlots")
    readConnections(of: &database, reader)
    database.checkpoints = reader.object("checkpoints", as: "checkpoints").map(checkpoints)
    database.replication = reader.object("replication", as: "replication").map(replication)
    if writer != nil, let node = reader.value("replication") {
      report(.rule("\"replication\" is for servers; a file has no replicas"), at: node)
    }
    return database
  }

  private func replication(_ reader: ObjectReader) -> Replication {
    Replication(
      replicas: reader.whole("replicas") ?? 1, lag: reader.distribution("lag") ?? .none,
      readShare: reader.share("reads") ?? 1, pin: reader.span("readYourWrites"),
      failover: reader.object("failover", as: "failover").map {
        Replication.Failover(
          detection: $0.distribution("detection") ?? .none,
          promotion: $0.distribution("promotion") ?? .none)
      })
  }

  private func checkpoints(_ reader: ObjectReader) -> Database.Checkpoints {
    let (interval, length) = (reader.interval("every"), reader.span("for"))
    if let interval, let length, length >= interval, let node = reader.value("for") {
      reportUnexpected(node, "a time shorter than \(interval), after which the next one begins")
    }
    return Database.Checkpoints(
      every: interval ?? .seconds(1), for: length ?? .zero, slowdown: reader.number("slowdown"))
  }

  /// What parts of operations need that not every database has.
  private struct Parts {
    var hasCores: Bool
    var hasDisks: Bool
    var hasWriter: Bool
  }

  private func operations(_ reader: ObjectReader, _ parts: Parts) -> [Database.Operation] {
    var operations = (reader.map("operations") ?? []).map {
      operation($0.name, $0.node, parts)
    }
    for shorthand in ["read", "write"] {
      guard let node = reader.value(shorthand) else { continue }
      if operations.contains(where: { $0.name == shorthand }) {
        let message = "'\(shorthand)' is also among the operations; say it once"
        report(.rule(message), at: Node(value: reader.node.value, path: reader.path(shorthand)))
      }
      operations.append(operation(shorthand, node, parts))
    }
    let isReadable = !reader.has("operations") || reader.value("operations")?.entries != nil
    if operations.isEmpty, isReadable, !reader.has("read"), !reader.has("write") {
      let message = "a database needs operations: \"read\", \"write\" or \"operations\""
      report(.rule(message), at: reader.node)
    }
    return operations
  }

  /// One time is all of an operation: of a write to a single writer, with its lock.
  private func operation(_ name: String, _ node: Node, _ parts: Parts) -> Database.Operation {
    let keys = ["time", "cpu", "disk", "locked", "row", "commit"]
    guard let members = node.value.members, members.contains(where: { keys.contains($0.key) })
    else {
      let time = distribution(node) ?? .none
      guard parts.hasWriter, name == "write" else {
        return Database.Operation(name: name, time: time)
      }
      return Database.Operation(name: name, time: .none, locked: time)
    }
    guard let reader = ObjectReader(node, as: "operation", in: self) else {
      return Database.Operation(name: name, time: .none)
    }
    var operation = Database.Operation(
      name: name, time: reader.distribution("time") ?? .none, cpu: reader.distribution("cpu"),
      disk: reader.distribution("disk"), locked: reader.distribution("locked"),
      commit: reader.distribution("commit"))
    operation.row = reader.text("row")
    if operation.row != nil, operation.locked == nil || parts.hasWriter,
      let node = reader.value("row")
    {
      report(.rule("\"row\" says what \"locked\" is about, where rows are locked"), at: node)
    }
    if operation.cpu != nil, !parts.hasCores, let node = reader.value("cpu") {
      report(.rule("\"cpu\" needs \"cores\" of the database to run on"), at: node)
    }
    if operation.disk != nil, !parts.hasDisks, let node = reader.value("disk") {
      report(.rule("\"disk\" needs \"diskSlots\" of the database to use"), at: node)
    }
    if operation.commit != nil, !parts.hasWriter, let node = reader.value("commit") {
      report(.rule("\"commit\" is for a database with \"singleWriter\""), at: node)
    }
    return operation
  }
}
