import ArchitectureModel
import ArchitectureSimulation

extension Section {
  /// The whole of it: a model of an architecture, with everything that is counted and checked.
  static var model: Section {
    Section(
      name: "model",
      about: """
        one operation is one request of \(path), from its arrival
        through every component to its place in the result; the goal is 2 million requests/s, and
        3 million (333 ns) the stretch
        """
    ) { runner in
      do {
        let memory = try memoryReport()
        return try timingReport(runner) + "\n\n" + memory
      } catch {
        return "skipped: the model was refused:\n\(error)"
      }
    }
  }

  private static let path = "Models/three-instances.json"

  /// How many folders above the current one are searched.
  private static let searchDepth = 16

  private static func timingReport(_ runner: Runner) throws -> String {
    let places = (0...searchDepth).lazy.map { String(repeating: "../", count: $0) + path }
    guard let bytes = places.compactMap({ FileBytes.read($0) }).first else {
      return "speed skipped: there is no \(path) in the current folder or above it"
    }
    let document = try ModelDocument(bytes, named: path)
    let timings = [
      try ModelTiming("as shipped", document),
      try ModelTiming(
        "no network latency", document, [Override(path: "network.latency", value: "0s")]),
    ]
    let measurements = runner.measure(
      timings.map { timing in
        Case("three-instances, \(timing.name)", operations: timing.requests, goal: 500) { timing }
      })
    for timing in timings { (0..<runner.rounds).forEach { _ in timing.playEmptyRun() } }
    return try [Table(measurements).text, details(of: timings), preparation(bytes, runner.rounds)]
      .joined(separator: "\n\n")
  }

  private static func details(of timings: [ModelTiming]) -> String {
    var table = Table(header: ["one run"] + timings.map(\.name))
    func add(_ name: String, _ figure: (ModelTiming) -> String) {
      table.append([name] + timings.map(figure))
    }
    func milliseconds(_ part: [Double], of timing: ModelTiming) -> String {
      let share = 100 * part.median / timing.totals.median
      return "\(Table.decimal(part.median / 1e6)) ms, \(Table.decimal(share)) %"
    }
    add("requests") { "\($0.requests)" }
    add("events") { "\($0.events)" }
    add("events a request") { Table.decimal(Double($0.events) / Double($0.requests)) }
    add("million requests/s") { Table.decimal(Double($0.requests) / $0.totals.median * 1e3) }
    add("million events/s") { Table.decimal(Double($0.events) / $0.totals.median * 1e3) }
    add("ns an event") { Table.decimal($0.totals.median / Double($0.events)) }
    add("all of it") { milliseconds($0.totals, of: $0) }
    add("an empty run: to start and to end") { milliseconds($0.beginnings, of: $0) }
    add("after the last event: the result") { milliseconds($0.endings, of: $0) }
    return table.text
  }

  /// What comes before the first run.
  private static func preparation(_ bytes: [UInt8], _ rounds: Int) throws -> String {
    var (readings, plans): ([Double], [Double]) = ([], [])
    for _ in 0..<rounds {
      let start = ProcessorClock.now
      let architecture = try ModelDocument(bytes, named: path).architecture()
      let middle = ProcessorClock.now
      _ = ArchitectureRun(architecture)
      readings.append(middle - start)
      plans.append(ProcessorClock.now - middle)
    }
    return "before the first run: \(Table.decimal(readings.median / 1e6)) ms to read the model, "
      + "\(Table.decimal(plans.median / 1e6)) ms to plan it"
  }

  private static func memoryReport() throws -> String {
    guard let memory = try InFlightMemory() else {
      return "memory skipped: there is no /proc/self/statm to read it from"
    }
    return "memory: \(Table.decimal(memory.bytesPerRequest)) bytes a request in flight "
      + "(\(memory.requests) requests, \(memory.growth / 1_000_000) MB; goal 256)"
  }
}
