import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing
import TimeBase

@Suite struct RunCommandTests {
  typealias Verdict = ExpectationResult.Verdict

  @Test func `the report goes to standard output and ends with the line that makes it again`() {
    let desk = Desk()
    #expect(desk.type("--model shop") == .success)
    #expect(desk.output.text.hasPrefix("shop: 100% of 10 requests succeeded\nA shop with one"))
    #expect(
      desk.output.text.hasSuffix(
        "\n\nsimulate --model shop --seed 42  # digest 0000000000d16e57\n"))
    #expect(desk.messages.text == "simulated 10m\n")
  }

  @Test func `every option reaches the run and the line that makes it again`() throws {
    let desk = Desk()
    #expect(
      desk.type(
        [
          "run", "--model", "shop", "--scenario", "outage", "--set", "app.instances=5", "--set",
          #"app.handles={"*": [{"compute": "1ms"}]}"#, "--seed", "7", "--duration", "5m",
          "--replication=3", "--tie-order", "shuffle:9",
        ]) == .success, "\(desk.messages.text)")
    let architecture = try #require(desk.runner.architectures.first)
    #expect(architecture.scenario == "outage")
    #expect(architecture.run.seed == 7)
    #expect(architecture.run.duration == .minutes(5))
    #expect(architecture.faults.count == 1)
    guard case .service(let service) = architecture.components[0].kind else {
      Issue.record("app is no service")
      return
    }
    #expect(service.instances == 5)
    #expect(desk.runner.options.map(\.replication) == [3])
    #expect(desk.runner.options.map { "\($0.tieOrder)" } == ["shuffle:9"])
    #expect(
      desk.output.text.hasSuffix(
        #"""

        simulate --model shop --scenario outage --set app.instances=5 \
          --set 'app.handles={"*": [{"compute": "1ms"}]}' --duration 5m --seed 7 --replication 3 \
          --tie-order shuffle:9  # digest 0000000000d16e57

        """#))
  }

  @Test func `the line that makes a run again names its seed once`() throws {
    let desk = Desk()
    #expect(desk.type("--model shop --set run.seed=7") == .success)
    #expect(
      desk.output.text.hasSuffix("\n\nsimulate --model shop --seed 7  # digest 0000000000d16e57\n"))
  }

  @Test func `the same run can be had as JSON or as CSV`() {
    let json = Desk()
    #expect(json.type("--model shop --format json") == .success)
    #expect(json.output.text.hasPrefix("{\n  \"version\": 1,\n"))
    let csv = Desk()
    #expect(csv.type("--model shop --format csv") == .success)
    #expect(csv.output.text.hasPrefix("time,web.offered,"))
  }

  @Test(
    arguments: [
      ([], .success), ([.pass, .pass], .success), ([.pass, .fail], .expectationFailed),
      ([.pass, .inconclusive], .inconclusive), ([.inconclusive, .fail], .expectationFailed),
    ] as [([Verdict], ExitCode)])
  func `the exit code answers the expectations`(verdicts: [Verdict], code: ExitCode) {
    let desk = Desk()
    desk.runner.change = { result in
      result.expectations = verdicts.map {
        .init(text: "errors of web below 1%", verdict: $0, observed: 0, unit: .ratio)
      }
    }
    #expect(desk.type("--model shop") == code)
  }

  @Test func `a run that was stopped is no success`() {
    let desk = Desk()
    desk.runner.change = { $0.ending = .stopped(at: .zero + .seconds(3), reason: "app grew") }
    #expect(desk.type("--model shop") == .inconclusive)
  }

  @Test func `a broken self-check outweighs all and shows how to see it again`() {
    let desk = Desk()
    desk.runner.change = { $0.audit.flow = .broken("app: 3 arrived and 2 left") }
    #expect(desk.type("--model shop") == .selfCheckFailed)
    #expect(
      desk.messages.text == """
        simulated 10m
        simulate: a self-check of this run failed, which is a bug in this program and not in the \
        model; this line shows it again:
        simulate --model shop --seed 42  # digest 0000000000d16e57

        """)
  }

  @Test func `the numbers of exit codes are a contract`() {
    let codes: [ExitCode] = [
      .success, .expectationFailed, .unusable, .inconclusive, .selfCheckFailed, .interrupted,
    ]
    #expect(codes.map(\.rawValue) == [0, 1, 2, 3, 4, 130])
  }

  @Test func `an interrupt ends the run without a result`() {
    let desk = Desk()
    desk.runner.steps = 4
    desk.isInterrupted = true
    #expect(desk.type("--model shop --output kept") == .interrupted)
    #expect(desk.output.text == "")
    #expect(desk.messages.text == "simulate: interrupted at 0s of 10m; there is no result\n")
    #expect(desk.files.text(of: "/home/ada/shop/kept/result.json") == nil)
  }

  @Test func `advice on the model is mentioned and not told`() {
    let lonely = Desk.shop.replacing(
      "\"components\": {",
      with:
        "\"components\": {\n \"spare\": { \"kind\": \"database\", \"connections\": 1, \"read\": \"4ms\" },"
    )
    let desk = Desk(["/home/ada/shop/Models/shop.json": lonely])
    #expect(desk.type("--model shop") == .success, "\(desk.messages.text)")
    #expect(desk.messages.text.contains(" on this model: simulate check --model shop\n"))
  }

  @Test func `how fast it went is told by the wall clock, on standard error`() {
    let desk = Desk()
    desk.tick = .milliseconds(250)
    #expect(desk.type("--model shop") == .success)
    #expect(desk.messages.text == "simulated 10m in 500 ms, 4.00 million requests/s\n")
    #expect(!desk.output.text.contains("500 ms"))
  }

  @Test func `standard output that cannot be written is an error`() {
    let desk = Desk()
    desk.output.failure = FileProblem(.write, "standard output", "no space left on device")
    #expect(desk.type("--model shop") == .unusable)
    #expect(
      desk.messages.text
        == "simulated 10m\nsimulate: cannot write 'standard output': no space left on device\n")
  }
}
