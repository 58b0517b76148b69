import SimulateCommand
import Testing

@Suite struct ExplainCommandTests {
  @Test func `an explanation ends with the line that makes it again`() {
    let desk = Desk()
    #expect(desk.type("explain --model shop --scenario peak --replication 2") == .success)
    #expect(
      desk.output.text.hasSuffix(
        "\nsimulate explain --model shop --scenario peak --seed 42 --replication 2"
          + "  # digest 0000000000d16e57\n"))
    #expect(desk.messages.text == "")
  }

  @Test func `an explanation comes as JSON as well`() {
    let desk = Desk()
    #expect(desk.type("explain --model shop --format json") == .success)
    #expect(desk.output.text.hasPrefix("{\n  \"version\": 1,"))
    #expect(desk.type("explain --model shop --format csv") == .unusable)
  }

  @Test func `parts that do not add up are a bug of the program`() {
    let desk = Desk()
    desk.runner.unbalanced = 3
    #expect(desk.type("explain --model shop") == .selfCheckFailed)
    #expect(desk.output.text.contains("the parts of 3 requests do not add up"))
  }

  @Test func `an interrupt leaves nothing`() {
    let desk = Desk()
    desk.runner.steps = 1
    desk.isInterrupted = true
    #expect(desk.type("explain --model shop") == .interrupted)
    #expect(desk.output.text == "")
    #expect(desk.messages.text == "simulate: interrupted; there is no explanation\n")
  }
}
