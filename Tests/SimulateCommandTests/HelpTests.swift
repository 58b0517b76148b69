import SimulateCommand
import Testing

@Suite struct HelpTests {
  @Test(arguments: [
    "--help", "-h", "help", "run --help", "check -h", "verify --help", "list --help",
    "schema --help", "sweep --help", "merge --help", "find --help", "collapse --help",
    "explore --help", "sensitivity --help",
    "help run", "help help",
    "--modle x --help",
  ])
  func `whoever asks for help gets it, at most 100 columns wide`(line: String) {
    let desk = Desk()
    #expect(desk.type(line) == .success)
    #expect(desk.messages.text == "")
    #expect(desk.output.text.hasSuffix("\n"))
    for line in desk.output.text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test func `the help names every command, every option and every exit code`() {
    let desk = Desk()
    #expect(desk.type("--help") == .success)
    let words = [
      "run", "check", "verify", "list", "describe", "schema", "help", "--model FILE",
      "--scenario NAME",
      "--set PATH=VALUE", "--seed N", "--duration TIME", "--replication N", "--tie-order ORDER",
      "--format FORMAT", "--output FOLDER", "--help", "--version", "0 ", "1 ", "2 ", "3 ", "4 ",
      "130 ",
    ]
    for word in words { #expect(desk.output.text.contains("\n  \(word)"), "\(word)") }
  }

  @Test func `a command explains itself`() {
    let desk = Desk()
    #expect(desk.type("list --help") == .success)
    #expect(
      desk.output.text == """
        Lists the models in the folder Models of this folder, or of the nearest one above that has one.

        Usage: simulate list [options]

        Options:
          --format FORMAT  What is printed: text for people, or json for scripts.
          --help           Explains the command; -h for short.

        Examples:
          simulate list
          simulate list --format json

        """)
  }

  @Test func `the versions are told`() {
    let desk = Desk()
    #expect(desk.type("--version") == .success)
    #expect(desk.output.text == "simulate 0.1.0\nresult format 1, trace version 3\n")
  }
}
