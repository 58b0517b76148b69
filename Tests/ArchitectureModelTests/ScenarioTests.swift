import ArchitectureModel
import Testing
import TimeBase

@Suite struct ScenarioTests {
  private static func document(_ scenarios: String) throws -> ModelDocument {
    let original =
      #""peak": { "about": "Three times the load", "set": { "web.arrivals.poisson": "300/s" } }"#
    let text = try #require(Shop.with(scenarios, for: original))
    return try ModelDocument(text, named: "shop.json")
  }

  @Test func `sets values, adds faults and replaces expectations`() throws {
    let document = try Self.document(
      #"""
      "all": {
        "about": "Everything at once",
        "set": { "web.arrivals.poisson": "300/s", "app.instances": 3, "balancer.weights": null },
        "faults": [ { "at": "2m", "flush": "cache" }, { "at": "3m", "crash": "app", "instance": 2 } ],
        "expect": [ { "metric": "errors", "of": "web", "below": "5%" } ]
      }
      """#)
    #expect(document.scenarios.map(\.name) == ["all"])
    #expect(document.scenarios.map(\.about) == ["Everything at once"])
    let model = try document.architecture(scenario: "all")
    #expect(model.scenario == "all")
    #expect(model.clients[0].load == .open(Client.Arrivals(.poisson(.perSecond(300)))))
    #expect(
      model.faults.map(\.title) == ["outage of database", "flush of cache", "crash of app[2]"])
    #expect(model.expectations.map(\.text) == ["errors of web below 5%"])
    #expect(model.sha256 == document.sha256)
    #expect(document.reading.architecture.faults.count == 1)
  }

  @Test func `overrides come after the scenario and reach what it added`() throws {
    let document = try Self.document(
      #""flush": { "faults": [ { "at": "2m", "flush": "cache" } ] }"#)
    let model = try document.architecture(
      scenario: "flush", overrides: [Override("faults.1.at=90s")])
    #expect(model.faults[1].start == .seconds(90))
  }

  @Test func `others are applied first, each once, in their order`() throws {
    let document = try Self.document(
      #"""
      "base": { "set": { "app.workers": 3 }, "faults": [ { "at": "2m", "flush": "cache" } ] },
      "left": { "extends": "base", "set": { "app.workers": 5, "app.instances": 2 },
                "expect": [ { "metric": "errors", "of": "web", "below": "5%" } ] },
      "right": { "extends": "base", "set": { "balancer.weights": [4, 1] } },
      "both": { "extends": ["left", "right"], "set": { "web.timeout": "3s" },
                "faults": [ { "at": "3m", "flush": "cache" } ] }
      """#)
    let model = try document.architecture(scenario: "both")
    #expect(model.scenario == "both")
    #expect(model.faults.map(\.start) == [.minutes(1), .minutes(2), .minutes(3)])
    #expect(model.expectations.map(\.text) == ["errors of web below 5%"])
    #expect(model.clients[0].call.timeout == .seconds(3))
    guard case .service(let app) = model.components[0].kind,
      case .balancer(let balancer) = model.components[1].kind
    else {
      Issue.record("the components are sorted by name")
      return
    }
    #expect(app.workers == 5)
    #expect(balancer.weights == [4, 1])
  }

  @Test(arguments: [
    (
      #""a": { "extends": "b" }, "peak": {}"#,
      "shop.json:26:23: scenarios.a.extends: no scenario is named 'b'"
    ),
    (
      #""a": { "extends": ["peek"] }, "peak": {}"#,
      "shop.json:26:24: scenarios.a.extends[0]: no scenario is named 'peek'; did you mean 'peak'?"
    ),
    (
      #""a": { "extends": "a" }"#,
      "shop.json:26:23: scenarios.a.extends: 'a' would extend itself"
    ),
    (
      #""a": { "extends": "b" }, "b": { "faults": [ { "at": "1m", "flush": "app" } ] }"#,
      "shop.json:26:72: scenarios.b.faults[0].flush: 'app' is a service; 'flush' is for: cache"
    ),
  ])
  func `extends what is there and comes to an end`(scenarios: String, message: String) {
    let error = #expect(throws: InvalidModel.self) { try Self.document(scenarios) }
    #expect(error?.description == message)
  }

  @Test func `one that is not there is named with what was meant`() throws {
    let document = try ModelDocument(Shop.text, named: "shop.json")
    let error = #expect(throws: InvalidModel.self) { try document.architecture(scenario: "peek") }
    #expect(error?.description == "shop.json: no scenario is named 'peek'; did you mean 'peak'?")
  }

  @Test func `a model without any says so`() throws {
    let text = try #require(
      Shop.with(
        "",
        for:
          #""peak": { "about": "Three times the load", "set": { "web.arrivals.poisson": "300/s" } }"#
      ))
    let document = try ModelDocument(text, named: "shop.json")
    let error = #expect(throws: InvalidModel.self) { try document.architecture(scenario: "peak") }
    #expect(error?.description == "shop.json: the model has no scenarios, and so no 'peak'")
  }

  /// A file is valid only with all of its scenarios, whichever is run.
  @Test(arguments: [
    (
      #""a": { "fault": [] }"#,
      "shop.json:26:12: scenarios.a: unknown key 'fault'; did you mean 'faults'?"
    ),
    (
      #""a": { "set": [] }"#,
      "shop.json:26:19: scenarios.a.set: expected an object, found an empty array"
    ),
    (
      #""a": { "set": { "app.workers": 0 } }"#,
      #"shop.json:26:36: components.app.workers: expected a whole number from 1 to 1000000 or "unlimited", found 0 (in scenario 'a')"#
    ),
    (
      #""a": { "set": { "app.wrkers": 5 } }"#,
      "shop.json:26:35: components.app: unknown key 'wrkers'; did you mean 'workers'? (in scenario 'a')"
    ),
    (
      #""a": { "set": { "apq.workers": 5 } }"#,
      "shop.json:26:21: scenarios.a.set[\"apq.workers\"]: no part of the model is named 'apq'; did you mean 'app'?"
    ),
    (
      #""a": { "set": { "jobs": null } }"#,
      "shop.json:19:68: components.app.handles[\"POST /order\"][1].enqueue: no queue is named 'jobs' (in scenario 'a')"
    ),
    (
      #""a": { "faults": [ { "at": "1m", "flush": "app" } ] }"#,
      "shop.json:26:47: scenarios.a.faults[0].flush: 'app' is a service; 'flush' is for: cache"
    ),
    (
      #""a": { "expect": [ { "metric": "errors", "of": "web", "below": "5ms" } ] }"#,
      "shop.json:26:68: scenarios.a.expect[0].below: expected a share from \"0%\" to \"100%\", found \"5ms\""
    ),
  ])
  func `is checked before it is run`(scenario: String, message: String) {
    let error = #expect(throws: InvalidModel.self) { try Self.document(scenario) }
    #expect(error?.description == message)
  }

  @Test func `a problem of the model itself is told once, not once for each scenario`() throws {
    let text = try #require(Shop.with("\"workers\": 0", for: "\"workers\": 4"))
    let error = #expect(throws: InvalidModel.self) { try ModelDocument(text, named: "shop.json") }
    #expect(error?.problems.count == 1)
  }

  @Test func `advice is given on what changes nothing, is never called, or comes too late`() throws
  {
    let document = try Self.document(
      #"""
      "baseline": { "about": "As it is" },
      "same": { "set": { "web.arrivals.poisson": "100/s" } },
      "late": { "set": { "app.handles": { "*": [] } }, "faults": [ { "at": "6m", "flush": "cache" } ] }
      """#)
    #expect(
      document.reading.advice.map(\.description) == [
        "shop.json:27:9: scenarios.same: it changes nothing"
      ])
    let late = try document.reading(scenario: "late").advice.map(\.description)
    #expect(
      late == [
        "shop.json:20:14: components.cache: nothing calls it",
        "shop.json:21:13: components.jobs: nothing calls it",
        "shop.json:22:17: components.database: nothing calls it",
        "shop.json:28:62: scenarios.late.faults[0]: begins at 6m, when the run of 5m is over",
      ])
  }
}
