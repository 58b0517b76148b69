import Rehearsal
import Testing

/// Parts of a run, and models that are made or changed in Swift.
@Suite struct RunWindowTests {
  private static let model = Architecture(
    name: "outage", run: RunPlan(duration: .seconds(40), warmup: .fixed(.seconds(2)), seed: 3),
    clients: [
      Client(
        name: "web", load: .open(.init(.poisson(.perSecond(50)))), call: CallPolicy(target: "api"),
        requests: [.init(name: "request")])
    ],
    components: [
      Component(
        name: "api",
        kind: .service(
          Service(
            workers: 4, backlog: nil,
            handlers: [
              .init(request: "*", steps: [.compute(.exponential(mean: .milliseconds(10)))])
            ])))
    ],
    faults: [
      Fault(.outage(.refuse), of: "api", at: .seconds(10), for: .seconds(5))
    ])

  @Test func `a run tells what was before, during and after a fault`() throws {
    let run = try Rehearsal.run(Self.model)
    let (before, during) = (run.before("api"), run.during("api"))
    let after = run.after("api", by: .seconds(1))
    #expect(before.client("web").errorShare == 0, "\(run)")
    // What was inside when the outage began is still answered.
    let errors = during.client("web").errorShare
    #expect(errors > 0.98 && errors < 1, "\(run)")
    #expect(after.client("web").errorShare == 0, "\(run)")
    #expect(during.result.window.length == .seconds(5))
    #expect(after.result.window.start == .zero + .seconds(16))
    // Nothing is lost between the parts.
    let whole = run.between(.seconds(2), and: .seconds(40)).client("web")
    #expect(whole.completed == run.client("web").completed)
    let between = run.between(.seconds(15), and: .seconds(16)).client("web")
    let parts = [before, during, after].map { $0.client("web").completed }
    #expect(abs(Int(parts.reduce(between.completed, +)) - Int(whole.completed)) <= 1)
    #expect(during.command == run.command)
  }

  @Test func `a model built in Swift gives the same run each time`() throws {
    let run = try Rehearsal.run(Self.model)
    #expect(try Rehearsal.run(Self.model).digest == run.digest)
    #expect(try Rehearsal.run(Self.model, seed: 4).digest != run.digest)
    #expect(
      run.command
        == "outage, as it was built in Swift, seed 3, replication 0, digest \(run.digest)")
  }

  @Test func `a model file is edited with types`() throws {
    let edited = try Rehearsal.run("three-instances", duration: .seconds(5)) { model in
      try model.editService("app") { $0.instances = 5 }
    }
    let set = try Rehearsal.run(
      "three-instances", duration: .seconds(5), setting: ["app.instances=5"])
    #expect(edited.digest == set.digest)
  }

  @Test func `what does not fit is said`() throws {
    var model = Self.model
    #expect(throws: UnfitModel.self) { try model.editService("apo") { $0.instances = 2 } }
    model.clients[0].call.target = "app"
    let error = #expect(throws: UnfitModel.self) { try Rehearsal.run(model) }
    #expect(error?.description.contains("did you mean 'api'?") == true)
  }

  @Test func `a run explains where its time went`() throws {
    let run = try Rehearsal.run(Self.model)
    let web = run.explanation.clients[0]
    #expect(web.successes.count == run.client("web").succeeded)
    #expect(abs(web.successes.mean(of: .service) - 0.01) < 0.001)
  }
}
