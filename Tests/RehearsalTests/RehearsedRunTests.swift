import Foundation
import Rehearsal
import Testing

@Suite struct RehearsedRunTests {
  @Test(
    arguments: [
      "three-instances", "three-instances.json", "Models/three-instances.json",
      "../Models/tiny.json", "Fixtures/tiny.json", "tiny",
    ])
  func `a model is found by its name and from the file of the test`(name: String) throws {
    let folder = try Self.package()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let source = folder + "/Tests/AppTests/AppTests.swift"
    guard name.contains("tiny") else {
      let run = try Rehearsal.run(name, duration: .seconds(5))
      #expect(run.result.model.name == "three-instances")
      #expect(run.command.hasPrefix("simulate --model \(name) --duration 5s --seed 42  # digest "))
      return
    }
    let run = try Rehearsal.run(name, sourceFile: source)
    #expect(run.result.model.name == "tiny")
    // The command line does not know where the test lies, so it is told the whole path.
    #expect(run.command.contains("--model '\(folder)/") || run.command.contains(folder))
  }

  @Test func `equal arguments give equal runs, and others other ones`() throws {
    let run = try Self.short()
    #expect(try Self.short().result == run.result)
    #expect(try Self.short().description == run.description)
    #expect(run.digest.count == 16)
    #expect(run.digest != (try Self.short(seed: 8)).digest)
    #expect(run.digest != (try Self.short(replication: 1)).digest)
    #expect(run.digest != (try Self.short(setting: ["database.write=9ms"])).digest)
  }

  @Test func `a run says how to make it again`() throws {
    let run = try Self.short(setting: ["web.arrivals.poisson=50/s"], replication: 2)
    #expect(
      run.command == """
        simulate --model three-instances --scenario peak --set web.arrivals.poisson=50/s --duration 5s \\
          --seed 7 --replication 2  # digest \(run.digest)
        """)
    for text in [
      run.description, run.client("web").description, run.component("app").description,
      run.client("web").request("POST /api/users").description,
    ] {
      #expect(text.hasSuffix("\n" + run.command))
    }
    #expect(run.report.hasSuffix("\n" + run.command + "\n"))
  }

  @Test func `views show what the result holds`() throws {
    let run = try Self.short()
    let web = run.client("web")
    let books = try #require(run.result.clients.first).total
    #expect(web.offered == books.offered)
    #expect(web.completed == web.succeeded + web.failed)
    #expect(web.goodput == books.goodput)
    #expect(web.latency.p95 == books.latency?.p95)
    #expect(web.latency.p95 < .milliseconds(200))
    #expect(web.latencyOfAll.maximum >= web.latency.p999)
    #expect(web.errorShare == 0)
    #expect(web.attemptsPerRequest == 1)
    #expect(web.status(200) == web.succeeded)
    let read = web.request("GET /api/users/{id}")
    #expect(read.offered + web.request("POST /api/users").offered == web.offered)

    let database = run.component("database")
    #expect(database.utilisation > 0)
    #expect(database.utilisation < 0.5)
    #expect(database.queueMaximum >= 0)
    #expect(database.service.mean < .milliseconds(20))
    #expect(database.hitRatio.isNaN)
    #expect(run.component("cache").hitRatio > 0)
    #expect(run.component("gateway").utilisation.isNaN)
    #expect(run.expectationsHold)
  }

  @Test func `several runs give intervals, on any number of threads`() throws {
    let runs = try Rehearsal.replicate(
      "three-instances", scenario: "peak", duration: .seconds(5), replications: 3)
    let interval = try #require(runs.metric("latency.p95", of: "web")?.interval)
    #expect(interval.upper < 0.2)
    #expect(interval.lower < interval.upper)
    #expect(runs.expectations.allSatisfy { $0.verdict == .pass })
    let again = try Rehearsal.replicate(
      "three-instances", scenario: "peak", duration: .seconds(5), replications: 3, threads: 2)
    #expect(again == runs)
  }

  @Test func `a change is compared with the model as it is`() throws {
    let change = try Rehearsal.compare(
      "three-instances", with: ["app.instances=6"], duration: .seconds(5), replications: 3)
    let utilisation = try #require(change.metric("utilisation", of: "app"))
    #expect(utilisation.finding == .different)
    #expect(abs(try #require(utilisation.pairs.ratio) - 0.5) < 0.01)
  }

  @Test func `failures are counted by cause and place`() throws {
    let run = try Self.short(setting: ["gateway.timeout=1us"])
    let web = run.client("web")
    #expect(web.succeeded == 0)
    #expect(web.errorShare == 1)
    #expect(web.failures(.timeout) == web.failed)
    #expect(web.failures(.timeout, at: "balancer") == web.failed)
    #expect(web.failures(.timeout, at: "web") == 0)
    #expect(!run.expectationsHold)
  }

  @Test func `what was not measured meets no bound`() throws {
    let run = try Self.short(setting: ["gateway.timeout=1us"])
    #expect(!(run.client("web").latency.p95 < .minutes(60)))
    #expect(run.client("web").latency.count == 0)
    let idle = try Self.short(setting: ["web.arrivals.poisson=0.000001/s"])
    #expect(!(idle.client("web").errorShare < 1))
    #expect(!(idle.component("cache").hitRatio >= 0))
  }

  @Test(
    arguments: [
      ("tree-instances", [String](), "did you mean 'three-instances'?"),
      ("three-instances", ["app.wokers=5"], "--set app.wokers=5: "),
      ("three-instances", ["app.workers"], "expected a path and a value"),
    ])
  func `what cannot be run is said in words`(model: String, changes: [String], part: String) {
    let error = #expect(throws: (any Error).self) {
      try Rehearsal.run(model, setting: changes)
    }
    #expect(error.map { "\($0)" }?.contains(part) == true, "\(error.map { "\($0)" } ?? "")")
  }

  @Test func `an unknown name stops the test and says which are known`() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let run = try Rehearsal.run("three-instances", duration: .seconds(1))
      _ = run.component("databse")
    }
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("no component is named 'databse'; did you mean 'database'? (known: "))
    await #expect(processExitsWith: .failure) {
      _ = try Rehearsal.run("three-instances", duration: .seconds(1)).client("wbe")
    }
    await #expect(processExitsWith: .failure) {
      _ = try Rehearsal.run("three-instances", duration: .seconds(1)).client("web").request("GET")
    }
  }

  private static func short(
    seed: UInt64 = 7, setting changes: [String] = [], replication: UInt64 = 0
  ) throws -> RehearsedRun {
    try Rehearsal.run(
      "three-instances", scenario: "peak", seed: seed, duration: .seconds(5), setting: changes,
      replication: replication)
  }

  /// The folder of a package that has a model of its own in `Models`, and one beside its tests.
  private static func package() throws -> String {
    let folder = NSTemporaryDirectory() + "rehearsal-\(UUID().uuidString)"
    let model = """
      {
        "format": 1,
        "run": { "duration": "10s" },
        "clients": { "web": { "arrivals": { "poisson": "10/s" }, "calls": "app" } },
        "components": { "app": { "kind": "service", "work": "1ms" } }
      }
      """
    for path in ["Models/tiny.json", "Tests/AppTests/Fixtures/tiny.json", "Package.swift"] {
      let file = URL(fileURLWithPath: folder + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(model.utf8).write(to: file)
    }
    return folder
  }
}
