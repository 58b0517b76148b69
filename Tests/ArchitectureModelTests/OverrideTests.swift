import ArchitectureModel
import EventEngine
import Testing
import TimeBase

@Suite struct OverrideTests {
  private let document: ModelDocument

  init() throws {
    document = try ModelDocument(Shop.text, named: "shop.json")
  }

  private func architecture(_ overrides: String...) throws -> Architecture {
    try document.architecture(overrides: overrides.map { try Override($0) })
  }

  private func service(_ overrides: String...) throws -> Service {
    let model = try document.architecture(overrides: overrides.map { try Override($0) })
    let app = try #require(model.components.first { $0.name == "app" })
    guard case .service(let service) = app.kind else {
      preconditionFailure("app is a service")
    }
    return service
  }

  @Test(arguments: ["app.workers=9", "components.app.workers=9", "components['app'].workers= 9 "])
  func `a path may begin with a name or with its section`(text: String) throws {
    #expect(try service(text).workers == 9)
  }

  @Test func `a value is JSON if it can be, and else a text`() throws {
    #expect(try service("app.workers=unlimited").workers == nil)
    #expect(try service("app.workers=\"unlimited\"").workers == nil)
    #expect(try architecture("run.duration=2m").run.duration == .minutes(2))
    #expect(try architecture("run.seed=18446744073709551615").run.seed == .max)
    #expect(try architecture("name=some shop").name == "some shop")
    #expect(try architecture("about=").about == "")
    let model = try architecture("web.arrivals={ \"constant\": \"5/s\", /* slow */ }")
    #expect(model.clients[0].load == .open(Client.Arrivals(.constant(.perSecond(5)))))
  }

