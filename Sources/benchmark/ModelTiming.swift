import ArchitectureModel
import ArchitectureSimulation
import TimeBase

/// Plays one model again and again, and notes where the time goes.
final class ModelTiming: Workload {
  let name: String

  /// What one run amounts to, warm-up included.
  let requests: Int
  let events: Int
  let figures: FlowFigures

  /// Of each run, in nanoseconds.
  private(set) var totals: [Double] = []

  /// Of each run, in nanoseconds: from its last event on.
  private(set) var endings: [Double] = []

  /// Of each run of the same model that ends before anything happens, in nanoseconds.
  private(set) var beginnings: [Double] = []

  private let run: ArchitectureRun
  private let emptyRun: ArchitectureRun

  /// - Throws: `InvalidModel` if the overrides do not fit the model.
  init(_ name: String, _ document: ModelDocument, _ overrides: [Override] = []) throws {
    self.name = name
    run = ArchitectureRun(try document.architecture(overrides: overrides))
    let short = Override(path: "run.duration", value: "1ns")
    let whole = Override(path: "run.warmup", value: "0s")
    emptyRun = ArchitectureRun(try document.architecture(overrides: overrides + [whole, short]))
    // Without a warm-up the result is about every request.
    let result = ArchitectureRun(try document.architecture(overrides: overrides + [whole]))
      .result()
    requests = result.clients.reduce(0) { $0 + Int($1.total.offered) }
    events = Int(result.digest.events)
    figures = FlowFigures(result)
  }

  func run(operations: Int) -> UInt64 {
    precondition(operations == requests, "a run is \(requests) requests, not \(operations)")
    let start = ProcessorClock.now
    var first: (time: Double, events: Int)?
    var last: (time: Double, events: Int)?
    let result = run.result(.init()) { progress in
      last = (ProcessorClock.now, Int(progress.events))
      if first == nil { first = last }
      return true
    }
    let end = ProcessorClock.now
    totals.append(end - start)
    if let first, let last, last.events > first.events {
      let event = (last.time - first.time) / Double(last.events - first.events)
      let rest = Double(events - last.events) * event
      endings.append(max(0, end - last.time - rest))
    }
    return result?.digest.total ?? 0
  }

  /// Plays the run that ends at once.
  func playEmptyRun() {
    let start = ProcessorClock.now
    let result = emptyRun.result()
    beginnings.append(ProcessorClock.now - start)
    precondition(result.digest.events <= 1, "an empty run had \(result.digest.events) events")
  }
}
