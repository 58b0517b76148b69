import ArchitectureSimulation
import Testing
import TimeBase

/// A database in a file, which one connection at a time writes.
@Suite struct SingleWriterTests {
  private static func database(_ journal: String, _ operations: String) -> (String, String) {
    (
      "database",
      """
      { "kind": "database", "connections": "unlimited",
        "singleWriter": { "journal": "\(journal)" }, "operations": { \(operations) } }
      """
    )
  }

  /// Clients that each send one request of their own name.
  private static func play(
    _ clients: [(String, String)], _ database: (String, String), _ faults: [String] = [],
    run: String = #""duration": "1m", "warmup": "0s""#
  ) throws -> RunResult {
    let sketch = Sketch(run: run, clients: clients, components: [database], faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static func one(_ name: String, at time: String) -> (String, String) {
    Sketch.once(
      "\(name)-\(time)", at: time, calls: "database", #""requests": { "\#(name)": {} }"#)
  }

  private static func latency(_ result: RunResult, _ name: String) throws -> TimeSpan? {
    try result.client(name).latency?.mean
  }

  /// The polls come after 1, 2, 5, 10, 15, … ms: at 1, 3, 8, 18, 33, 53 ms. The lock is free at 10,
  /// is taken at 18 and free at 28, is taken at 33 and free at 43, and so on.
  @Test func `who finds the lock taken polls, and nobody lines up`() throws {
    let result = try Self.play(
      [Sketch.atOnce(4, calls: "database")],
      Self.database("wal", #""*": { "locked": "10ms" }"#), run: Sketch.hourAndHalf)
    #expect(try result.client().latency?.mean == .milliseconds((10 + 28 + 43 + 63) / 4))
    #expect(try result.client().latency?.maximum == .milliseconds(63))
    let file = try result.file()
    // Of the three, one polls four times, one five and one six times.
    #expect(file.polls == 15)
    #expect(file.lockTimeouts == 0)
    #expect(file.writerUtilisation == 4e7 / 5.4e12)
  }

  /// The writer may write from 10 ms on, and at 20 ms wants to commit. Until 100 ms somebody reads:
  /// the writer polls at 21, 23, 28, 38, 53, 73, 98 and 123 ms. Who comes at 50 ms to read is kept out
  /// and polls at 51, 53, 58, 68, 83, 103 and 128 ms.
  @Test func `with a rollback journal a commit waits for readers and keeps others out`() throws {
    let clients = [
      Self.one("read", at: "0s"), Self.one("put", at: "10ms"), Self.one("read", at: "50ms"),
    ]
    let operations = #""read": "100ms", "put": { "locked": "10ms", "commit": "4ms" }"#
    let result = try Self.play(clients, Self.database("rollback", operations))
    #expect(try Self.latency(result, "read-0s") == .milliseconds(100))
    #expect(try Self.latency(result, "put-10ms") == .milliseconds(127 - 10))
    #expect(try Self.latency(result, "read-50ms") == .milliseconds(228 - 50))
    let log = try Self.play(clients, Self.database("wal", operations))
    #expect(try Self.latency(log, "put-10ms") == .milliseconds(14))
    #expect(try Self.latency(log, "read-50ms") == .milliseconds(100))
  }

  @Test func `a file that somebody else has locked gives an error after the busy timeout`() throws {
    let clients = [Self.one("read", at: "1s"), Self.one("read", at: "9500ms")]
    let result = try Self.play(
      clients, Self.database("rollback", #""read": "4ms""#),
      [#"{ "at": "0s", "for": "10s", "outage": "database", "mode": "locked" }"#])
    let first = try result.client("read-1s")
    #expect(first.blame == ["1 locked at database"])
    #expect(first.latencyOfAll?.maximum == .seconds(5))
    // 500 ms after its beginning the other one sleeps until the poll at 528 ms.
    #expect(try Self.latency(result, "read-9500ms") == .milliseconds(528 + 4))
    #expect(try result.file().lockTimeouts == 1)
  }

  @Test func `of a database that takes no writes one can still read`() throws {
    let fault = #"{ "at": "0s", "for": "10s", "outage": "database", "mode": "readOnly" }"#
    for kind in [#", "singleWriter": {}"#, ""] {
      let database = (
        "database",
        #"{ "kind": "database", "connections": 5, "read": "4ms", "write": "9ms" \#(kind) }"#
      )
      let result = try Self.play(
        [
          Self.one("read", at: "1s"), Self.one("write", at: "1s"), Self.one("write", at: "11s"),
        ], database, [fault])
      #expect(try Self.latency(result, "read-1s") == .milliseconds(4))
      #expect(try result.client("write-1s").blame == ["1 error at database"])
      #expect(try Self.latency(result, "write-11s") == .milliseconds(9))
    }
  }

  @Test func `a write that is cancelled or crashes lets go of the lock`() throws {
    let impatient = Sketch.once(
      "impatient", calls: "database",
      #""timeout": "1s", "onTimeout": "cancel", "requests": { "write": {} }"#)
    let database = Self.database("rollback", #""write": { "locked": "2s", "commit": "1ms" }"#)
    let cancelled = try Self.play([impatient, Self.one("write", at: "1500ms")], database)
    #expect(try Self.latency(cancelled, "write-1500ms") == .milliseconds(2_001))
    let crashed = try Self.play(
      [Self.one("write", at: "0s"), Self.one("write", at: "1500ms")], database,
      [#"{ "at": "1s", "for": "100ms", "crash": "database" }"#])
    #expect(try crashed.client("write-0s").count(.crashed) == 1)
    #expect(try Self.latency(crashed, "write-1500ms") == .milliseconds(2_001))
  }

  /// All of 60 wait for 120 ms of one writer: after five seconds the rest gives up. Who comes through
  /// and when is played beside it in the simplest way.
  @Test func `unfair waiting is what a simple replay of the polls makes of it`() throws {
    let twin = PollingTwin(writers: 60, hold: 120)
    let result = try Self.play(
      [Sketch.atOnce(60, calls: "database")],
      Self.database("rollback", #""*": { "locked": "120ms" }"#), run: Sketch.hourAndHalf)
    let client = try result.client()
    #expect(client.succeeded == UInt64(twin.latencies.count))
    #expect(client.count(.locked) == UInt64(twin.timeouts))
    #expect(twin.timeouts > 10)
    let sum = twin.latencies.reduce(0, +)
    #expect(
      client.latency?.meanNanoseconds == Double(sum) * 1e6 / Double(twin.latencies.count))
    #expect(try result.file().polls == UInt64(twin.polls))
  }
}

/// Writers that all begin at once and hold the lock equally long, in whole milliseconds.
private struct PollingTwin {
  var latencies: [Int] = []
  var timeouts = 0
  var polls = 0

  init(writers: Int, hold: Int) {
    let pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50]
    var waiting = (0..<writers).map { (next: 0, order: $0, retry: 0) }
    var (freeAt, order) = (0, writers)
    while let index = waiting.indices.min(by: {
      (waiting[$0].next, waiting[$0].order) < (waiting[$1].next, waiting[$1].order)
    }) {
      var one = waiting.remove(at: index)
      if one.next >= freeAt {
        freeAt = one.next + hold
        latencies.append(freeAt)
        continue
      }
      let pause = min(one.retry < pauses.count ? pauses[one.retry] : 100, 5_000 - one.next)
      guard pause > 0 else {
        timeouts += 1
        continue
      }
      polls += 1
      order += 1
      one = (one.next + pause, order, one.retry + 1)
      waiting.append(one)
    }
  }
}

extension RunResult {
  func file(_ name: String = "database") throws -> ComponentResult.DatabaseResult {
    guard case .database(let figures) = try component(name).details else {
      throw WrongKind(name: name)
    }
    return figures
  }
}
