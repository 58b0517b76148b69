import ArchitectureSimulation
import Testing
import TimeBase

/// The parts of an operation: what shares cores, what is locked, and what neither.
@Suite struct OperationTests {
  private func play(_ traits: String, keys: Int = 1, users: Int) throws -> RunResult {
    let client = """
      { "users": \(users), "think": "1h", "calls": "database",
        "requests": { "put": { "key": { "uniform": \(keys) } } } }
      """
    let database = #"{ "kind": "database", "connections": "unlimited", \#(traits) }"#
    let sketch = Sketch(
      run: Sketch.hourAndHalf, clients: [("web", client)], components: [("database", database)])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Eight computations of 10 ms on two cores take 40 ms, each at a quarter of the pace.
  @Test func `operations share the cores of the server`() throws {
    let result = try play(
      #""cores": 2, "operations": { "*": { "time": "5ms", "cpu": "10ms" } }"#, users: 8)
    #expect(try #require(result.client().latency).areAll(.milliseconds(45)))
  }

  @Test func `a row is locked by one operation at a time, and other rows are not`() throws {
    let operation = #""operations": { "*": { "time": "5ms", "locked": "10ms" } }"#
    let same = try play(operation, users: 8)
    #expect(try same.client().latency?.mean == .milliseconds(50))
    #expect(try same.client().latency?.maximum == .milliseconds(85))
    let others = try play(operation, keys: 1_000_000, users: 8)
    #expect(try #require(others.client().latency).areAll(.milliseconds(15)))
    let impatient = try play(#""lockTimeout": "35ms", "# + operation, users: 8)
    #expect(try impatient.client().succeeded == 4)
    #expect(try impatient.client().count(.queueTimeout) == 4)
  }
}