  @Test func `one place in two spellings is one place`() throws {
    let error = #expect(throws: InvalidModel.self) {
      try architecture("app.workers=1", "components.app.workers=3")
    }
    #expect(
      error?.description
        == "--set components.app.workers=3: this is the same place as 'app.workers', which is set as well"
    )
  }

  @Test func `one option replaces what another one has set`() throws {
    var varied = try Override("app.workers=3")
    varied.label = "--vary app.workers=3"
    for path in ["app.workers", "components.app.workers"] {
      let model = try document.architecture(overrides: [Override("\(path)=2"), varied])
      #expect(try model == architecture("app.workers=3"))
    }
  }

  @Test func `elements are counted from 0, in brackets or between dots`() throws {
    #expect(try architecture("faults.0.for=20s").faults[0].duration == .seconds(20))
    #expect(try architecture("faults[0].for=20s").faults[0].duration == .seconds(20))
  }

  @Test func `names with dots and spaces stand in quotes or brackets`() throws {
    let path = "web.requests[\"GET /item\"].weight=7"
    #expect(try architecture(path).clients[0].requests[0].weight == 7)
    #expect(
      try architecture("web.requests.'GET /item'.weight=7").clients[0].requests[0].weight == 7)
    #expect(try architecture("web.requests[GET /item].weight=7").clients[0].requests[0].weight == 7)
  }

  @Test func `a key that was left out may be added, with what is around it`() throws {
    #expect(try service("app.cpu.cores=2").processor == Service.Processor.shared(cores: 2))
    #expect(try architecture("network.latency=1ms").network.latency == .milliseconds(1))
    let model = try architecture("web.requests.ping={ \"weight\": 0.5 }", "app.handles.ping=[]")
    #expect(model.clients[0].requests.map(\.name) == ["GET /item", "POST /order", "ping"])
  }

  @Test func `null removes what is there`() throws {
    #expect(try architecture("expect=null").expectations == [])
    #expect(try architecture("faults[0]=null").faults == [])
    #expect(try architecture("web.timeout=null").clients[0].call.timeout == nil)
  }

  @Test func `later overrides see what earlier ones have done`() throws {
    let service = try service("app.cpu={ \"cores\": 2 }", "app.cpu.cores=3")
    #expect(service.processor == Service.Processor.shared(cores: 3))
  }

  @Test func `the hash and the document stay what they are`() throws {
    #expect(try architecture("run.seed=9").sha256 == document.sha256)
    #expect(document.reading.architecture.run.seed == 7)
  }

  @Test(arguments: [
    (
      "app.instances=five",
      #"--set app.instances=five: components.app.instances: expected a whole number from 1 to 10000, found "five""#
    ),
    (
      "app.instnces=5",
      "--set app.instnces=5: components.app: unknown key 'instnces'; did you mean 'instances'?"
    ),
    (
      "ap.instances=5",
      "--set ap.instances=5: no part of the model is named 'ap'; did you mean 'app'?"
    ),
    (
      "clients.wbe.timeout=5s",
      "--set clients.wbe.timeout=5s: no part of 'clients' is named 'wbe'; did you mean 'web'?"
    ),
    (
      "web.arrivals.poisson=500",
      #"--set web.arrivals.poisson=500: clients.web.arrivals.poisson: '500' has no unit; write for instance "500/s""#
    ),
    (
      "web.timeuot=null",
      "--set web.timeuot=null: no part of 'clients.web' is named 'timeuot'; did you mean 'timeout'?"
    ),
    (
      "faults.1.for=5s", "--set faults.1.for=5s: 'faults' has 1 element, counted from 0, and no '1'"
    ),
    ("faults.x=5s", "--set faults.x=5s: 'faults' has 1 element, counted from 0, and no 'x'"),
    (
      "cache.latency.exponential=5ms",
      #"--set cache.latency.exponential=5ms: 'components.cache.latency' is "0.5ms", which has no parts; set all of it"#
    ),
    (
      "web.retry.on[0]=timeout",
      """
      --set web.retry.on[0]=timeout: there is no 'clients.web.retry.on' yet, nor a '0' in it; set \
      all of it
      """
    ),
    ("scenarios.peak.about=x", "--set scenarios.peak.about=x: a scenario is chosen, not changed"),
    ("app..workers=5", "--set app..workers=5: a part of the path is empty"),
    (
      "app.handles={\"*\": [}",
      "--set app.handles={\"*\": [}: the value is no JSON: expected a value, found '}'"
    ),
    (
      "app.cpu={\"cores\": 1, \"cores\": 2}",
      #"--set app.cpu={"cores": 1, "cores": 2}: key 'cores' appears twice in the value"#
    ),
    (
      "cache=null",
      """
      shop.json:17:51: components.app.handles["GET /item"][0].cached.in: no cache is named 'cache'
      """
    ),
    (
      "run.duration=20s",
      """
      shop.json:4:40: run.warmup: a warm-up of 30s leaves nothing of a run of 20s
      """
    ),
    (
      "app.handles={}",
      "--set app.handles={}: components.app.handles: a service without handlers answers nothing"
    ),
  ])
  func `says which override is wrong and why`(text: String, message: String) throws {
    let override = try Override(text)
    let error = #expect(throws: InvalidModel.self) {
      try document.architecture(overrides: [override])
    }
    #expect(error?.description == message)
  }

  @Test func `names an override as its giver wrote it, after the problems of the file`() throws {
    let overrides = [
      Override(path: "run.duration", value: "soon", label: "--duration soon"),
      Override(path: "jobs", value: "null"),
    ]
    let error = #expect(throws: InvalidModel.self) {
      try document.architecture(overrides: overrides)
    }
    #expect(
      error?.description == """
        shop.json:19:68: components.app.handles["POST /order"][1].enqueue: no queue is named 'jobs'
        --duration soon: run.duration: 'soon' is not a number with a unit, such as "250ms"
        """)
  }

  @Test(arguments: ["app.instances", "=5", "", "app['a=b'"])
  func `a text without a path and a value is no override`(text: String) {
    let error = #expect(throws: ModelProblem.self) { try Override(text) }
    #expect(
      error?.description
        == "--set \(text): expected a path and a value, such as app.instances=5")
  }

  @Test func `the first equal sign outside quotes ends the path`() throws {
    let override = try Override("web.requests['a=b'].weight=1=2")
    #expect(override.path == "web.requests['a=b'].weight")
    #expect(override.value == "1=2")
  }
}
