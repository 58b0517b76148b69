import ArchitectureSimulation
import Testing
import TimeBase

/// Steps that exclude each other.
@Suite struct LockTests {
  private func rows(_ keys: Int, users: Int, _ lock: String) throws -> RunResult {
    let sketch = Sketch(
      run: Sketch.hourAndHalf,
      clients: [
        (
          "web",
          """
          { "users": \(users), "think": "1h", "calls": "app",
            "requests": { "put": { "key": { "uniform": \(keys) } } } }
          """
        )
      ],
      components: [Sketch.service(does: lock)])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `who wants the same row comes one after the other`() throws {
    let result = try rows(1, users: 10, #"{ "lock": "key", "do": [ { "wait": "100ms" } ] }"#)
    #expect(try result.client().latency?.mean == .milliseconds(550))
    #expect(try result.client().latency?.maximum == .seconds(1))
  }

  @Test func `who wants other rows does not wait`() throws {
    let lock = #"{ "lock": "key", "do": [ { "wait": "100ms" } ] }"#
    let result = try rows(1_000_000, users: 10, lock)
    #expect(try result.client().latency?.maximum == .milliseconds(100))
    let all = try rows(1_000_000, users: 10, lock.replacing(#""key""#, with: #""all""#))
    #expect(try all.client().latency?.maximum == .seconds(1))
  }

  @Test func `after too long a wait a request fails, or does something else`() throws {
    let lock = #"{ "lock": "key", "timeout": "250ms", "do": [ { "wait": "100ms" } ] }"#
    let failing = try rows(1, users: 10, lock)
    #expect(try failing.client().succeeded == 3)
    #expect(try failing.client().count(.queueTimeout) == 7)
    #expect(try failing.client().count(ofStatus: 503) == 7)
    let turning = try rows(
      1, users: 10, lock.dropLast(2) + #", "otherwise": [ { "respond": 202 } ] }"#)
    #expect(try turning.client().count(ofStatus: 202) == 7)
    #expect(try turning.client().count(ofStatus: 200) == 3)
  }

  @Test func `a handler that ends among the steps of a lock lets go of it`() throws {
    let result = try rows(
      1, users: 3,
      #"{ "lock": "key", "do": [ { "lock": "all", "do": [ { "wait": "1s" }, { "fail": "100%" } ] } ] }"#
    )
    #expect(try result.client().latencyOfAll?.maximum == .seconds(3))
    #expect(try result.client().failed == 3)
  }

  @Test func `two locks in two orders end in a deadlock, as they do`() throws {
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b")].map { name, text in
        (name, text.dropLast(2) + #", "requests": { "\#(name)": {} } }"#)
      },
      components: [
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "handles": {
              "a": [ { "lock": "all", "do": [ { "wait": "10ms" },
                     { "lock": "address", "do": [ { "wait": "10ms" } ] } ] } ],
              "b": [ { "lock": "all", "do": [ { "wait": "10ms" } ] } ] } }
          """
        )
      ])
    // Only one order: both come through.
    #expect(try sketch.play().client("b").latency?.mean == .milliseconds(30))
    var crossed = sketch
    crossed.components[0].1 = """
      { "kind": "service", "workers": "unlimited", "handles": {
          "a": [ { "lock": "all", "do": [ { "wait": "10ms" },
                 { "lock": "key", "do": [ { "wait": "10ms" } ] } ] } ],
          "b": [ { "lock": "key", "do": [ { "wait": "10ms" },
                 { "lock": "all", "do": [ { "wait": "10ms" } ] } ] } ] } }
      """
    // Keys of different names are different things: make them the same request.
    crossed.clients = [Sketch.once("a"), Sketch.once("b")]
    crossed.components[0].1 = """
      { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "switch": "priority", "cases": {
              "0": [ { "lock": "all", "do": [ { "wait": "10ms" },
                     { "lock": "key", "do": [ { "wait": "10ms" } ] } ] } ],
              "1": [ { "lock": "key", "do": [ { "wait": "10ms" },
                     { "lock": "all", "do": [ { "wait": "10ms" } ] } ] } ] } } ] } }
      """
    crossed.clients[1].1 = crossed.clients[1].1.dropLast(2) + #", "priority": 1 }"#
    let result = try crossed.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").inFlightAtEnd == 1)
    #expect(try result.client("b").inFlightAtEnd == 1)
  }

  /// The first has the lock when it is cancelled at 500 ms, the second waits for it and is cancelled
  /// as well, the third gets it.
  @Test func `cancelled calls let go of the lock and leave its line`() throws {
    let policy = #""timeout": "500ms", "onTimeout": "cancel""#
    let sketch = Sketch(
      clients: [
        Sketch.once("a", policy), Sketch.once("b", policy),
        Sketch.once("c", at: "100ms"),
      ],
      components: [Sketch.service(does: #"{ "lock": "all", "do": [ { "wait": "1s" } ] }"#)])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").count(.timeout) == 1)
    #expect(try result.client("b").count(.timeout) == 1)
    #expect(try result.client("c").latency?.mean == .milliseconds(1_400))
  }

  @Test func `a crash lets go of what its instance has locked`() throws {
    let sketch = Sketch(
      clients: [Sketch.once("a"), Sketch.once("b", at: "100ms")],
      components: [
        Sketch.service(
          "app", #""instances": 2"#, does: #"{ "lock": "all", "do": [ { "wait": "1s" } ] }"#)
      ],
      faults: [#"{ "at": "500ms", "for": "1s", "crash": "app", "instance": 0 }"#])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.client("a").count(.crashed) == 1)
    #expect(try result.client("b").latency?.mean == .milliseconds(1_400))
  }
}
