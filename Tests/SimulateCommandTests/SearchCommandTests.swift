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
}
