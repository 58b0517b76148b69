import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing

@Suite struct SearchCommandTests {
  @Test(arguments: [
    ("collapse --model shop", "no trigger is given"),
    ("collapse --model shop --trigger slow=database,factor=20", "no base load is given"),
    (
      "collapse --model shop --trigger slow --load web.arrivals.poisson=1/s,2/s",
      "'slow' is no trigger, such as slow=database,factor=20"
    ),
    (
      "collapse --model shop --trigger freeze=nobody --load web.arrivals.poisson=1/s,2/s",
      "no component is named 'nobody'"
    ),
    (
      "collapse --model shop --trigger freeze=app --load web.arrivals.poisson=1/s...9/s",
      "the base load takes values in steps"
    ),
    (
      "collapse --model shop --trigger freeze=app --load web.arrivals.poisson=1/s,2/s --duration 1m",
      "leave a fifth of the run behind it"
    ),
    (
      "collapse --model shop --trigger freeze=app --load web.arrivals.poisson=1/s,2/s --size for=9s",
      "a search needs at least two values"
    ),
    (
      "collapse --model shop --trigger herd=web,requests=100 --load web.arrivals.poisson=1/s,2/s",
      "herd has no \"for\" that could be varied; say with --size what is: requests"
    ),
    ("explore --model shop --classes fire", "--classes: unknown class 'fire'; known: refuse"),
    ("explore --model shop --faults 101", "--faults: 101 is not from 1 to 100"),
    ("explore --model shop --longest soon", "--longest: "),
    ("explore --model shop --longest 9m", "none of them can last 9m"),
    ("explore --model shop --classes flush", "nothing in this model can break"),
  ])
  func `a search that cannot be made is refused before anything runs`(
    line: String, message: String
  ) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message), "\(desk.messages.text)")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `an exploration that finds nothing says how to repeat it`() {
    let desk = Desk()
    #expect(desk.type("explore --model shop --seeds 40 --shard 2/2") == .success)
    #expect(
      desk.output.text.hasPrefix("all expectations hold after each of 20 plans of faults\n"),
      "\(desk.output.text)")
    #expect(
      desk.output.text.hasSuffix(
        "\nsimulate explore --model shop --seeds 40 --shard 2/2 --seed 42\n"))
  }

  @Test(arguments: [
    (
      "explore --model shop --seeds 40", 20,
      "all expectations hold after each of 16 plans of faults, of 40\n"
    ),
    (
      "collapse --model shop --trigger freeze=app --load web.arrivals.poisson=1/s,2/s", 3,
      "nothing has kept the system down so far; 2 of 2 loads were not looked at to the end\n"
    ),
  ])
  func `a search that is interrupted tells what it has found so far`(
    line: String, runs: Int, answer: String
  ) {
    let desk = Desk()
    desk.interrupts(afterRuns: runs)
    #expect(desk.type(line) == .interrupted)
    let text = desk.output.text
    #expect(text.hasPrefix(answer), "\(text)")
    #expect(text.contains("interrupted: this is what these runs have shown\n"), "\(text)")
  }

  @Test
  func `what an exploration finds is printed as a part of a model with the line that runs it`() {
    let desk = Desk()
    desk.runner.change = { [runner = desk.runner] result in
      let isBroken = runner.architectures.last?.faults.isEmpty == false
      result.expectations = [
        .init(
          text: "errors of web below 1%", verdict: isBroken ? .fail : .pass,
          observed: isBroken ? 1 : 0, unit: .ratio)
      ]
    }
    #expect(desk.type("explore --model shop --classes crash --faults 3") == .expectationFailed)
    let text = desk.output.text
    #expect(text.contains("\"faults\": [\n  { \"at\": \""), "\(text)")
    #expect(text.contains(" to 1 faults and from 10m to "), "\(text)")
    let lines = text.split(separator: "\n").map(String.init)
    let fault = lines.first { $0.hasPrefix("  { ") }?.dropFirst(2) ?? ""
    let start = lines.lastIndex { $0.hasPrefix("simulate ") } ?? 0
    let command = lines[start...]
    let whole = command.map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }.joined()
    #expect(whole.hasPrefix("simulate --model shop "), "\(whole)")
    #expect(whole.contains("--set 'faults=[ \(fault) ]'"), "\(whole)")
    #expect(whole.hasSuffix(" --seed 42"), "\(whole)")
  }
}
