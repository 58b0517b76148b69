import ArchitectureModel
public import ArchitectureSimulation
import RunReports
import TimeBase

/// One run of a model: what a test looks at.
///
/// Its description is a sentence about the outcome and the line that makes the same run again, which
/// is what a failing test should show.
public struct RehearsedRun: Sendable {
  /// Everything that was found out.
  public let result: RunResult

  /// The line for a shell that makes the same run again, with the digest that it must have.
  public let command: String

  private let architecture: Architecture
  private let words: [String]

  /// - Parameters:
  ///   - words: Of the command line that makes the same run.
  ///   - origin: Instead, of a model that no command line knows: what makes the same run.
  init(
    _ architecture: Architecture, replication: UInt64, command words: [String] = [],
    origin: String = ""
  ) {
    self.architecture = architecture
    self.words = words
    result = ArchitectureRun(architecture).result(.init(replication: replication))
    let comment = "digest " + result.digest.total.hexadecimal
    command = words.isEmpty ? "\(origin), \(comment)" : ShellCommand(words, comment: comment).text
  }

  /// A part of the run, of which the line that makes all of it is kept.
  private init(_ whole: RehearsedRun, _ result: RunResult) {
    (architecture, words, command) = (whole.architecture, whole.words, whole.command)
    self.result = result
  }

  /// The same run again, up to `end`, with figures from `start` on.
  func replayed(from start: TimeSpan, to end: TimeSpan) -> RehearsedRun {
    var part = architecture
    part.run.warmup = .fixed(start)
    part.run.duration = end
    part.expectations = []
    // The warm-up search and the steps of the series draw nothing: every event stays what it was.
    return RehearsedRun(
      self, ArchitectureRun(part).result(.init(replication: result.replication)))
  }

  /// Where the time of its requests went, from a second look at the same run.
  ///
  /// - Complexity: Several times that of the run.
  public var explanation: Explanation {
    let run = ArchitectureRun(architecture)
    guard
      let explanation = run.explanation(
        of: result, .init(replication: result.replication))
    else { preconditionFailure("a run that nobody breaks off comes to its end") }
    return explanation
  }

  /// Sixteen hexadecimal digits over every event of the run. Runs with equal digests are the same
  /// run; a test that holds one notices any change of behaviour.
  public var digest: String { result.digest.total.hexadecimal }

  /// Whether the run reached its end and every expectation of the model passed; also true if it has
  /// none.
  public var expectationsHold: Bool {
    result.ending == .completed && result.expectations.allSatisfy { $0.verdict == .pass }
  }

  /// The report that `simulate` prints.
  ///
  /// - Complexity: O(*n*) in the length of the text, each time.
  public var report: String {
    TextReport(result, calls: architecture.calls, reproducedBy: words).text
  }

  /// What a client saw. Stops the test if the model has no client of that name.
  ///
  /// - Complexity: O(*n*) in the number of clients.
  public func client(
    _ name: String, file: StaticString = #file, line: UInt = #line
  ) -> ClientView {
    guard let client = result.clients.first(where: { $0.name == name }) else {
      let names = result.clients.map(\.name)
      fatalError(UnknownName(name, of: "client", among: names).message, file: file, line: line)
    }
    return ClientView(result: client, command: command)
  }

  /// What happened at a component. Stops the test if the model has no component of that name.
  ///
  /// - Complexity: O(*n*) in the number of components.
  public func component(
    _ name: String, file: StaticString = #file, line: UInt = #line
  ) -> ComponentView {
    guard let component = result.components.first(where: { $0.name == name }) else {
      let names = result.components.map(\.name)
      fatalError(UnknownName(name, of: "component", among: names).message, file: file, line: line)
    }
    return ComponentView(result: component, command: command)
  }
}

extension RehearsedRun: CustomStringConvertible {
  public var description: String { SummaryLine(result).text + "\n" + command }
}
