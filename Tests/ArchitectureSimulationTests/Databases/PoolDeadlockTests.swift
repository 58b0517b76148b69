import ArchitectureSimulation
import Testing
import TimeBase

/// Threads and connections of one process, as a web framework and a database library have them: 40
/// threads, and 15 connections for which one waits 30 s.
@Suite struct PoolDeadlockTests {
  /// A hundred requests an hour after the start.
  private func play(_ answering: String, until end: String, connections: Int = 15) throws
    -> RunResult
  {
    let handler = """
      { "acquire": "threads" }, { "acquire": "connections" }, { "call": "database" }, \(answering)
      """
    let sketch = Sketch(
      run: #""duration": "\#(end)", "warmup": "0s""#, clients: [Sketch.atOnce(100)],
      components: [
        Sketch.service(does: handler),
        ("threads", #"{ "kind": "pool", "size": 40, "of": "app" }"#),
        (
          "connections",
          #"{ "kind": "pool", "size": \#(connections), "timeout": "30s", "of": "app" }"#
        ),
        Sketch.database("10ms"),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// The connection is kept while the answer is written, by a thread that is asked for anew.
  private static let shipped = """
    { "release": "threads" }, { "acquire": "threads" }, { "wait": "1ms" }, { "respond": 200 }
    """

  /// Forty have a thread, of whom 15 have a connection. Each of these gives its thread to one of the 60
  /// behind, and then waits for another one behind the 45 that are left. So 40 wait for a connection
  /// with a thread, and 15 for a thread with a connection, for 30 s. Then 40 give up, and the next 40
  /// do the same.
  @Test func `threads and connections that wait for each other stand still for 30 s`() throws {
    let stuck = try play(Self.shipped, until: "3629s")
    #expect(try stuck.client().completed == 0)
    let first = try play(Self.shipped, until: "3631s")
    #expect(try first.client().blame == ["40 poolTimeout at connections"])
    #expect(try first.client().succeeded == 0)
    // Of the next 40, 25 wait in vain; their threads reach the 15, whose connections serve the rest.
    let end = try play(Self.shipped, until: "3700s")
    #expect(try end.client().count(.poolTimeout) == 65)
    #expect(try end.client().succeeded == 35)
    #expect(try #require(end.client().latency).p50 > .seconds(60))
  }

  @Test func `with the connection given back first, or one for each request, nobody stands still`()
    throws
  {
    let released = try play(
      #"{ "release": "connections" }, \#(Self.shipped)"#, until: "3631s")
    #expect(try released.client().succeeded == 100)
    let more = try play(Self.shipped, until: "3631s", connections: 100)
    #expect(try more.client().succeeded == 100)
    #expect(try #require(more.client().latency).maximum < .milliseconds(200))
  }
}
