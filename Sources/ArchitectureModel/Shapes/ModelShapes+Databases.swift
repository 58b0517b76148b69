extension ModelShapes {
  static let databases =
    [
      database, connectionPool, operation, singleWriter, checkpoints, transactionStep,
    ] + replicated

  private static let anOperation = ValueShape.either([
    .span(.fromZero), .shape("distribution"), .shape("operation"),
  ])

  private static let database = ModelShape(
    "database", "A database behind a pool of connections; each call takes one while it lasts.",
    example: #"{ "kind": "database", "connections": 20, "read": { "exponential": "4ms" } }"#,
    [
      kind("database"),
      .init(
        required: "connections",
        .either([.whole(1...1_000_000), .word("unlimited"), .shape("connectionPool")]),
        "Connections of the one pool that all callers share, or what pool each of them has."),
      .init(
        "connecting", .duration,
        "What it takes to open a connection, from TCP to the start of a backend: paid by the pools "
          + "of callers for each that they open, or by every call where connections are unlimited.",
        default: "nothing"),
      .init(
        "maxConnections", .whole(1...1_000_000),
        "Connections that the server takes, of all pools together; one more is refused at once.",
        default: "any number"),
      .init(
        "waiting", waitingCount, "Calls that may wait for a connection; more are rejected.",
        default: "unlimited"),
      .init(
        "poolTimeout", .span(.positive), "The longest wait for a connection.", default: "none"),
      .init(
        "cores", .whole(1...4_096), "Cores of the server, which the cpu of all operations shares.",
        default: "operations do not slow each other"),
      .init(
        "diskSlots", .whole(1...4_096),
        "Operations that can be at the disks of the server at once; others wait in order.",
        default: "no operation has a part there"),
      .init(
        "singleWriter", .shape("singleWriter"),
        "The database is a file that one connection at a time writes, as SQLite's.",
        default: "any number write at once, each row one"),
      .init(
        "lockTimeout", .span(.positive),
        "The longest wait for a row that somebody else has locked.",
        default: "none"),
      .init(
        "deadlockTimeout", .span(.positive),
        "How long a transaction waits for a row before it looks whether others wait for it in turn, "
          + "and if so is rolled back.",
        default: "1s"),
      .init(
        "replication", .shape("replication"), "Copies that reads can go to.", default: "none"),
      .init(
        "checkpoints", .shape("checkpoints"),
        "Times at which writes are slow or stop, and reads are not.", default: "none"),
      .init("read", anOperation, "Time, or parts, of the operation named read."),
      .init("write", anOperation, "Time, or parts, of the operation named write."),
      .init(
        "operations", .map(of: anOperation),
        "Time, or parts, of each operation by name; \"*\" is for every name that is not listed."),
    ] + zoneFields + lineFields)

  private static let connectionPool = ModelShape(
    "connectionPool",
    "A pool at each instance that calls, in the manner of HikariCP: one connection is opened at a "
      + "time, and who waits is served in the order of arrival.",
    example: #"{ "size": 10, "minimumIdle": 2, "idleTimeout": "10m", "maximumLifetime": "30m" }"#,
    [
      .init(required: "size", .whole(1...100_000), "Connections of a pool, at most."),
      .init(
        "minimumIdle", .whole(0...100_000),
        "Idle connections that a pool keeps ready; it opens them from the start.",
        default: "its size"),
      .init(
        "idleTimeout", .span(.fromZero),
        "How long a connection beyond those may be idle, looked at every 30 s; 0s is for ever.",
        default: "10m"),
      .init(
        "maximumLifetime", .span(.fromZero),
        "How old a connection gets, less up to a 40th of it at random: 30s or more, or 0s for ever.",
        default: "30m"),
      .init(
        "creationPause", .span(.fromZero), "How long a pool rests after each that it has opened.",
        default: "30ms"),
    ])

  private static let operation = ModelShape(
    "operation", "The parts of an operation of a database, one after the other.",
    example: #"{ "time": "1ms", "cpu": "0.5ms", "locked": "2ms" }"#,
    [
      .init("time", .duration, "Time that nothing else shares.", default: "none"),
      .init("cpu", .duration, "Time on the cores of the server.", default: "none"),
      .init("disk", .duration, "Time with one of the server's disk slots.", default: "none"),
      .init(
        "locked", .duration,
        "Time with a lock: that of the single writer, or else of the row of the request's key.",
        default: "none"),
      .init(
        "row", .text, "The row that is locked, by a name of its own.",
        default: "that of the request's key"),
      .init(
        "commit", .duration,
        "With a single writer: the end of a write, which with a rollback journal needs the file alone.",
        default: "none"),
    ])

  private static let transactionStep = ModelShape(
    "transactionStep",
    "Does steps in one transaction of a database: what they call of it runs on one connection, which "
      + "is held until the end, as is every row, or file, that they lock. Whatever ends the steps "
      + "before their end rolls the transaction back. What they do in parallel, or to load into a "
      + "cache, takes connections of its own.",
    example:
      #"{ "transaction": "database", "do": [ { "call": "database", "as": "write" } ] }"#,
    [
      .init(required: "transaction", .name, "A database."),
      .init(required: "do", .steps, "What is done between beginning and commit."),
      .init(
        "begin", .choice(Transaction.Beginning.allCases.map(\.rawValue)),
        "Whether the lock of a single writer is taken with the first write or before anything else.",
        default: "deferred"),
      .init(
        "lockTimeout", .span(.positive),
        "The longest wait for a row that somebody else has locked.",
        default: "that of the database"),
      .init(
        "otherwise", .steps,
        "What is done if the transaction cannot begin, or is rolled back because a call of its "
          + "database has failed.",
        default: "the handler fails for the same cause"),
    ])

  private static let checkpoints = ModelShape(
    "checkpoints", "A server writes what it has in memory to its disk, again and again.",
    example: #"{ "every": "5m", "for": "10s", "slowdown": 4 }"#,
    [
      .init(
        required: "every", .span(.positive),
        "From the beginning of one to that of the next, and from the start to the first."),
      .init(required: "for", .span(.positive), "How long one lasts."),
      .init(
        "slowdown", .number(.atLeast(1, upTo: 10_000)),
        "How many times as long a write takes that begins meanwhile.",
        default: "such a write stops until the end"),
    ])

  private static let singleWriter = ModelShape(
    "singleWriter",
    "How a database in a file is locked. Who finds it locked polls after 1, 2, 5, 10, 15, 20, 25, "
      + "25, 25, 50, 50 and then each 100 ms, and fails at the busy timeout.",
    example: #"{ "journal": "wal", "busyTimeout": "5s" }"#,
    [
      .init(
        "journal", .choice(["rollback", "wal"]),
        "Whether a commit waits for those who read and keeps others out (rollback), or hinders "
          + "nobody who reads (wal).",
        default: "rollback"),
      .init(
        "busyTimeout", .span(.fromZero),
        "How long who finds it locked polls, in whole milliseconds.",
        default: "5s"),
    ])
}
