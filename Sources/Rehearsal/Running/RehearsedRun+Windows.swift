import ArchitectureSimulation
public import TimeBase

/// Parts of a run between the times at which something broke and was repaired.
///
///     let run = try Rehearsal.run("three-instances.json", scenario: "database-outage")
///     #expect(run.before("database-outage").client("web").errorShare == 0)
///     #expect(run.during("database-outage").client("web").errorShare < 0.5)
///     #expect(run.after("database-outage", by: .seconds(30)).client("web").latency.p99 < .seconds(1))
///
/// A name is that of the scenario, of a component that a fault befalls, or the title that the report has
/// for a fault. Several faults of one name are one window, from the first start to the last end.
///
/// Each part is the same run played once more with its books cut there, so that all figures are exact;
/// that takes as long as the run itself. Requests are counted where they end.
extension RehearsedRun {
  /// From the start of the faults to their end, or to that of the run.
  public func during(
    _ name: String, file: StaticString = #file, line: UInt = #line
  ) -> RehearsedRun {
    let (start, end) = window(of: name, file, line)
    return part(from: start, to: end ?? self.end, file, line)
  }

  /// From the end of the run's warm-up to the start of the faults.
  public func before(
    _ name: String, file: StaticString = #file, line: UInt = #line
  ) -> RehearsedRun {
    let start = window(of: name, file, line).start
    return part(from: min(result.window.start, start), to: start, file, line)
  }

  /// From the end of the faults, or somewhat later, to the end of the run.
  ///
  /// - Parameter delay: How long after the end: what the system is granted to recover.
  public func after(
    _ name: String, by delay: TimeSpan = .zero, file: StaticString = #file, line: UInt = #line
  ) -> RehearsedRun {
    let (_, end) = window(of: name, file, line)
    guard let end else {
      fatalError("'\(name)' lasts to the end of the run\n\(command)", file: file, line: line)
    }
    return part(from: end + delay, to: self.end, file, line)
  }

  /// Any stretch of the run; its start is in it, and its end is.
  public func between(
    _ start: TimeSpan, and end: TimeSpan, file: StaticString = #file, line: UInt = #line
  ) -> RehearsedRun {
    part(from: Instant.zero + start, to: Instant.zero + end, file, line)
  }

  private var end: Instant { Instant.zero + result.duration }

  private func window(
    of name: String, _ file: StaticString, _ line: UInt
  ) -> (start: Instant, end: Instant?) {
    let isScenario = name == result.model.scenario
    let faults = result.faults.filter { isScenario || $0.target == name || $0.title == name }
    guard let start = faults.map(\.start).min() else {
      let scenario = result.model.scenario.map { [$0] } ?? []
      let names = scenario + result.faults.flatMap { [$0.target, $0.title] }
      let message = UnknownName(name, of: "fault of this run", among: Self.distinct(names)).message
      fatalError(message + "\n" + command, file: file, line: line)
    }
    let ends = faults.map(\.end)
    return (start, ends.contains(nil) ? nil : ends.compactMap { $0 }.max())
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.indices.filter { names.firstIndex(of: names[$0]) == $0 }.map { names[$0] }
  }

  private func part(
    from start: Instant, to end: Instant, _ file: StaticString, _ line: UInt
  ) -> RehearsedRun {
    guard start < end, end <= self.end else {
      fatalError(
        "there is nothing between \(start - Instant.zero) and \(end - Instant.zero) of a run of"
          + " \(result.duration)\n\(command)", file: file, line: line)
    }
    return replayed(from: start - Instant.zero, to: end - Instant.zero)
  }
}
