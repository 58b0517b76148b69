import ArchitectureSimulation
import Testing

/// Where gateways send requests, by path and method, and what they answer by themselves.
@Suite struct RouteTests {
  private func status(of request: String, through routes: String, calls: String = "") throws -> Int
  {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1/s", "limit": 1 }, "calls": "edge",
            "requests": { "\(request)": {} } }
          """
        )
      ],
      components: [
        ("edge", #"{ "kind": "gateway", "routes": { \#(routes) } \#(calls) }"#),
        (
          "app",
          """
          { "kind": "service", "workers": "unlimited", "handles": {
            "GET /users": [ { "respond": 201 } ], "GET /api/users": [ { "respond": 202 } ],
            "POST /users": [ { "respond": 203 } ], "other": [ { "respond": 206 } ],
            "*": [ { "respond": 418 } ] } }
          """
        ),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return try #require(try result.client().statuses.first).status
  }

  private static let routes = """
    "all": { "prefix": "/api/", "calls": "app" },
    "users": { "prefix": "/api/users", "strip": false, "calls": "app" },
    "posts": { "prefix": "/api/", "methods": ["POST"], "strip": true, "calls": "app" },
    "stripped": { "prefix": "/public/", "strip": true, "calls": "app" },
    "deep": { "prefix": "/public/api/v1", "strip": true, "calls": "app" },
    "renamed": { "exact": "/api/items", "as": "other", "calls": "app" },
    "local": { "exact": "/health", "answer": 204 }
    """

  @Test(arguments: [
    // The longest prefix, and the name as it is.
    ("GET /api/users", 202),
    // Without its first part, of which only the slash is left.
    ("GET /public/users", 201), ("GET /public/api/v1/users", 201),
    // The route for its method, although another one has a longer prefix, only where that does not.
    ("POST /api/things", 418), ("POST /public/users", 203),
    // Just this path comes before every prefix.
    ("GET /api/items", 206), ("GET /api/items/1", 418),
    ("GET /health", 204), ("GET /healthy", 404), ("GET /nowhere", 404), ("ping", 404),
  ])
  func `Requests find their route by path and method`(_ request: String, _ status: Int) throws {
    #expect(try self.status(of: request, through: Self.routes) == status)
  }

  @Test func `What no route takes goes to the upstream of the gateway, if it has one`() throws {
    let local = #""local": { "exact": "/health", "answer": 204 }"#
    #expect(try status(of: "GET /users", through: local, calls: #", "calls": "app""#) == 201)
    #expect(try status(of: "GET /health", through: local, calls: #", "calls": "app""#) == 204)
    #expect(try status(of: "GET /users", through: local) == 404)
  }

  @Test func `A prefix can be taken away at one gateway after the other`() throws {
    let result = try Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "constant": "1/s", "limit": 1 }, "calls": "edge",
            "requests": { "GET /a/b/users": {} } }
          """
        )
      ],
      components: [
        (
          "edge",
          #"""
          { "kind": "gateway", "calls": "inner",
            "routes": { "a": { "prefix": "/a/", "strip": true } } }
          """#
        ),
        (
          "inner",
          #"""
          { "kind": "gateway", "calls": "app",
            "routes": { "b": { "prefix": "/b", "strip": true } } }
          """#
        ),
        (
          "app",
          #"{ "kind": "service", "handles": { "GET /users": [ { "respond": 203 } ] } }"#
        ),
      ]
    ).play()
    #expect(try result.client().count(ofStatus: 203) == 1)
  }
}
