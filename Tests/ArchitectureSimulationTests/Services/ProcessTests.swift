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
}
