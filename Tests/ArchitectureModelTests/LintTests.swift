import ArchitectureModel
import Testing

/// What is said of models that are valid and in trouble.
@Suite struct LintTests {
  /// Whom the client calls, and by which policy; and the components.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var client: String
    var components: String
    var advice: [String]

    init(_ title: String, _ client: String, _ components: String, _ advice: [String]) {
      testDescription = title
      self.client = client
      self.components = components
      self.advice = advice
    }
  }

  private static func service(
    _ name: String, _ steps: String, _ traits: String = #""workers": 20"#
  ) -> String {
    #""\#(name)": { "kind": "service", \#(traits), "handles": { "*": [ \#(steps) ] } }"#
  }

  private static let database =
    #""db": { "kind": "database", "connections": 10, "operations": { "*": "1ms" } }"#

  private static let cases =
    [
      Case(
        "nothing to say", #""timeout": "2s", "retry": { "attempts": 3, "budget": "20%" }"#,
        service("app", #"{ "call": "db", "timeout": "1s" }"#) + "," + database, []),
      Case(
        "retries without a budget", #""retry": { "attempts": 3 }"#,
        service("app", #"{ "call": "db" }"#) + "," + database,
        [
          "clients.web: up to 3 attempts for each call of 'app' and no budget: when it fails, its load is multiplied; add a budget such as \"20%\""
        ]),
      Case(
        "retries in two tiers", #""retry": { "attempts": 3 }"#,
        service("app", #"{ "call": "db", "retry": { "attempts": 4 } }"#) + "," + database,
        [
          "clients.web: up to 3 attempts for each call of 'app' and no budget: when it fails, its load is multiplied; add a budget such as \"20%\"",
          "components.app.handles.*: one request can become 12 calls of 'db' (4 attempts here, on top of 3 above); retry in one tier only, or give the retries a budget",
        ]),
      Case(
        "an outer timeout that is shorter than the inner one", #""timeout": "1s""#,
        service("app", #"{ "call": "db", "timeout": "3s" }"#) + "," + database,
        [
          "components.app.handles.*: waits 3s for 'db', but nobody waits longer than 1s for 'app': its work would be for nothing; shorten the timeout"
        ]),
      Case(
        "retries that do not fit", #""timeout": "2s""#,
        service(
          "app", #"{ "call": "db", "timeout": "1s", "retry": { "attempts": 3, "budget": "10%" } }"#)
          + "," + database,
        [
          "components.app.handles.*: 3 attempts of 1s for 'db' do not fit into the 2s that callers wait for 'app'; fewer attempts or a shorter timeout would"
        ]),
      Case(
        "jobs without a bound", #""timeout": "1s""#,
        service("app", #"{ "enqueue": "jobs" }"#)
          + #", "jobs": { "kind": "queue", "workers": 5, "work": "1ms" }"#,
        [
          "components.jobs: takes in any number of jobs: under overload the wait grows without end and nobody is told; set a capacity"
        ]),
      Case(
        "requests without a bound", #""timeout": "1s""#,
        service("app", #"{ "wait": "1ms" }"#, #""workers": 5, "backlog": "unlimited""#),
        [
          "components.app: lets any number of requests wait: under overload all of them are served too late; set a backlog"
        ]),
      Case(
        "pools larger than the database", #""timeout": "1s""#,
        service(
          "app", #"{ "acquire": "pool" }, { "call": "db" }"#, #""workers": 20, "instances": 3"#)
          + #", "pool": { "kind": "pool", "size": 5, "of": "app" },"# + database,
        [
          "components.pool: 'pool' holds up to 15 connections of 'db', which has 10: the rest wait there, unseen by the pool; make the pools smaller or the database larger"
        ]),
      Case(
        "more load than workers", #""timeout": "1s""#,
        service("app", #"{ "compute": "30ms" }, { "wait": "20ms" }"#, #""workers": 4"#),
        [
          "components.app: the load is 125% of what its 4 workers can do: its line fills and stays full; it takes at least 6, or less work for each"
        ]),
      Case(
        "more load than connections", #""timeout": "1s""#,
        service("app", #"{ "call": "db" }"#, #""workers": 50"#)
          + #", "db": { "kind": "database", "connections": 1, "operations": { "*": "10ms" } }"#,
        [
          "components.db: the load is 100% of what its 1 worker can do: its line fills and stays full; it takes at least 2, or less work for each"
        ]),
      Case(
        "pools in two orders", #""timeout": "1s""#,
        service(
          "app",
          #"""
          { "acquire": "threads" }, { "acquire": "connections" }, { "release": "threads" },
          { "acquire": "threads" }, { "wait": "1ms" }
          """#, #""workers": "unlimited""#)
          + #", "threads": { "kind": "pool", "size": 40 }, "connections": { "kind": "pool", "size": 15 }"#,
        [
          "components.app.handles.*: requests can hold what others wait for and wait for what these hold (pool connections -> pool threads -> pool connections): when all are taken, nobody goes on; take them in one order, or let go of the first before waiting for the second"
        ]),
      Case(
        "a service that waits for its own workers through another", #""timeout": "1s""#,
        #"""
        "app": { "kind": "service", "workers": 20, "handles": {
          "*": [ { "call": "other", "as": "inner" } ], "inner": [ { "wait": "1ms" } ] } },
        "other": { "kind": "service", "workers": "unlimited", "handles": {
          "*": [ { "call": "app", "as": "inner" } ] } }
        """#,
        [
          "components.app.handles.*: requests can hold what others wait for and wait for what these hold (workers of app -> workers of app): when all are taken, nobody goes on; take them in one order, or let go of the first before waiting for the second"
        ]),
      Case(
        "a transaction that waits for another connection of its database", #""timeout": "1s""#,
        #"""
        "app": { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "transaction": "db", "do": [ { "call": "db", "as": "write" }, { "call": "other" } ] } ] } },
        "other": { "kind": "service", "workers": "unlimited", "handles": {
          "*": [ { "call": "db", "as": "write" } ] } },
        "db": { "kind": "database", "connections": 4, "write": "1ms" }
        """#,
        [
          "components.app.handles.*: requests can hold what others wait for and wait for what these hold (connections of db -> connections of db): when all are taken, nobody goes on; take them in one order, or let go of the first before waiting for the second"
        ]),
      Case(
        "branches of a transaction", #""timeout": "1s""#,
        #"""
        "app": { "kind": "service", "workers": "unlimited", "handles": { "*": [
          { "transaction": "db", "do": [
            { "parallel": [ [ { "call": "db", "as": "write" } ], [ { "wait": "1ms" } ] ] } ] } ] } },
        "db": { "kind": "database", "connections": 4, "write": "1ms" }
        """#,
        [
          "components.app.handles.*: requests can hold what others wait for and wait for what these hold (connections of db -> connections of db): when all are taken, nobody goes on; take them in one order, or let go of the first before waiting for the second"
        ]),
      Case(
        "statements of a transaction", #""timeout": "1s""#,
        #"""
        "app": { "kind": "service", "workers": 20, "handles": { "*": [
          { "transaction": "db", "do": [ { "call": "db", "as": "write" } ] }, { "call": "db", "as": "write" }
        ] } },
        "db": { "kind": "database", "connections": 4, "write": "1ms" }
        """#,
        []),
      Case(
        "sessions that nobody has", #""timeout": "1s""#, balanced(#""sticky": {}"#),
        [
          "components.app.sticky: requests of 'arrivals' belong to no session, so that nothing sticks; let 'users' or 'sessions' send them, or stick by \"address\""
        ]),
      Case(
        "addresses that stick", #""timeout": "1s", "addresses": 10"#,
        balanced(#""sticky": { "by": "address" }"#), []),
    ] + slowChecks

  /// Four instances behind `app`, which is a balancer.
  private static func balanced(_ traits: String) -> String {
    #""app": { "kind": "balancer", "over": "api", \#(traits) },"#
      + service("api", #"{ "wait": "1ms" }"#, #""workers": 20, "instances": 4"#)
  }

  private static let checks = #""activeHealth": { "interval": "4s", "fall": 3 }"#

  /// With 100 calls a second, of which 25 meet a dead one of four targets.
  private static let slowChecks = [
    Case(
      "checks that are slower than a breaker of the last calls",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": 100 }"#, balanced(checks),
      [
        "components.app: a dead target is sent to for up to 12s (3 checks, one every 4s), but one alone makes the breaker of 'web' open after 800ms and turn away what the others would serve; check more often, or let the breaker look at more calls"
      ]),
    Case(
      "checks that are slower than a breaker of the last seconds",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": "10s", "minimumNumberOfCalls": 10 }"#,
      balanced(checks),
      [
        "components.app: a dead target is sent to for up to 12s (3 checks, one every 4s), but one alone makes the breaker of 'web' open after 8s and turn away what the others would serve; check more often, or let the breaker look at more calls"
      ]),
    Case(
      "a breaker that one dead target does not open",
      #""breaker": { "failureRateThreshold": "30%" }"#,
      balanced(checks), []),
    Case(
      "failures that are tried elsewhere",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": 100 }"#,
      balanced(checks + #", "nextUpstream": { "tries": 2 }"#), []),
    Case(
      "checks that are quick enough",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": 100 }"#,
      balanced(#""activeHealth": { "interval": "250ms", "fall": 3 }"#), []),
    Case(
      "passive health that is slower than a breaker",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": 10 }"#,
      balanced(#""passiveHealth": { "failures": 3 }, "workers": 2"#),
      [
        "components.app: a dead target is sent to for up to 240ms (3 failures in each of 2 processes), but one alone makes the breaker of 'web' open after 80ms and turn away what the others would serve; check more often, or let the breaker look at more calls"
      ]),
    Case(
      "passive health that is quicker than slow checks",
      #""breaker": { "failureRateThreshold": "20%", "slidingWindowSize": 100 }"#,
      balanced(checks + #", "passiveHealth": { "failures": 3 }"#), []),
    Case(
      "checks that are slower than the outlier detection", #""timeout": "1s""#,
      balanced(checks + #", "outliers": { "consecutiveErrors": 5 }"#),
      [
        "components.app: its health checks find a dead target after up to 12s (3 checks, one every 4s), its outlier detection already after 200ms: the checks come too late to spare anybody; check more often, or leave one of both out"
      ]),
  ]

  @Test(arguments: cases)
  func `advice says where, why, and what to do`(_ lint: Case) throws {
    let text = """
      {
        "format": 1,
        "clients": { "web": { "arrivals": { "poisson": "100/s" }, "calls": "app", \(lint.client) } },
        "components": { \(lint.components) }
      }
      """
    let advice = try ModelDocument(text, named: "m.json").reading.advice
    #expect(advice.map { "\($0.path): \($0.message)" } == lint.advice)
  }

  /// The handler of the outer call keeps its worker while it waits for another of the same.
  @Test func `a call of itself can take the last worker`() throws {
    let text = """
      {
        "format": 1,
        "clients": { "web": { "arrivals": { "poisson": "1/s" }, "calls": "app", "requests": { "outer": {} } } },
        "components": { "app": { "kind": "service", "workers": 4, "handles": {
          "outer": [ { "call": "app", "as": "inner" } ], "inner": [ { "wait": "1ms" } ] } } }
      }
      """
    let advice = try ModelDocument(text, named: "m.json").reading.advice
    #expect(advice.count == 1)
    #expect(advice.first?.message.contains("(workers of app -> workers of app)") == true)
  }

  /// What else the client says, and what the model says beside it.
  private static let hasty: [(client: String, more: String, isHasty: Bool)] = [
    (#""think": "0s""#, #""faults": [ { "at": "1s", "for": "1s", "outage": "app" } ]"#, true),
    (#""think": "0s""#, #""faults": [ { "at": "1s", "for": "1s", "crash": "app" } ]"#, true),
    (
      #""think": "0s""#,
      #""faults": [ { "at": "1s", "for": "1s", "crash": "app", "instance": 0 } ]"#, false
    ),
    (
      #""think": "0s""#, #""faults": [ { "at": "1s", "for": "1s", "slow": "app", "factor": 2 } ]"#,
      false
    ),
    (#""think": "1ms""#, #""faults": [ { "at": "1s", "for": "1s", "outage": "app" } ]"#, false),
    (
      #""think": "0s", "pace": "10ms""#,
      #""faults": [ { "at": "1s", "for": "1s", "outage": "app" } ]"#, false
    ),
    (
      #""think": "0s""#,
      #""network": { "latency": "1ms" }, "faults": [ { "at": "1s", "for": "1s", "outage": "app" } ]"#,
      false
    ),
  ]

  @Test(arguments: hasty)
  func `users who would ask without an end are noticed`(
    _ client: String, _ more: String, _ isHasty: Bool
  ) throws {
    let text = """
      {
        "format": 1,
        "clients": { "web": { "users": 5, "calls": "app", "timeout": "1s", \(client) } },
        "components": {
          "app": { "kind": "service", "instances": 2, "workers": 20, "work": "5ms" } },
        \(more)
      }
      """
    let advice = try ModelDocument(text, named: "m.json").reading.advice
    #expect(advice.map(\.path.description) == (isHasty ? ["clients.web"] : []))
    #expect(advice.allSatisfy { $0.message.hasPrefix("users who think for no time ask again") })
  }
}
