import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing
import TimeBase

@Suite struct FindCommandTests {
  /// Errors rise with the load and fall with the instances: 1 % at 100/s an instance.
  private func desk() -> Desk {
    let desk = Desk()
    desk.runner.change = { [runner = desk.runner] result in
      guard let model = runner.architectures.last,
        case .service(let app) = model.components[0].kind,
        case .open(let arrivals) = model.clients[0].load,
        case .poisson(let rate) = arrivals.process
      else { return }
      let share = rate.perSecond / Double(app.instances) / 10_000
      result.expectations = [
        .init(
          text: "errors of web below 1%", verdict: share < 0.01 ? .pass : .fail, observed: share,
          unit: .ratio)
      ]
    }
    return desk
  }

  @Test func `the bracket, the binding expectation and the line that finds it again are told`() {
    let desk = desk()
    let line = "find --model shop --vary web.arrivals.poisson=50/s...900/s"
    #expect(desk.type(line) == .success)
    let text = desk.output.text
    #expect(
      text.hasPrefix("web.arrivals.poisson: the expectations hold up to 199."), "\(text)")
    #expect(text.contains("binding   errors of web below 1% (observed 1.0"), "\(text)")
    #expect(text.hasSuffix("\nsimulate \(line) --seed 42\n"), "\(text)")
    #expect(desk.messages.text.hasPrefix("made "))
  }

  @Test func `a second knob gives a frontier`() {
    let desk = desk()
    let line =
      "find --model shop --vary web.arrivals.poisson=50/s...900/s --vary app.instances=1,2,4 "
      + "--precision 0.5% --format json"
    #expect(desk.type(line) == .success)
    for (value, holds) in [("1", "\"holds\": \"99."), ("2", "\"199."), ("4", "\"39")] {
      let part = desk.output.text.split(separator: "\"value\": \"\(value)\",\n").last ?? ""
      #expect(part.prefix(120).contains(holds), "\(part.prefix(200))")
    }
  }

  @Test func `the frontier is a table with what stands in the way, and what single searches find`()
  {
    let desk = desk()
    let line = "find --model shop --vary web.arrivals.poisson=50/s...900/s"
    let frontier = line + " --vary app.instances=1,2,4"
    #expect(desk.type(frontier) == .success)
    let lines = desk.output.text.split(separator: "\n").map(String.init)
    for instances in [1, 2, 4] {
      let single = self.desk()
      #expect(single.type(line + " --set app.instances=\(instances)") == .success)
      let words = single.output.text.split(separator: "\n")[0].split(separator: " ")
      let (holds, fails) = (words[6].dropLast(), words[11])
      let place = lines.firstIndex {
        $0.split(separator: " ").prefix(3) == ["\(instances)", holds, fails]
      }
      #expect(place != nil, "\(instances) \(holds) \(fails): \(lines)")
      #expect(place.map { lines[$0 + 1].contains("errors of web below 1% (observed 1.") } == true)
    }
    let command = desk.output.text.split(separator: "\\\n  ").joined()
    #expect(command.hasSuffix("\nsimulate \(frontier) --seed 42\n"), "\(desk.output.text)")
  }

  @Test(arguments: [
    ("find --model shop", "nothing to search"),
    ("find --model shop --vary app.instances=roundRobin,b", "a search needs numbers that go up"),
    (
      "find --model shop --vary app.instances=1...8 --vary app.workers=1...8 --vary app.backlog=1...8",
      "a search takes one --vary, or two"
    ),
    (
      "find --model shop --vary app.instances=1...8 --vary web.arrivals.poisson=1/s...2/s",
      "the second knob of a frontier takes values in steps"
    ),
    ("find --model shop --vary app.instances=1...8 --precision 200%", "--precision is from 0.01%"),
    ("find --model shop --vary app.instances=0...8", "--vary app.instances=0: "),
    ("find --model shop --vary app.instances=1...8 --replications 3", "3 is not from 4 to"),
  ])
  func `a search that cannot be made is refused before anything runs`(
    line: String, message: String
  ) {
    let desk = desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message), "\(desk.messages.text)")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `a search that is interrupted tells what it has found so far`() {
    let desk = desk()
    desk.interrupts(afterRuns: 30)
    let line = "find --model shop --vary web.arrivals.poisson=50/s...900/s"
    #expect(desk.type(line) == .interrupted)
    let text = desk.output.text
    #expect(text.hasPrefix("web.arrivals.poisson: the expectations hold up to "), "\(text)")
    #expect(text.contains("; in between it\nis not yet decided"), "\(text)")
    #expect(text.contains("  so far    interrupted: this is what"), "\(text)")
    #expect(desk.messages.text.contains("simulate: interrupted; the result is that of the first "))
    let other = self.desk()
    other.interrupts(afterRuns: 30)
    #expect(other.type(line + " --format json") == .interrupted)
    #expect(other.output.text.contains("\"complete\": false"), "\(other.output.text)")
  }

  @Test func `more runs are not the advice where there is nothing to observe`() {
    let desk = Desk()
    desk.runner.change = {
      $0.expectations = [
        .init(
          text: "latency.p95 of web below 1s", verdict: .inconclusive, observed: nil, unit: .seconds
        )
      ]
    }
    #expect(
      desk.type("find --model shop --vary web.arrivals.poisson=500/s...900/s") == .inconclusive)
    let text = desk.output.text
    #expect(text.contains("not more runs: at 500/s most have nothing to observe"), "\(text)")
    #expect(!text.contains("--replications 256"), "\(text)")
  }

  @Test func `nothing that meets the expectations is a failure, an interruption no result`() {
    let desk = desk()
    #expect(
      desk.type("find --model shop --vary web.arrivals.poisson=500/s...900/s")
        == .expectationFailed)
    #expect(desk.output.text.contains("even at 500/s the expectations do not hold"))
    desk.isInterrupted = true
    #expect(desk.type("find --model shop --vary app.instances=1...8 --smallest") == .interrupted)
  }
}
