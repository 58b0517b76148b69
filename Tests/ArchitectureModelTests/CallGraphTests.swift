import ArchitectureModel
import Testing

/// What can only be seen of a model as a whole: who reaches whom, under which name, and whether
/// anybody ever comes back.
@Suite struct CallGraphTests {
  private static func model(_ components: String, clients: String? = nil) -> String {
    let usual = #""web": { "arrivals": { "poisson": "1/s" }, "calls": "a" }"#
    return
      #"{ "format": 1, "clients": { \#(clients ?? usual) }, "components": { \#(components) } }"#
  }

  private static func problems(_ text: String) -> [String] {
    do throws(InvalidModel) {
      _ = try ModelDocument(text, named: "m.json")
      return []
    } catch {
      return error.problems.map { "\($0.path): \($0.reason)" }
    }
  }

  private static func service(_ name: String, _ steps: String) -> String {
    #""\#(name)": { "kind": "service", "handles": { "*": [ \#(steps) ] } }"#
  }

  private static func loop(_ path: String, _ names: String) -> String {
    "components.\(path): requests never leave this loop of calls: \(names)"
  }

  private static let call = #"{ "call": "a" }"#

  @Test(arguments: [
    (service("a", call), [loop("a.handles.*[0].call", "a -> a")]),
    (
      service("a", #"{ "call": "b" }"#) + "," + service("b", call),
      [loop("a.handles.*[0].call", "a -> b -> a")]
    ),
    // A way out, however unlikely, is enough; one that is never taken is not.
    (service("a", #"{ "chance": "99%", "then": [ { "call": "a" } ] }"#), []),
    (
      service("a", #"{ "chance": "100%", "then": [ { "call": "a" } ] }"#),
      [loop("a.handles.*[0].then[0].call", "a -> a")]
    ),
    (service("a", #"{ "chance": "0%", "then": [ { "call": "a" } ] }"#), []),
    (
      service("a", #"{ "chance": "0%", "else": [ { "call": "a" } ] }"#),
      [loop("a.handles.*[0].else[0].call", "a -> a")]
    ),
    (service("a", #"{ "respond": 200 }, { "call": "a" }"#), []),
    (service("a", #"{ "fail": "1%" }, { "call": "a" }"#), []),
    (
      service("a", #"{ "fail": "0%" }, { "call": "a" }"#),
      [loop("a.handles.*[1].call", "a -> a")]
    ),
    (
      service("a", #"{ "chance": "50%", "then": [ { "respond": 200 } ] }, { "call": "a" }"#), []
    ),
    // A cache is empty at first, and stays so if nothing ever brings a value.
    (
      service("a", #"{ "cached": { "in": "c", "otherwise": [ { "call": "a" } ] } }"#)
        + #", "c": { "kind": "cache", "capacity": 1, "latency": "1ms" }"#,
      [loop("a.handles.*[0].cached.otherwise[0].call", "a -> a")]
    ),
    // What is done after a failed call does not help a call that does not end.
    (
      service("a", #"{ "call": "a", "otherwise": [ { "respond": 200 } ] }"#),
      [loop("a.handles.*[0].call", "a -> a")]
    ),
    // Under another name it may be another handler.
    (
      #""a": { "kind": "service", "handles": { "*": [ { "call": "a", "as": "leaf" } ], "leaf": [] } }"#,
      []
    ),
    // A balancer with one target outside the loop lets requests out.
    (
      #""a": { "kind": "balancer", "over": ["b", "c"] }, "#
        + #""b": { "kind": "gateway", "calls": "a" }, "c": { "kind": "service", "work": "1ms" }"#,
      []
    ),
    (
      #""a": { "kind": "balancer", "over": ["b", "c"] }, "#
        + #""b": { "kind": "gateway", "calls": "a" }, "c": { "kind": "gateway", "calls": "a" }"#,
      [loop("a.over", "a -> b -> a")]
    ),
    // A loop is told where it is, not where it is entered.
    (
      service("a", #"{ "call": "x" }"#) + "," + service("x", #"{ "call": "y" }"#) + ","
        + service("y", #"{ "call": "x" }"#),
      [loop("x.handles.*[0].call", "x -> y -> x")]
    ),
    // Jobs are worked on by themselves, so a job may make the next one.
    (
      service("a", #"{ "enqueue": "q" }"#)
        + #", "q": { "kind": "queue", "steps": [ { "enqueue": "q" } ] }"#,
      []
    ),
    (
      service("a", #"{ "enqueue": "q" }"#) + "," + service("b", #"{ "call": "b" }"#)
        + #", "q": { "kind": "queue", "steps": [ { "call": "b" } ] }"#,
      [loop("b.handles.*[0].call", "b -> b")]
    ),
  ])
  func `a loop without a way out is an error`(components: String, expected: [String]) {
    #expect(Self.problems(Self.model(components)) == expected)
  }

  @Test func `a request needs a handler wherever it comes, by the name that it has there`() {
    let components = #"""
      "a": { "kind": "service", "handles": {
        "x": [ { "call": "b" } ], "y": [ { "call": "b", "as": "z" }, { "enqueue": "q" } ] } },
      "b": { "kind": "service", "handles": { "z": [ { "call": "db" } ] } },
      "q": { "kind": "queue", "steps": [ { "call": "db", "as": "write" } ] },
      "db": { "kind": "database", "connections": 1, "read": "1ms", "operations": { "list": "1ms" } }
      """#
    let clients = #"""
      "web": { "arrivals": { "poisson": "1/s" }, "calls": "a", "requests": { "x": {}, "y": {}, "w": {} } }
      """#
    let expected = [
      "components.a.handles: no handler for 'w', which 'web' sends; add one, or \"*\"",
      "components.b.handles: no handler for 'x', which 'a' sends; add one, or \"*\"",
      "components.b.handles.z[0].call: 'db' has no operation 'z', only: list, read; "
        + "name one with \"as\"",
      "components.q.steps[0].call: 'db' has no operation 'write', only: list, read; "
        + "name one with \"as\"",
    ]
    #expect(Self.problems(Self.model(components, clients: clients)) == expected)
  }

  @Test func `what could not be read is the only problem of it`() {
    let components = #"""
      "a": { "kind": "balancer", "over": "b", "weights": [1, 2, 3] },
      "b": { "kind": "service", "instances": "three", "handles": { "other": [ { "call": "c" } ] } },
      "c": { "kind": "service", "handles": {}, "workers": 0 }
      """#
    #expect(
      Self.problems(Self.model(components)) == [
        "components.b.instances: expected a whole number from 1 to 10000, found \"three\"",
        "components.c.handles: a service without handlers answers nothing",
        "components.c.workers: expected a whole number from 1 to 1000000 or \"unlimited\", found 0",
      ])
  }

  @Test func `more combinations of names and components than memory should hold are refused`() {
    let requests = (0..<2000).map { #""r\#($0)": {}"# }.joined(separator: ",")
    let chain = (0..<60).map { #""a\#($0)": { "kind": "gateway", "calls": "a\#($0 + 1)" }"# }
    let components = (chain + [#""a60": { "kind": "service", "work": "1ms" }"#]).joined(
      separator: ",")
    let clients =
      #""web": { "arrivals": { "poisson": "1/s" }, "calls": "a0", "requests": { \#(requests) } }"#
    #expect(
      Self.problems(Self.model(components, clients: clients)) == [
        ": requests of more than 100000 names and components are too many"
      ])
  }
}
