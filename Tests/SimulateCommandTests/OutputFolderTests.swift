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
