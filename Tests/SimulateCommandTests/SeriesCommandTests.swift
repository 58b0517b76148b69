import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing
import TimeBase

@Suite struct SeriesCommandTests {
  /// Replication by replication other figures, and an expectation that they answer.
  private func desk(_ observed: @escaping (UInt64) -> Double = { 0.1 + Double($0) / 1000 }) -> Desk
  {
    let desk = Desk()
    desk.runner.change = { result in
      let value = observed(result.replication)
      result.expectations = [
        .init(text: "errors of web below 1%", verdict: .pass, observed: value, unit: .ratio)
      ]
      result.clients[0].total.goodput = 100 + Double(result.replication)
      result.digest.total = 1000 + result.replication
    }
    return desk
  }

  @Test func `replications are of one seed and follow on each other`() {
    let desk = desk { _ in 0.001 }
    #expect(
      desk.type("--model shop --replications 4 --replication 3 --threads 2") == .success)
    #expect(desk.runner.options.map(\.replication) == [3, 4, 5, 6])
    #expect(desk.runner.architectures.allSatisfy { $0.run.seed == 42 })
    #expect(desk.runner.threads == [2])
    let text = desk.output.text
    #expect(text.hasPrefix("shop: the expectation holds at 95% confidence\n"), "\(text)")
    #expect(text.contains("4 times 10m of virtual time, seed 42, replications 3 to 6"))
    // 103…106: mean 104.5, s 1.291, t(3) 3.182.
    #expect(text.contains("goodput        104.5/s   102.4/s  106.6/s  1.97%"), "\(text)")
    #expect(
      text.contains(
        "\n\nsimulate --model shop --seed 42 --replication 3 --replications 4  # digest"),
      "\(text)")
    #expect(desk.messages.text == "simulated 4 runs of 10m\n")
  }

  @Test(arguments: [
    ("below", 0.001, ExitCode.success), ("above", 0.5, .expectationFailed),
  ])
  func `the exit code is that of the verdicts`(_: String, observed: Double, code: ExitCode) {
    #expect(desk { _ in observed }.type("--model shop --replications 3") == code)
  }

  @Test func `an open verdict is no success and says what would decide it`() {
    let desk = desk { 0.005 + Double($0) * 0.004 }
    #expect(desk.type("--model shop --replications 3 --confidence 99%") == .inconclusive)
    #expect(desk.output.text.hasPrefix("shop: the expectation is inconclusive at 99% confidence\n"))
    #expect(desk.output.text.contains("more replications would decide"))
    #expect(desk.output.text.contains("--replications 3 --confidence 99%"))
  }

  @Test func `a broken self-check outweighs everything`() {
    let desk = desk { _ in 0.5 }
    let change = desk.runner.change
    desk.runner.change = { result in
      change(&result)
      if result.replication == 1 { result.audit.flow = .broken("app: 2 arrivals, 1 departure") }
    }
    #expect(desk.type("--model shop --replications 3 --format json") == .selfCheckFailed)
    #expect(desk.output.text.contains(#""flow": "app: 2 arrivals, 1 departure""#))
  }

  @Test func `JSON and CSV hold the intervals`() {
    let json = desk { _ in 0.001 }
    #expect(json.type("--model shop --replications 2 --format json") == .success)
    #expect(
      json.output.text.contains(
        #""goodput": {"value": 100.5, "interval": {"lower": 94.14"#), "\(json.output.text)")
    #expect(json.output.text.contains(#""replications": {"#))
    #expect(json.output.text.contains(#""held": 2, "of": 2"#))
    let csv = desk { _ in 0.001 }
    #expect(csv.type("--model shop --replications 2 --format csv") == .success)
    #expect(csv.output.text.contains("\nweb,,goodput,perSecond,100.5,94.14"))
    #expect(csv.output.text.contains("\nweb,,latency.p95,seconds,,,,,,0\n"))
  }

  @Test func `an output folder gets the report, the result and the metrics`() {
    let desk = desk { _ in 0.001 }
    #expect(desk.type("--model shop --replications 2 --output out") == .success)
    for name in ["report.txt", "result.json", "metrics.csv"] {
      #expect(desk.files.text(of: "/home/ada/shop/out/\(name)") != nil, "\(name)")
    }
  }

  @Test func `what was finished before an interrupt is kept`() {
    let desk = desk { _ in 0.001 }
    let change = desk.runner.change
    desk.runner.change = { result in
      change(&result)
      if result.replication == 2 { desk.isInterrupted = true }
    }
    #expect(desk.type("--model shop --precision 1%") == .interrupted)
    #expect(desk.messages.text.contains("interrupted after 3 finished replications"))
    #expect(desk.output.text.contains("3 times 10m"))
    #expect(desk.output.text.contains("simulate --model shop --seed 42 --replications 3  #"))
  }

  @Test func `an interrupt before anything is finished leaves nothing`() {
    let desk = desk()
    desk.isInterrupted = true
    #expect(desk.type("--model shop --replications 3") == .interrupted)
    #expect(desk.output.text == "")
    #expect(desk.type("compare --model shop --with app.instances=3") == .interrupted)
    #expect(desk.type("record --model shop") == .interrupted)
    #expect(desk.output.text == "")
  }

  @Test(arguments: [
    ("--model shop --replications 1", "--replications: 1 is not from 2 to 1000000"),
    ("--model shop --threads 2", "--threads goes with several runs"),
    ("--model shop --precision 2", "--precision: '2' is no share, such as 2%"),
    ("--model shop --precision 0%", "--precision is above 0% and below 100%"),
    ("--model shop --replications 3 --confidence 100%", "--confidence is from 50% to 99.99%"),
    (
      "--model shop --replications 3 --replication 9223372036854775808",
      "--replication: 9223372036854775808 is not from 0 to 9223372036854775807"
    ),
    ("--model shop --replications 3 --threads 0", "--threads: 0 is not from 1 to"),
    ("compare --model shop", "nothing to compare with"),
    ("compare --model shop --with app.instances", "--with 'app.instances': expected a path"),
    ("compare --model shop --with app.x=1", "--with app.x=1"),
    ("compare --model shop --with run.seed=2", "--with run.seed: both variants have the draws"),
    (
      "compare --model shop --seed 7 --with run.seed=2",
      "--with run.seed: both variants have the draws"
    ),
    ("record --model shop --check", "nothing was recorded in 'Models/shop.results.txt' yet"),
  ])
  func `what cannot be obeyed is answered by one sentence`(line: String, message: String) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message), "\(desk.messages.text)")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test(arguments: ["explain --model shop", "compare --model shop --with app.instances=3"])
  func `a run that was stopped at a bound decides nothing`(line: String) {
    let desk = Desk()
    desk.runner.change = { $0.ending = .stopped(at: .zero, reason: "too much was in flight") }
    #expect(desk.type(line) == .inconclusive)
  }

  @Test func `variants are compared in pairs`() {
    let desk = desk()
    desk.runner.change = { result in
      result.clients[0].total.goodput = 100 + Double(result.replication)
      if result.model.scenario == "peak" { result.clients[0].total.goodput += 50 }
    }
    #expect(
      desk.type("compare --model shop --against-scenario peak --replications 3") == .success)
    #expect(desk.runner.options.map(\.replication) == [0, 0, 1, 1, 2, 2])
    #expect(
      desk.runner.architectures.map(\.scenario) == [nil, "peak", nil, "peak", nil, "peak"])
    let text = desk.output.text
    #expect(text.hasPrefix("web is better off: goodput rises by 49.5% "), "\(text)")
    #expect(text.contains("\n  first     as is\n  second    scenario peak\n"), "\(text)")
    #expect(
      text.contains("\nsimulate compare --model shop --against-scenario peak --replications 3"),
      "\(text)")
  }

  @Test func `a second variant replaces what the first one sets`() throws {
    let desk = desk()
    #expect(
      desk.type(
        "compare --model shop --set app.instances=3 --with app.instances=4 --replications 2"
          + " --format json") == .success, "\(desk.messages.text)")
    #expect(desk.output.text.contains(#""title": "as is""#))
    #expect(desk.output.text.contains(#""title": "app.instances=4""#))
    #expect(desk.output.text.contains(#""answer": "noDifference""#))
    let kinds = desk.runner.architectures.map(\.components[0].kind)
    #expect(kinds[0] != kinds[1])
    #expect(kinds[0] == kinds[2])
  }

  @Test func `nothing but older results is replaced by new ones`() {
    let desk = Desk()
    #expect(desk.type("record --model shop --file Models/shop.json") == .unusable)
    #expect(desk.messages.text.contains("'Models/shop.json' holds something else than recorded"))
    #expect(desk.runner.architectures.isEmpty)
    #expect(desk.type("record --model shop --file kept.txt") == .success)
    #expect(desk.type("record --model shop --file kept.txt") == .success)
  }

  @Test func `results are recorded for every scenario, and checked later`() {
    let desk = Desk()
    #expect(desk.type("record --model shop") == .success)
    let kept = desk.files.text(of: "/home/ada/shop/Models/shop.results.txt") ?? ""
    #expect(kept.contains("\n[as is] seed 42, 10m, digest d16e57\nweb goodput 1\n"), "\(kept)")
    #expect(kept.contains("\n[outage] "))
    #expect(kept.contains("\n[peak] "))
    #expect(desk.type("record --model shop --check") == .success)
    #expect(desk.output.text == "all results are as recorded in Models/shop.results.txt\n")
    desk.runner.change = { result in
      if result.model.scenario == "peak" { result.clients[0].total.goodput = 0.9 }
    }
    #expect(desk.type("record --model shop --check") == .expectationFailed)
    #expect(
      desk.output.text.hasSuffix(
        """
        1 result is not as recorded

        peak           recorded  now  change
          web goodput         1  0.9  -10.0%

        """), "\(desk.output.text)")
  }
}
