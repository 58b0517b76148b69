import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

/// Where the time of requests goes, in systems of every kind and in trouble.
@Suite struct ExplanationTests {
  /// A model and what its requests spend time on, among other things.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var client: String
    var components: [String]
    var faults: [String] = []
    var uses: [TimeUse]
    var waste: [Explanation.Waste.Cause] = []

    var testDescription: String { name }

    var sketch: Sketch {
      var sketch = Sketch()
      sketch.run = #""duration": "20s", "warmup": "2s""#
      sketch.network = #""latency": "300us""#
      sketch.clients = [("web", client)]
      sketch.components = components.enumerated().map { ("c\($0)", $1) }
      sketch.faults = faults
      return sketch
    }
  }

  static let cases: [Case] = [
    Case(
      name: "a line before few workers",
      client: #"{ "arrivals": { "poisson": "80/s" }, "calls": "c0" }"#,
      components: [#"{ "kind": "service", "workers": 1, "work": { "exponential": "10ms" } }"#],
      uses: [.queue, .service, .network]),
    Case(
      name: "timeouts and retries that make it worse",
      client: #"""
        { "arrivals": { "poisson": "15/s" }, "calls": "c0", "timeout": "30ms",
          "retry": { "attempts": 3, "backoff": { "base": "10ms", "jitter": "full" } } }
        """#,
      components: [#"{ "kind": "service", "workers": 1, "work": { "exponential": "12ms" } }"#],
      uses: [.queue, .service, .retries, .backoff],
      waste: [.givenUp, .repeated]),
    Case(
      name: "failures that are tried again",
      client: #"""
        { "arrivals": { "poisson": "50/s" }, "calls": "c0",
          "retry": { "attempts": 2, "on": ["serverErrors"], "backoff": { "base": "5ms" } } }
        """#,
      components: [
        #"""
        { "kind": "service", "workers": 4,
          "handles": { "*": [ { "compute": "5ms" }, { "fail": "30%" } ] } }
        """#
      ], uses: [.service, .retries, .backoff], waste: [.failedAttempt, .failedRequest]),
    Case(
      name: "branches side by side",
      client: #"{ "arrivals": { "poisson": "30/s" }, "calls": "c0" }"#,
      components: [
        #"""
        { "kind": "service", "workers": 20, "handles": { "*": [
          { "compute": "1ms" },
          { "parallel": [ [ { "call": "c1" } ], [ { "call": "c2" } ] ] },
          { "parallel": [ [ { "call": "c1" } ], [ { "call": "c2" } ] ], "until": "any" },
          { "compute": "1ms" } ] } }
        """#,
        #"{ "kind": "database", "connections": 1, "operations": { "*": { "exponential": "8ms" } } }"#,
        #"{ "kind": "service", "workers": 2, "work": { "exponential": "10ms" } }"#,
      ], uses: [.queue, .service, .poolWait, .network], waste: [.spareBranch]),
    Case(
      name: "hedged calls",
      client: #"""
        { "arrivals": { "poisson": "40/s" }, "calls": "c0", "hedge": { "after": "15ms" } }
        """#,
      components: [#"{ "kind": "service", "workers": 4, "work": { "exponential": "20ms" } }"#],
      uses: [.hedge, .service, .network], waste: [.lostHedge]),
    Case(
      name: "loads of one key that others wait for",
      client: #"""
        { "arrivals": { "poisson": "200/s" }, "calls": "c0",
          "requests": { "GET /": { "key": { "zipf": { "keys": 20, "exponent": 1.0 } } } } }
        """#,
      components: [
        #"""
        { "kind": "service", "workers": "unlimited", "handles": { "*": [ { "cached":
          { "in": "c1", "ttl": "200ms", "coalesce": true, "otherwise": [ { "call": "c2" } ] } } ] } }
        """#,
        #"{ "kind": "cache", "policy": "lru", "capacity": 100, "latency": "1ms" }"#,
        #"{ "kind": "database", "connections": 5, "operations": { "*": { "exponential": "30ms" } } }"#,
      ], uses: [.sharedLoad, .service, .network]),
    Case(
      name: "cores that computations share",
      client: #"{ "arrivals": { "poisson": "60/s" }, "calls": "c0" }"#,
      components: [
        #"""
        { "kind": "service", "workers": "unlimited", "cpu": { "cores": 1, "sharing": "processor" },
          "work": { "exponential": "10ms" } }
        """#
      ], uses: [.service, .contention]),
    Case(
      name: "a balancer that tries another target",
      client: #"{ "arrivals": { "poisson": "60/s" }, "calls": "c0" }"#,
      components: [
        #"""
        { "kind": "balancer", "algorithm": "roundRobin", "over": "c1",
          "nextUpstream": { "on": ["serverErrors"], "tries": 2 } }
        """#,
        #"""
        { "kind": "service", "instances": 2, "workers": 4,
          "handles": { "*": [ { "compute": "5ms" }, { "fail": "20%" } ] } }
        """#,
      ], uses: [.service, .retries], waste: [.failedAttempt]),
    Case(
      name: "a crash, a freeze and an outage in the middle",
      client: #"""
        { "arrivals": { "poisson": "60/s" }, "calls": "c0", "timeout": "500ms",
          "retry": { "attempts": 2, "backoff": { "base": "50ms" } } }
        """#,
      components: [
        #"""
        { "kind": "service", "instances": 2, "workers": 4,
          "handles": { "*": [ { "compute": "5ms" }, { "call": "c1" } ] } }
        """#,
        #"{ "kind": "database", "connections": 5, "operations": { "*": { "exponential": "8ms" } } }"#,
      ],
      faults: [
        #"{ "at": "4s", "for": "2s", "crash": "c0", "instance": 0 }"#,
        #"{ "at": "8s", "for": "300ms", "freeze": "c1" }"#,
        #"{ "at": "12s", "for": "1s", "outage": "c1", "mode": "hang" }"#,
      ], uses: [.pause, .retries, .backoff]),
    Case(
      name: "users, with a lock and a pool",
      client: #"{ "users": 30, "think": { "exponential": "100ms" }, "calls": "c0" }"#,
      components: [
        #"""
        { "kind": "service", "workers": 20, "handles": { "*": [
          { "acquire": "c1" }, { "compute": "4ms" }, { "release": "c1" },
          { "lock": "all", "do": [ { "compute": "2ms" } ] } ] } }
        """#,
        #"{ "kind": "pool", "size": 2 }"#,
      ], uses: [.poolWait, .lock, .service]),
  ]

  @Test(arguments: cases)
  func `the parts of the time of every request add up to its latency`(_ given: Case) throws {
    let run = ArchitectureRun(try given.sketch.architecture())
    let result = run.result()
    let (explanation, missed, digest) = try #require(run.thoroughExplanation(of: result))
    // Looking only at what an action is about finds everything.
    #expect(missed == 0)
    #expect(digest == result.digest)
    #expect(run.explanation(of: result) == explanation)
    #expect(explanation.unbalanced == 0)
    #expect(explanation.untraced == 0)
    #expect(result.audit.isClean)

    let web = explanation.clients[0]
    let books = result.clients[0].total
    #expect(web.successes.count == books.succeeded)
    #expect(web.failures.count == books.failed)
    for budget in [web.successes, web.slowest, web.failures] {
      #expect(budget.parts.reduce(0) { $0 + $1.nanoseconds } == budget.nanoseconds)
    }
    if let latency = books.latency {
      #expect(abs(web.successes.mean * 1e9 - latency.meanNanoseconds) < 1)
      #expect(web.slowest.mean >= latency.p99.seconds * 0.999)
    }
    let all = web.successes.parts + web.failures.parts
    for use in given.uses { #expect(all.contains { $0.use == use }, "no \(use)") }
    for cause in given.waste {
      #expect(explanation.waste.contains { $0.cause == cause }, "no \(cause)")
    }
  }

  @Test(arguments: cases)
  func `an exemplar is a tree whose spans follow each other without a gap`(_ given: Case) throws {
    let run = ArchitectureRun(try given.sketch.architecture())
    let result = run.result()
    let explanation = try #require(run.explanation(of: result))
    #expect(!explanation.clients[0].exemplars.isEmpty)
    for exemplar in explanation.clients[0].exemplars {
      let spans = exemplar.spans
      #expect(spans[0].length == exemplar.latency)
      for (index, span) in spans.enumerated().dropFirst() {
        let parent = try #require(span.parent)
        #expect(parent < index)
        #expect(spans[parent].start <= span.start)
        #expect(span.end <= spans[parent].end)
      }
      for index in spans.indices where spans[index].holdsASequence {
        let children = spans.indices.filter { spans[$0].parent == index }
        let ordered = children.sorted { spans[$0].start < spans[$1].start }
        var end = spans[index].start
        for child in ordered {
          #expect(spans[child].start == end)
          end = spans[child].end
        }
        #expect(children.isEmpty || end == spans[index].end)
      }
    }
  }
}

extension RequestSpan {
  fileprivate var holdsASequence: Bool {
    switch kind {
    case .request, .call, .branch: true
    case .fork, .time: false
    }
  }
}
