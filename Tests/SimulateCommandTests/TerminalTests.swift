import SimulateCommand
import Testing

@Suite struct TerminalTests {
  @Test(arguments: [
    (false, true, true, false, true), (true, true, true, true, true),
    (true, false, true, false, true), (true, true, false, true, false),
    (false, true, false, false, true),
  ])
  func `the report is as rich as the terminal and plain for files`(
    isTerminal: Bool, allowsColour: Bool, showsUnicode: Bool, isColoured: Bool, hasUnicode: Bool
  ) {
    let desk = Desk()
    desk.outputIsTerminal = isTerminal
    desk.allowsColour = allowsColour
    desk.showsUnicode = showsUnicode
    #expect(desk.type("--model shop") == .success)
    #expect(desk.output.text.contains("\u{1B}[") == isColoured)
    #expect(desk.output.text.contains("·") == hasUnicode)
  }

  @Test func `JSON has no colour on any terminal`() {
    let desk = Desk()
    desk.outputIsTerminal = true
    #expect(desk.type("--model shop --format json") == .success)
    #expect(!desk.output.text.contains("\u{1B}"))
  }

  @Test func `a long run tells how far it has come, and takes that away again`() {
    let desk = Desk()
    desk.messagesAreTerminal = true
    desk.runner.steps = 4
    desk.tick = .milliseconds(400)
    #expect(desk.type("--model shop") == .success)
    let lines = desk.messages.text.split(separator: "\r")
    #expect(
      lines == [
        "shop  25%  2m 30s of 10m 00s  1,250 events/s  2 s left",
        "shop  50%  5m 00s of 10m 00s  1,667 events/s  1 s left",
        "shop  75%  7m 30s of 10m 00s  1,875 events/s  1 s left",
        "                                                      ",
        "simulated 10m in 2.40 s, 833,333 requests/s\n",
      ])
  }

  @Test(arguments: [(21, "shop  25%.. 2 s left"), (3, ".."), (1, "")])
  func `progress stays on one line of a narrow terminal`(columns: Int, line: String) throws {
    let desk = Desk()
    desk.messagesAreTerminal = true
    desk.messageColumns = columns
    desk.runner.steps = 4
    desk.tick = .milliseconds(400)
    #expect(desk.type("--model shop") == .success)
    let lines = desk.messages.text.split(separator: "\r", omittingEmptySubsequences: false)
    #expect(lines.dropLast().allSatisfy { $0.count < columns })
    #expect(lines[1] == line)
  }

  @Test(arguments: [
    ("xterm", nil, true), ("xterm", "", true), ("xterm", "1", false), ("dumb", nil, false),
    ("", nil, false), (nil, nil, false),
  ])
  func `colour is for terminals that have it and people who want it`(
    terminal: String?, refusal: String?, isColoured: Bool
  ) {
    #expect(
      CommandEnvironment.allowsColour(terminal: terminal, refusal: refusal) == isColoured)
  }

  @Test(arguments: [(false, 400), (true, 10)])
  func `a short run and a log file show no progress`(isTerminal: Bool, milliseconds: Int) {
    let desk = Desk()
    desk.messagesAreTerminal = isTerminal
    desk.runner.steps = 4
    desk.tick = .milliseconds(milliseconds)
    #expect(desk.type("--model shop") == .success)
    #expect(!desk.messages.text.contains("\r"))
  }

  @Test(arguments: [
    (nil, true), ("C", false), ("POSIX", false), ("C.UTF-8", true), ("de_DE.utf8", true),
    ("en_US.ISO-8859-1", false),
  ])
  func `a locale without UTF-8 gets ASCII`(locale: String?, showsUnicode: Bool) {
    #expect(CommandEnvironment.showsUnicode(locale: locale) == showsUnicode)
  }
}
