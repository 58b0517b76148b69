import ArchitectureSimulation
import SimulateCommand
import Testing

@Suite struct VerifyCommandTests {
  @Test func `two runs that agree have one digest`() {
    let desk = Desk()
    #expect(desk.type("verify --model shop --scenario peak --replication 2") == .success)
    #expect(
      desk.output.text == """
        shop: two runs agree on all 200,000 events

        simulate verify --model shop --scenario peak --seed 42 --replication 2  # digest 0000000000d16e57

        """)
    #expect(desk.runner.options == [ArchitectureRun.Options(replication: 2)])
    #expect(desk.messages.text == "")
  }

  @Test func `two runs that part show the event at which they do`() {
    let desk = Desk()
    desk.runner.difference = .init(
      number: 12_346, first: "completion at app", second: "arrival\u{1B} at app")
    #expect(desk.type("verify --model shop") == .selfCheckFailed)
    #expect(
      desk.output.text == """
        shop: two runs part at event 12,346

          first   completion at app
          second  arrival\\u{1B} at app

        One model gave two results, which is a bug in this program. This line shows it again:

        simulate verify --model shop --seed 42

        """)
  }

  @Test func `a run that was over earlier says so`() {
    let desk = Desk()
    desk.runner.difference = .init(number: 3, first: "arrival at app", second: nil)
    #expect(desk.type("verify --model shop") == .selfCheckFailed)
    #expect(desk.output.text.contains("\n  second  nothing, the run was over\n"))
  }

  @Test func `a difference that does not show again is told as such`() {
    let desk = Desk()
    desk.runner.difference = .init(number: 3, first: nil, second: nil)
    #expect(desk.type("verify --model shop") == .selfCheckFailed)
    #expect(
      desk.output.text.hasPrefix(
        "shop: two runs parted, and two more did not part at the same place\n\nOne model gave"))
  }

  @Test func `an interrupt ends the comparison`() {
    let desk = Desk()
    desk.runner.steps = 1
    desk.isInterrupted = true
    #expect(desk.type("verify --model shop") == .interrupted)
    #expect(desk.messages.text == "simulate: interrupted; nothing was found out\n")
    #expect(desk.output.text == "")
  }
}
