import SimulateCommand

/// Somebody at a keyboard: a folder with models, two screens to read and a clock on the wall.
final class Desk {
  let files: MemoryFiles
  let output = RecordingSink()
  let messages = RecordingSink()
  let runner = FakeRunner()
  var folder = "/home/ada/shop"
  var outputIsTerminal = false
  var messagesAreTerminal = false
  var messageColumns: Int?
  var outputColumns: Int?
  var allowsColour = true
  var showsUnicode = true
  var isInterrupted = false

  /// Variables of the environment.
  var variables: [String: String] = [:]

  /// How far the wall clock moves each time it is looked at.
  var tick = Duration.zero
  private var clock = Duration.zero

  /// What happens while the program waits, once each.
  var pauses: [() -> Void] = []

  init(_ files: [String: String] = Desk.models) {
    self.files = MemoryFiles(files)
  }

  /// Types a command line, words separated by spaces.
  func type(_ line: String) -> ExitCode {
    type(line.split(separator: " ").map(String.init))
  }

  func type(_ arguments: [String]) -> ExitCode {
    let environment = CommandEnvironment(
      currentFolder: folder, files: files, output: output, messages: messages, runner: runner,
      outputIsTerminal: outputIsTerminal, messagesAreTerminal: messagesAreTerminal,
      messageColumns: { self.messageColumns }, outputColumns: { self.outputColumns },
      allowsColour: allowsColour,
      showsUnicode: showsUnicode,
      isInterrupted: { self.isInterrupted },
      elapsed: {
        self.clock += self.tick
        return self.clock
      },
      pause: { _ in
        if self.pauses.isEmpty { self.isInterrupted = true } else { self.pauses.removeFirst()() }
      }, variable: { self.variables[$0] })
    return Program(in: environment).run(arguments)
  }

  /// Presses Ctrl-C while the run after so many others is made.
  func interrupts(afterRuns count: Int) {
    let change = runner.change
    runner.change = { [unowned self] result in
      change(&result)
      if runner.architectures.count > count { isInterrupted = true }
    }
  }

  static let models = [
    "/home/ada/shop/Models/shop.json": shop, "/home/ada/shop/Models/café.json": shop,
    "/home/ada/shop/Models/notes.txt": "", "/home/ada/shop/Models/.hidden.json": "",
    "/home/ada/shop/Package.swift": "", "/home/ada/Models/outside.json": shop,
    "/home/ada/shop/Sources/app/main.swift": "", "/home/ada/shop/Sources/app/here.json": shop,
  ]

  static let shop = """
    {
      "format": 1, "name": "shop", "about": "A shop with one server",
      "run": { "duration": "10m", "seed": 42 },
      "clients": { "web": { "arrivals": { "poisson": "100/s" }, "calls": "app" } },
      "components": {
        "app": {
          "kind": "service", "instances": 2, "workers": 4, "backlog": 100,
          "handles": { "*": [ { "compute": "2ms" }, { "call": "database", "as": "read" } ] }
        },
        "database": { "kind": "database", "connections": 20, "read": "4ms" }
      },
      "scenarios": {
        "outage": {
          "about": "The database refuses for a minute",
          "faults": [ { "at": "2m", "for": "60s", "outage": "database", "mode": "refuse" } ]
        },
        "peak": { "set": { "clients.web.arrivals.poisson": "500/s" } }
      },
      "expect": [ { "metric": "errors", "of": "web", "below": "1%" } ]
    }
    """
}
