import ArchitectureSimulation
import SimulateCommand
import Testing

@Suite struct OutputFolderTests {
  @Test func `the whole set is written, without colour, beside what is printed`() throws {
    let desk = Desk()
    desk.outputIsTerminal = true
    #expect(desk.type("--model shop --output results/today") == .success)
    let folder = "/home/ada/shop/results/today/"
    let report = try #require(desk.files.text(of: folder + "report.txt"))
    #expect(report.hasPrefix("shop: 100% of 10 requests succeeded\n"))
    #expect(!report.contains("\u{1B}"))
    #expect(desk.files.text(of: folder + "result.json")?.hasPrefix("{\n  \"version\": 1,") == true)
    #expect(desk.files.text(of: folder + "series.csv")?.hasPrefix("time,web.offered,") == true)
    #expect(desk.output.text.contains("\u{1B}["))
    let page = try #require(desk.files.text(of: folder + "report.html"))
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(page.contains("<title>shop</title>"))
    #expect(desk.files.text(of: folder + "architecture.mmd")?.hasPrefix("flowchart LR") == true)
    #expect(desk.files.text(of: folder + "architecture.dot")?.hasPrefix("digraph") == true)
    #expect(
      desk.files.text(of: folder + "series.openmetrics")?.hasSuffix("\n# EOF\n") == true)
    #expect(
      desk.messages.text
        == """
        simulated 10m
        wrote report.txt, report.html, result.json, series.csv, series.openmetrics, \
        architecture.mmd, architecture.dot to 'results/today'

        """)
  }

  @Test func `equal runs write equal bytes`() throws {
    let first = Desk()
    let second = Desk()
    second.tick = .seconds(3)
    second.outputIsTerminal = true
    second.showsUnicode = false
    for desk in [first, second] { #expect(desk.type("--model shop --output out") == .success) }
    let names = [
      "report.txt", "report.html", "result.json", "series.csv", "series.openmetrics",
      "architecture.mmd", "architecture.dot",
    ]
    for name in names {
      let path = "/home/ada/shop/out/" + name
      let text = try #require(first.files.text(of: path))
      #expect(text == second.files.text(of: path))
    }
  }

  @Test func `an explained run has traces beside it`() throws {
    let desk = Desk()
    #expect(desk.type("--model shop --output out --explain") == .success)
    for (name, part) in [
      ("explanation.json", "\"bottleneck\""), ("trace.json", "\"traceEvents\""),
      ("otlp.json", "\"resourceSpans\""), ("report.html", "\"explanation\": {"),
    ] {
      let text = try #require(desk.files.text(of: "/home/ada/shop/out/" + name))
      #expect(text.contains(part), "\(name)")
    }
    #expect(
      desk.messages.text.hasSuffix(
        "architecture.dot, explanation.json, trace.json, otlp.json to 'out'\n"))
  }

  @Test(arguments: [("", 200), (" --traces 0", 0), (" --traces 1234", 1234)])
  func `traces hold 200 requests of the whole run, or as many as are asked for`(
    option: String, count: Int
  ) {
    let desk = Desk()
    #expect(desk.type("--model shop --output out --explain" + option) == .success)
    #expect(desk.runner.sampleSizes == [count])
  }

  @Test(arguments: [
    ("--model shop --explain", "--explain adds to what is written to a folder"),
    ("--model shop --output out --explain --replications 3", "--explain is about one run"),
    ("--model shop --output out --traces 9", "--traces goes with --explain"),
    (
      "--model shop --output out --explain --traces 10001",
      "--traces: 10001 is not from 0 to 10000"
    ),
    (
      "--model shop --output out --explain --traces few",
      "--traces: 'few' is not a whole number"
    ),
  ])
  func `what cannot be explained is refused before the run`(line: String, message: String) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message))
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `parts that do not add up are told as a bug`() {
    let desk = Desk()
    desk.runner.unbalanced = 2
    #expect(desk.type("--model shop --output out --explain") == .selfCheckFailed)
    #expect(desk.messages.text.contains("which is a bug in this program"))
  }

  @Test func `an interrupt of the second look keeps the result`() {
    let desk = Desk()
    desk.isInterrupted = true
    #expect(desk.type("--model shop --output out --explain") == .interrupted)
    #expect(desk.files.text(of: "/home/ada/shop/out/result.json") != nil)
    #expect(desk.files.text(of: "/home/ada/shop/out/trace.json") == nil)
    #expect(desk.messages.text.contains("interrupted while the run was played again"))
  }

  @Test(arguments: [
    (
      "find --model shop --vary app.instances=1,2 --output out", ["report.txt", "result.json"],
      "\"sentence\""
    ),
    (
      "collapse --model shop --trigger freeze=app --load web.arrivals.poisson=1/s,2/s --output out",
      ["report.txt", "result.json"], "\"trigger\""
    ),
    (
      "sweep --model shop --vary app.instances=1,2 --output out", ["results.csv", "results.jsonl"],
      "\"vary\""
    ),
  ])
  func `an experiment has a page beside what else it writes`(
    line: String, others: [String], part: String
  ) throws {
    let desk = Desk()
    desk.runner.change = {
      $0.expectations = [
        .init(text: "errors of web below 1%", verdict: .pass, observed: 0, unit: .ratio)
      ]
    }
    #expect(desk.type(line) != .unusable)
    let page = try #require(desk.files.text(of: "/home/ada/shop/out/report.html"))
    #expect(page.contains(part))
    for name in others { #expect(desk.files.text(of: "/home/ada/shop/out/" + name) != nil) }
    #expect(desk.messages.text.contains("report.html"))
  }

  @Test func `a place that cannot be written is told before the run`() {
    let desk = Desk()
    desk.files.unwritable["/secret"] = "permission denied"
    #expect(desk.type("--model shop --output /secret/out") == .unusable)
    #expect(desk.messages.text == "simulate: cannot write '/secret/out': permission denied\n")
    #expect(desk.runner.architectures.isEmpty)
  }

  @Test func `a file that cannot be written is told after the result`() {
    let desk = Desk()
    desk.files.unwritable["/home/ada/shop/out/result.json"] = "no space left on device"
    #expect(desk.type("--model shop --output out") == .unusable)
    #expect(desk.output.text.hasPrefix("shop: "))
    #expect(
      desk.messages.text
        == """
        simulated 10m
        simulate: cannot write '/home/ada/shop/out/result.json': no space left on device

        """)
  }
}
