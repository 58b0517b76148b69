import ArchitectureSimulation
import Testing
import TimeBase

/// Instances that are several processes, and what each of these has to itself.
@Suite struct ProcessTests {
  private func play(
    _ traits: String, users: Int = 12, does steps: String = #"{ "compute": "100ms" }"#,
    with others: [(String, String)] = [], faults: [String] = []
  ) throws -> RunResult {
    let sketch = Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(users)],
      components: [Sketch.service("app", traits, does: steps)] + others, faults: faults)
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  @Test func `in turn every process of every instance gets as many`() throws {
    let result = try play(
      #""instances": 2, "processes": 3, "spread": "roundRobin", "workers": 1"#)
    let app = try result.component("app")
    #expect(app.processes == 3)
    #expect(app.instances.map(\.completions) == [2, 2, 2, 2, 2, 2])
    #expect(try result.client().latency?.mean == .milliseconds(150))
    #expect(app.total.servers == 6)
  }

  @Test func `by load nobody waits as long as a process is idle`() throws {
    let result = try play(
      #""processes": 12, "spread": "leastLoaded", "workers": 1"#)
    #expect(try result.client().latency?.maximum == .milliseconds(100))
  }

  /// Twelve balls in twelve urns: the chance that none gets two is 12! / 12¹², one in 18,000.
  @Test func `at random some processes get several while others are idle`() throws {
    let result = try play(#""processes": 12, "workers": 1"#)
    #expect(try #require(result.client().latency?.maximum) > .milliseconds(100))
    let arrivals = try result.component("app").instances.map(\.arrivals)
    #expect(arrivals.reduce(0, +) == 12)
    #expect(arrivals.contains(0))
  }

  /// Ten thousand requests to four processes: 2,500 each, give or take four standard deviations.
  @Test func `at random every process gets its share`() throws {
    let sketch = Sketch(
      clients: [("web", #"{ "arrivals": { "constant": "1000/s" }, "calls": "app" }"#)],
      components: [Sketch.service("app", #""processes": 4"#, does: #"{ "compute": "0.1ms" }"#)])
    for process in try sketch.play().component("app").instances {
      #expect(abs(Int(process.arrivals) - 2_500) <= 174)
    }
  }

  @Test func `a processor of its own slows no other process`() throws {
    let one = try play(#""cpu": { "cores": 1 }"#, users: 4)
    #expect(try one.client().latency?.mean == .milliseconds(400))
    let four = try play(
      #""processes": 4, "spread": "roundRobin", "cpu": { "cores": 1 }"#, users: 4)
    #expect(try four.client().latency?.mean == .milliseconds(100))
  }

  /// A balancer sees instances, of which the kernel makes processes.
  @Test func `a balancer chooses among instances`() throws {
    let sketch = Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(8, calls: "balancer")],
      components: [
        ("balancer", #"{ "kind": "balancer", "algorithm": "roundRobin", "over": "app" }"#),
        Sketch.service(
          "app", #""instances": 2, "processes": 2, "spread": "roundRobin", "workers": 1"#,
          does: #"{ "compute": "100ms" }"#),
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    #expect(try result.component("app").instances.map(\.completions) == [2, 2, 2, 2])
  }

  @Test func `a crash of an instance is one of all its processes`() throws {
    let result = try play(
      #""instances": 2, "processes": 2, "spread": "roundRobin", "workers": 1"#, users: 4,
      faults: [#"{ "at": "3600050ms", "for": "1s", "crash": "app", "instance": 1 }"#])
    #expect(try result.client().count(.crashed) == 2)
    #expect(try result.component("app").instances.map(\.failures) == [0, 0, 1, 1])
    let availability = try #require(try result.component("app").availability)
    #expect(abs(availability.instancesUp - (2 - 1 / 5_400.0)) < 1e-9)
  }

  // MARK: In the memory of a process

  private static let memory = (
    "memory", #"{ "kind": "cache", "capacity": 100, "latency": "0s", "of": "app" }"#
  )
  private static let cached =
    #"{ "cached": { "in": "memory", "otherwise": [ { "wait": "1ms" } ] } }"#

  /// One key, a hundred requests: each of so many stores misses once.
  @Test(arguments: [(1, 1), (1, 4), (3, 1), (2, 5)])
  func `each process fills a cache of its own`(_ instances: Int, _ processes: Int) throws {
    let spread = processes > 1 ? #", "spread": "roundRobin""# : ""
    let sketch = Sketch(
      clients: [Sketch.steady()],
      components: [
        Sketch.service(
          "app", #""instances": \#(instances), "processes": \#(processes)\#(spread)"#,
          does: Self.cached), Self.memory,
      ])
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    let figures = try result.cache("memory")
    #expect(figures.misses == UInt64(instances * processes))
    #expect(figures.hits == 100 - UInt64(instances * processes))
    #expect(figures.entriesAtEnd == instances * processes)
  }

  @Test func `a crash empties the caches of its own instance only`() throws {
    let sketch = Sketch(
      clients: [Sketch.steady()],
      components: [
        Sketch.service("app", #""instances": 2"#, does: Self.cached), Self.memory,
      ],
      faults: [#"{ "at": "5s", "for": "10ms", "crash": "app", "instance": 1 }"#])
    #expect(try sketch.play().cache("memory").misses == 3)
  }

  /// Both processes load the key at once: a load serves those of its own process only.
  @Test func `a load is shared within a process`() throws {
    let result = try play(
      #""processes": 2, "spread": "roundRobin", "workers": "unlimited""#, users: 6,
      does: """
        { "cached": { "in": "memory", "coalesce": true, "otherwise": [ { "wait": "1s" } ] } }
        """, with: [Self.memory])
    let figures = try result.cache("memory")
    #expect(figures.misses == 6)
    #expect(figures.coalesced == 4)
    #expect(try result.client().latency?.maximum == .seconds(1))
  }

  /// The kernel need not be fair: measured 68, 48, 11 and 73 of 200 connections.
  @Test func `by weights every process gets its share`() throws {
    let sketch = Sketch(
      clients: [("web", #"{ "arrivals": { "constant": "1000/s" }, "calls": "app" }"#)],
      components: [
        Sketch.service(
          "app", #""processes": 4, "spread": [68, 48, 11, 73]"#, does: #"{ "compute": "0.1ms" }"#)
      ])
    let arrivals = try sketch.play().component("app").instances.map { Int($0.arrivals) }
    for (count, weight) in zip(arrivals, [68, 48, 11, 73]) {
      // Ten thousand, give or take four standard deviations of at most 48.
      #expect(abs(count - weight * 50) <= 193)
    }
  }

  /// Who is dead accepts nothing: the others take what the kernel would have given it.
  @Test func `one process dies and the rest of its instance goes on`() throws {
    let result = try play(
      #""processes": 4, "spread": "roundRobin""#, users: 8,
      faults: [#"{ "at": "59m", "for": "5m", "crash": "app", "process": 2 }"#])
    #expect(try result.client().failed == 0)
    let arrivals = try result.component("app").instances.map(\.arrivals)
    #expect(arrivals[2] == 0 && arrivals.reduce(0, +) == 8)
    #expect(result.faults.first?.title == "crash of process 2 of app[0]")
  }

  /// A worker and one place: of four at once two are dropped, and come again after 1 s and after 3 s.
  @Test func `a full backlog that drops is tried again after one second and after three`() throws {
    let result = try play(
      #""workers": 1, "backlog": 1, "overflow": "drop""#, users: 4,
      does: #"{ "compute": "600ms" }"#)
    let latency = try #require(result.client().latency)
    // Done after 0.6 and 1.2 s; at 1 s there is a place for one of the two, who is done after 1.8 s.
    #expect(latency.maximum == .milliseconds(3_600))
    #expect(try result.client().failed == 0)
    #expect(try result.station("app").turnedAway == 3)
    let longer = try play(
      #""workers": 1, "backlog": 1, "overflow": "drop""#, users: 4, does: #"{ "compute": "2s" }"#)
    // At 1 s both are dropped again; at 3 s there is a place for one of them, at 7 s for the other.
    #expect(try longer.client().latency?.maximum == .seconds(9))
    #expect(try longer.station("app").turnedAway == 5)
  }

  /// After 63 s in all the kernel gives up.
  @Test func `who is dropped seven times has timed out`() throws {
    let result = try play(
      #""workers": 1, "backlog": 0, "overflow": "drop""#, users: 2,
      does: #"{ "compute": "70s" }"#)
    #expect(try result.client().count(.timeout) == 1)
    #expect(try result.client().latencyOfAll?.maximum == .seconds(70))
    #expect(try result.station("app").turnedAway == 7)
  }

  @Test func `what is expected of an instance is about all its processes`() throws {
    let sketch = Sketch(
      run: Sketch.hourAndHalf, clients: [Sketch.atOnce(12)],
      components: [
        Sketch.service(
          "app", #""instances": 2, "processes": 3, "spread": "roundRobin""#,
          does: #"{ "compute": "1ms" }"#)
      ],
      expect: [#"{ "metric": "count.arrivals", "of": "app", "instance": 1, "equals": 6 }"#])
    #expect(try sketch.play().expectations.map(\.observed) == [6])
  }
}
