import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import Testing
import TimeBase

@Suite struct DeterminismTests {
  /// Everything that draws: arrivals, mix, keys, addresses, times, jitter, picks, chance, faults.
  private static let shop = Sketch(
    run: #""duration": "5s", "warmup": "0s", "seed": 7"#, network: #""latency": "200us""#,
    clients: [
      (
        "web",
        """
        { "arrivals": { "poisson": "200/s" }, "calls": "gateway", "timeout": "50ms",
          "addresses": 10,
          "retry": { "attempts": 3, "backoff": { "base": "5ms", "jitter": "full" } },
          "requests": { "get": { "weight": 3, "key": { "zipf": { "keys": 50, "exponent": 1 } } },
                        "put": { } } }
        """
      ),
      ("batch", #"{ "users": 3, "think": { "exponential": "20ms" }, "calls": "app" }"#),
    ],
    components: [
      (
        "gateway",
        """
        { "kind": "gateway", "work": { "exponential": "100us" }, "calls": "balancer",
          "limits": [ { "tokenBucket": "40/s", "capacity": 10, "per": "address" } ] }
        """
      ),
      ("balancer", #"{ "kind": "balancer", "algorithm": "randomTwo", "over": "app" }"#),
      (
        "app",
        """
        { "kind": "service", "instances": 3, "workers": 2, "handles": {
            "get": [ { "compute": { "exponential": "2ms" } },
                     { "cached": { "in": "cache", "ttl": "500ms", "coalesce": true,
                                   "otherwise": [ { "call": "database" } ] } } ],
            "*": [ { "chance": "30%", "then": [ { "enqueue": "jobs" } ] },
                   { "call": "database" } ] } }
        """
      ),
      (
        "cache",
        #"{ "kind": "cache", "policy": "random", "capacity": 20, "latency": { "exponential": "1ms" } }"#
      ),
      (
        "jobs",
        """
        { "kind": "queue", "workers": 2, "steps": [ { "wait": { "exponential": "5ms" } },
          { "fail": "20%" } ], "retry": { "attempts": 3, "backoff": "10ms" } }
        """
      ),
      (
        "database",
        """
        { "kind": "database", "connections": 4,
          "operations": { "*": { "lognormal": { "mean": "6ms", "cv": 1 } } } }
        """
      ),
    ],
    faults: [
      #"{ "at": "2s", "for": "500ms", "errors": "database", "share": "30%" }"#,
      #"{ "at": "3s", "for": "200ms", "crash": "app", "instance": 1 }"#,
    ])

  @Test func `Two runs of one model are equal in every figure`() throws {
    let run = ArchitectureRun(try Self.shop.architecture())
    let first = run.result()
    #expect(first == run.result())
    #expect(first == ArchitectureRun(try Self.shop.architecture()).result())
    #expect(first.seed == 7)
    #expect(Books(of: first).complaints == [])
  }

  @Test func `Seed and replication each make another run`() throws {
    let run = ArchitectureRun(try Self.shop.architecture())
    let digests = [
      run.result(), run.result(.init(seed: 8)), run.result(.init(replication: 1)),
      run.result(.init(seed: 8, replication: 1)), run.result(.init(seed: 0)),
    ].map(\.digest.total)
    #expect(Set(digests).count == digests.count)
  }

  @Test func `The order of keys in a file makes no difference`() throws {
    var other = Self.shop
    other.clients.reverse()
    other.components.reverse()
    let first = try Self.shop.play()
    let second = try other.play()
    #expect(first.model.sha256 == second.model.sha256)
    #expect(first == second)
  }

  @Test(arguments: [
    ("aardvark", #"{ "kind": "service", "work": "1s" }"#),
    ("zebra", #"{ "kind": "cache", "capacity": 9, "latency": "1ms" }"#),
  ])
  func `A component that nobody calls changes nothing`(_ name: String, _ idle: String) throws {
    var other = Self.shop
    other.components.insert((name, idle), at: 0)
    let first = try Self.shop.play()
    let second = try other.play()
    #expect(first.clients == second.clients)
    #expect(first.digest.parts == second.digest.parts.filter { $0.name != name })
    #expect(first.components == second.components.filter { $0.name != name })
  }

  /// Numbers of instances that come, go and pause are those within their service.
  @Test func `A service that nobody calls changes nothing where instances come and go`() throws {
    let app = (
      "app",
      """
      { "kind": "service", "instances": 2, "workers": 2, "work": "20ms", "boot": "300ms",
        "pauses": { "every": "1s", "for": "10ms" },
        "autoscale": { "inFlight": 1, "min": 2, "max": 4 } }
      """
    )
    func play(_ components: [(String, String)]) throws -> RunResult {
      try Sketch(
        run: #""duration": "40s", "warmup": "0s""#,
        clients: [("web", #"{ "arrivals": { "poisson": "120/s" }, "calls": "app" }"#)],
        components: components,
        faults: [
          #"{ "at": "4s", "for": "1s", "crash": "app", "instance": 1 }"#,
          #"{ "at": "8s", "deploy": "app" }"#,
        ]
      ).play()
    }
    let first = try play([app])
    let second = try play([
      ("aardvark", #"{ "kind": "service", "instances": 3, "work": "1s" }"#), app,
    ])
    #expect(first.clients == second.clients)
    #expect(first.digest.parts == second.digest.parts.filter { $0.name != "aardvark" })
    #expect(try #require(first.component("app").turnover).started > 0)
  }

  @Test func `An idle client changes nothing`() throws {
    var other = Self.shop
    other.clients.insert(
      ("absent", #"{ "users": 1, "think": "1h", "calls": "app", "requests": { "a": { } } }"#), at: 0
    )
    let first = try Self.shop.play()
    let second = try other.play()
    #expect(first.clients == second.clients.filter { $0.name != "absent" })
    #expect(first.digest.parts == second.digest.parts.filter { $0.name != "absent" })
  }

  /// Nobody reacts to what happens further down, so that a change there shows whether it moves the
  /// draws of anybody else.
  private func chain(
    database: String = #"{ "exponential": "3ms" }"#, inBetween: Bool = false
  ) -> Sketch {
    Sketch(
      clients: [("web", #"{ "arrivals": { "poisson": "100/s" }, "calls": "gateway" }"#)],
      components: [
        (
          "gateway",
          """
          { "kind": "gateway", "work": { "exponential": "1ms" },
            "calls": "\(inBetween ? "middle" : "app")" }
          """
        ),
        ("middle", #"{ "kind": "balancer", "over": "app" }"#),
        Sketch.service(
          does: #"{ "compute": { "exponential": "2ms" } }, { "call": "database" }"#),
        (
          "database",
          #"{ "kind": "database", "connections": 1, "operations": { "*": \#(database) } }"#
        ),
      ])
  }

  @Test func `Another service time moves no draw of anybody else`() throws {
    let first = try chain().play()
    let second = try chain(database: #"{ "lognormal": { "mean": "8ms", "cv": 2 } }"#).play()
    #expect(try first.digest(of: "database") != second.digest(of: "database"))
    // The digest of a part holds the time and the request of each of its events.
    for name in ["web", "gateway", "app"] {
      #expect(try first.digest(of: name) == second.digest(of: name))
    }
    #expect(try first.station("database").arrivals == second.station("database").arrivals)
    #expect(try first.client().offered == second.client().offered)
  }

  @Test func `A component in between moves no draw`() throws {
    let first = try chain().play()
    let second = try chain(inBetween: true).play()
    #expect(first.clients == second.clients)
    #expect(try first.digest(of: "app") == second.digest(of: "app"))
    #expect(try first.digest(of: "database") == second.digest(of: "database"))
  }

  @Test func `A question more changes no answer`() throws {
    var other = Self.shop
    other.expect = [
      #"{ "metric": "errors", "of": "web", "below": "1%", "from": "1s", "to": "2s" }"#
    ]
    let (first, second) = (try Self.shop.play(), try other.play())
    #expect(first.digest == second.digest)
    #expect(first.clients == second.clients)
    #expect(first.components == second.components)
  }

  @Test func `A policy that never acts leaves the results as they are`() throws {
    func model(_ policy: String) -> Sketch {
      Sketch(
        clients: [
          ("web", #"{ "arrivals": { "poisson": "100/s" }, "calls": "app" \#(policy) }"#)
        ], components: [("app", #"{ "kind": "service", "work": { "exponential": "5ms" } }"#)])
    }
    let plain = try model("").play()
    for policy in [
      #", "retry": { "attempts": 5 }"#, #", "breaker": { }"#, #", "timeout": "1h""#,
      #", "retry": { "budget": "20%" }, "timeout": "10m", "onTimeout": "cancel""#,
    ] {
      let result = try model(policy).play()
      #expect(result.clients == plain.clients)
      #expect(result.components == plain.components)
    }
  }

  /// Fixed for `RunResult.traceVersion` 3. A change that moves them on purpose bumps the version.
  @Test func `Digests are what they have always been`() throws {
    #expect(RunResult.traceVersion == 3)
    let queue = Sketch(
      clients: [("web", #"{ "arrivals": { "constant": "100/s" }, "calls": "app" }"#)],
      components: [("app", #"{ "kind": "service", "work": "9ms" }"#)])
    let digests = try [queue, chain(), Self.shop].map { sketch in
      let result = try sketch.play()
      return "\(result.digest.events) \(String(result.digest.total, radix: 16))"
    }
    #expect(
      digests == ["2001 53e368ed24f62a53", "3866 fb1d9bf580e59e80", "17595 4f8e9fbfe61d132f"])
  }
}
