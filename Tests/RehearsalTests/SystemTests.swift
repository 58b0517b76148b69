import Rehearsal
import Testing

/// The quick scenarios of the models of real systems, each with what its author should have been told.
@Suite struct SystemTests {
  @Test(arguments: [
    ("deck.json", "asShipped"), ("deck.json", "locust-as-shipped"),
    ("deck.json", "instance-crash"),
    ("system-design-api.json", "stampede"), ("system-design-api.json", "jobs-at-once"),
    ("system-design-api.json", "queue-overload"),
    ("system-design-api.json", "least-recently-used"),
    ("system-design-api.json", "recently-read-survives"),
    ("system-design-api.json", "cold-key"), ("system-design-api.json", "jobs-view"),
  ])
  func `the expectations hold`(_ model: String, _ scenario: String) throws {
    let run = try Rehearsal.run(model, scenario: scenario)
    #expect(run.expectationsHold, "\(run.report)")
  }

  /// Round robin over instances whose processes take what the kernel gives them.
  @Test func `every instance of deck gets a third, give or take one request`() throws {
    let run = try Rehearsal.run(
      "deck.json", scenario: "claimed", duration: .seconds(30), setting: ["run.warmup=0s"])
    let processes = run.component("app").result.instances.map(\.arrivals)
    let instances = stride(from: 0, to: 6, by: 2).map { processes[$0] + processes[$0 + 1] }
    let (least, most) = (instances.min() ?? 0, instances.max() ?? 0)
    #expect(most - least <= 1, "\(run)")
  }

  /// The kernel does not spread connections evenly: of 200 that were made one after the other, the four
  /// processes took 68, 48, 11 and 73.
  @Test func `each process answers whoami as often as was measured`() throws {
    let run = try Rehearsal.run("system-design-api.json", scenario: "whoami")
    let taken = run.component("app").result.instances.map { Double($0.arrivals) }
    #expect(taken.count == 4 && taken.reduce(0, +) == 10_000, "\(run)")
    for (count, measured) in zip(taken, [68.0, 48, 11, 73]) {
      let share = measured / 200
      let deviation = (10_000 * share * (1 - share)).squareRoot()
      #expect(abs(count - 10_000 * share) <= 3 * deviation, "\(run)")
    }
  }

  /// A key that is cold is missed once in each of the four processes.
  @Test func `whoever answers decides what is in the cache`() throws {
    let run = try Rehearsal.run(
      "system-design-api.json", duration: .seconds(30),
      setting: [
        "run.warmup=0s", "app.spread=roundRobin",
        #"web.arrivals={ "constant": "1/s", "limit": 9 }"#,
        #"web.requests={ "GET /compute/{key}": {}, "POST /enqueue": { "weight": 0 } }"#,
      ])
    guard case .cache(let cache) = run.component("memory").result.details else {
      Issue.record("the memory is a cache")
      return
    }
    #expect(cache.misses == 4 && cache.hits == 5, "\(run)")
  }
}
