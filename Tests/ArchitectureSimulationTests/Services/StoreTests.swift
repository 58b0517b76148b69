import ArchitectureSimulation
import Testing
import TimeBase

/// Records in the memory of each process, with numbers of their own.
@Suite struct StoreTests {
  /// Three instances in turn: three creations, then nine reads of the first record, and a crash.
  private func play(_ scope: String, faults: [String] = []) throws -> RunResult {
    let sketch = Sketch(
      clients: [
        (
          "writer",
          #"""
          { "arrivals": { "constant": "1/s", "limit": 3 }, "calls": "app", "requests": { "POST": {} } }
          """#
        ),
        (
          "reader",
          #"""
          { "arrivals": { "constant": "2/s", "first": "5s", "limit": 9 }, "calls": "app",
            "requests": { "GET": {} } }
          """#
        ),
      ],
      components: [
        (
          "app",
          #"""
          { "kind": "service", "instances": 3, "stores": { "users": "\#(scope)" },
            "handles": { "POST": [ { "insert": "users" } ], "GET": [ { "find": "users" } ] } }
          """#
        )
      ], faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `each instance gives the same number to another record`() throws {
    let store = try #require(try play("instance").component("app").stores.first)
    #expect(store.inserted == 3 && store.entriesAtEnd == [1, 1, 1])
    #expect(store.collisions == 2)
    #expect(store.found == 9 && store.absent == 0)
  }

  @Test func `what all share is numbered once`() throws {
    let store = try #require(try play("service").component("app").stores.first)
    #expect(store.entriesAtEnd == [3] && store.collisions == 0)
    #expect(store.found == 9)
  }

  /// Of nine reads in turn the three of the instance that forgot find nothing.
  @Test(arguments: [#""crash": "app", "instance": 1, "for": "1s""#, #""deploy": "app""#])
  func `a process that ends forgets, and reads depend on who answers`(_ fault: String) throws {
    let result = try play("process", faults: [#"{ "at": "3s", \#(fault) }"#])
    let lost: UInt64 = fault.contains("crash") ? 3 : 9
    #expect(try result.client("reader").count(ofStatus: 404) == lost)
    #expect(try result.component("app").stores.first?.absent == lost)
  }

  @Test func `what has been removed is not there, and its number is not given again`() throws {
    let sketch = Sketch(
      clients: [
        ("web", #"{ "arrivals": { "constant": "1/s", "limit": 2 }, "calls": "app" }"#)
      ],
      components: [
        (
          "app",
          #"""
          { "kind": "service", "stores": { "all": "process" },
            "handles": { "*": [
              { "insert": "all" }, { "remove": "all", "absent": [ { "count": "gone" } ] } ] } }
          """#
        )
      ])
    let app = try sketch.play().component("app")
    #expect(app.stores.first?.entriesAtEnd == [1])
    #expect(app.stores.first?.removed == 1)
    #expect(app.counters.first?.count == 1)
  }
}
