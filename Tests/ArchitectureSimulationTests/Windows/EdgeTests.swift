import ArchitectureSimulation
import Testing
import TimeBase

/// What goes over the edges of the graph, and what is left of what calls use up.
@Suite struct EdgeTests {
  /// Two callers of one database; one of them calls it twice for each request and fails now and then.
  private static let twoCallers = Sketch(
    run: #""duration": "20s", "warmup": "5s""#,
    clients: [
      ("web", #"{ "arrivals": { "poisson": "40/s" }, "calls": "shop" }"#),
      ("batch", #"{ "arrivals": { "poisson": "10/s" }, "calls": "reports" }"#),
    ],
    components: [
      (
        "shop",
        #"""
        { "kind": "service", "workers": 8, "handles": { "*": [
          { "call": "database", "as": "read" }, { "call": "database", "as": "read" },
          { "fail": "25%" } ] } }
        """#
      ),
      (
        "reports",
        #"{ "kind": "service", "workers": 8, "handles": { "*": [ { "call": "database", "as": "read" } ] } }"#
      ),
      ("database", #"{ "kind": "database", "connections": 50, "read": { "exponential": "4ms" } }"#),
    ])

  private func edge(_ caller: String, _ callee: String, of result: RunResult) throws -> EdgeResult {
    try #require(result.edges.first { $0.caller == caller && $0.callee == callee })
  }

  @Test func `every pair of caller and callee has one edge, callers first`() throws {
    let edges = try Self.twoCallers.play().edges.map { "\($0.caller) \($0.callee)" }
    #expect(
      edges == ["batch reports", "web shop", "reports database", "shop database"]
        || edges == ["web shop", "batch reports", "shop database", "reports database"]
        || edges == ["batch reports", "web shop", "shop database", "reports database"], "\(edges)")
  }

  @Test func `what arrives at a component came over its edges`() throws {
    let result = try Self.twoCallers.play()
    for component in result.components {
      let incoming = result.edges.filter { $0.callee == component.name }
      #expect(incoming.reduce(0) { $0 + $1.total.made } == component.total.arrivals)
    }
    let shop = try #require(result.components.first { $0.name == "shop" })
    let fromShop = try edge("shop", "database", of: result).total
    // Those that begin or end outside of the window make up to one request's difference each.
    #expect(fromShop.made.distance(to: 2 * shop.total.completions).magnitude <= 32)
    #expect(fromShop.failed == 0)
    #expect(try edge("web", "shop", of: result).total.failed == shop.total.failures)
    #expect(shop.total.failures > 100)
  }

  @Test func `the steps of the series add up to the run`() throws {
    var sketch = Self.twoCallers
    sketch.run = #""duration": "20s", "warmup": "0s""#
    for edge in try sketch.play().edges {
      #expect(edge.points.reduce(0) { $0 + $1.made } == edge.total.made)
      #expect(edge.points.reduce(0) { $0 + $1.failed } == edge.total.failed)
    }
  }

  @Test func `a breaker that is open fails calls that never arrive`() throws {
    var sketch = Sketch()
    sketch.clients = [
      (
        "web",
        #"""
        { "arrivals": { "constant": "50/s" }, "calls": "app",
          "breaker": { "slidingWindowSize": 10, "minimumNumberOfCalls": 10 } }
        """#
      )
    ]
    sketch.components = [
      ("app", #"{ "kind": "service", "handles": { "*": [ { "fail": "100%" } ] } }"#)
    ]
    let result = try sketch.play()
    let edge = try edge("web", "app", of: result)
    let app = try #require(result.components.first)
    let rejected = try #require(result.breakers.first).rejected
    #expect(rejected > 400)
    #expect(edge.total.made == app.total.arrivals + rejected)
    #expect(edge.total.failed == edge.total.made)
  }

  /// A bucket of 10 tokens that loses 5 more a second than it gains is empty after two seconds; one
  /// that gains more stays full.
  @Test(arguments: [
    ("30/s", [0.5, 0, 0, 0]),
    ("20/s", [1, 1, 1, 1]),
  ])
  func `a limit has left what its tokens are`(load: String, left: [Double]) throws {
    var sketch = Sketch()
    sketch.run = #""duration": "4s", "warmup": "0s", "step": "1s""#
    sketch.clients = [("web", #"{ "arrivals": { "constant": "\#(load)" }, "calls": "edge" }"#)]
    sketch.components = [
      (
        "edge",
        #"{ "kind": "gateway", "limits": [ { "tokenBucket": "25/s", "capacity": 10 } ], "calls": "app" }"#
      ),
      ("app", #"{ "kind": "service", "work": "1ms" }"#),
    ]
    let stock = try #require(try sketch.play().series.stocks.first)
    #expect(stock.kind == .limit)
    #expect(stock.title == "edge: tokenBucket 25/s")
    #expect(stock.left.count == left.count)
    for (found, expected) in zip(stock.left, left) {
      // The last request may just have been let in.
      #expect(abs(try #require(found) - expected) <= 0.1)
    }
  }

  @Test func `a retry budget that every request asks for has hardly anything left`() throws {
    var sketch = Sketch()
    sketch.clients = [
      (
        "web",
        #"""
        { "arrivals": { "constant": "20/s" }, "calls": "app",
          "retry": { "attempts": 2, "on": ["serverErrors"], "budget": "20%",
                     "backoff": { "base": "1ms" } } }
        """#
      )
    ]
    sketch.components = [
      ("app", #"{ "kind": "service", "handles": { "*": [ { "fail": "100%" } ] } }"#)
    ]
    let stock = try #require(try sketch.play().series.stocks.first)
    #expect(stock.kind == .retryBudget)
    #expect(stock.title == "web to app")
    let left = stock.left.compactMap(\.self)
    #expect(left.count == stock.left.count)
    // A fifth of the requests of the last ten seconds, which are 20 a second: never 40 or more, and most
    // of the time all of it is spent.
    #expect(left.allSatisfy { (0...1).contains($0) }, "\(left)")
  }

  @Test func `what is not limited has no stocks`() throws {
    #expect(try Self.twoCallers.play().series.stocks.isEmpty)
  }
}
