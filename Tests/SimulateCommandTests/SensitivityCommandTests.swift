import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing
import TimeBase

@Suite struct SensitivityCommandTests {
  private static let line =
    "sensitivity --model shop --vary web.arrivals.poisson=50/s...150/s --vary app.workers=1...8"

  /// The goodput is the load, whatever the workers.
  private func desk() -> Desk {
    let desk = Desk()
    desk.runner.change = { [runner = desk.runner] result in
      guard let client = runner.architectures.last?.clients[0],
        case .open(let arrivals) = client.load, case .poisson(let rate) = arrivals.process
      else { return }
      result.clients[0].total.goodput = rate.perSecond
    }
    return desk
  }

  @Test func `the knob that matters comes first, with the line that ranks again`() {
    let desk = desk()
    let line = Self.line + " --metric web.goodput --trajectories 4 --replications 2"
    #expect(desk.type(line) == .success)
    let lines = desk.output.text.split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "  runs      20, 4 walks through the ranges at 4 levels, 2 pairs around each value of the"
        + " model")
    let rows = lines.filter { $0.hasPrefix("web.arrivals.") || $0.hasPrefix("app.workers") }
    #expect(rows.count == 2)
    let cells = rows.map { $0.split(separator: " ").map(String.init) }
    #expect(
      cells.first?.dropFirst() == [
        "+100.0/s", "100.0/s", "100.0/s", "<0.001/s", "linear", "+1.00%", "+1.00%", "+1.00%",
      ])
    #expect(rows.last?.contains("none") == true, "\(rows)")
    let command = desk.output.text.split(separator: "\\\n  ").joined()
    #expect(command.hasSuffix("\nsimulate \(line) --seed 42\n"), "\(desk.output.text)")
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func `scripts get the same as JSON and as CSV`() {
    let desk = desk()
    let line = Self.line + " --metric web.goodput --trajectories 4 --replications 2 --format "
    #expect(desk.type(line + "csv") == .success)
    let rows = desk.output.text.split(separator: "\n").map(String.init)
    #expect(
      rows[0]
        == "metric,unit,rank,knob,values,shape,effects,muStar,muStar.lower,muStar.upper,mu,sigma,"
        + "elasticity,elasticity.lower,elasticity.upper,base")
    #expect(
      rows[1].hasPrefix("web.goodput,perSecond,1,web.arrivals.poisson,50/s...150/s,linear,4,"),
      "\(rows)")
    #expect(rows[2].hasPrefix("web.goodput,perSecond,2,app.workers,1...8,none,4,0,0,0,0,0,0,0,0,4"))
    let other = self.desk()
    #expect(other.type(line + "json") == .success)
    #expect((try? JSONValue(parsing: other.output.text))?["runs"]?.number?.text == "20")
  }

  @Test(arguments: [
    ("sensitivity --model shop", "nothing to rank; say for instance --vary app.instances=1...8"),
    ("sensitivity --model shop --vary app.workers=8", "takes one value only; give a range"),
    ("sensitivity --model shop --vary app.workrs=1...8", "did you mean 'workers'?"),
    ("sensitivity --model shop --vary app.workers=0...8", "--vary app.workers=0: "),
    (
      "sensitivity --model shop --vary app.workers=1...8 --vary app.workers=1...4",
      "'app.workers' is varied twice"
    ),
    (
      "sensitivity --model shop --vary app.workers=1...8 --metric web.latency.p96",
      "there is no figure 'web.latency.p96'; did you mean 'web.latency.p95'?"
    ),
    (
      "sensitivity --model shop --vary app.workers=1...8 --levels 5",
      "the number of levels is even and from 2 to 100, not 5"
    ),
    ("sensitivity --model shop --vary app.workers=1...8 --step 80%", "the step is from 0.01%"),
    (
      "sensitivity --model shop --vary app.workers=1...8 --trajectories 1000000",
      "that makes more than 1000000 runs"
    ),
    ("sensitivity --model shop --vary app.workers=1...8 --trajectories 1", "1 is not from 2 to"),
  ])
  func `a ranking that cannot be made is refused before anything runs`(
    line: String, message: String
  ) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message), "\(desk.messages.text)")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `an interruption is no result`() {
    let desk = desk()
    desk.isInterrupted = true
    #expect(desk.type(Self.line) == .interrupted)
    #expect(desk.output.text.isEmpty)
  }
}
