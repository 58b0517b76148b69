public import ArchitectureSimulation
import RunReports

/// One run of a model: what a test looks at.
///
/// Its description is a sentence about the outcome and the line that makes the same run again, which
/// is what a failing test should show.
public struct RehearsedRun: Sendable {
  /// Everything that was found out.
  public let result: RunResult

  /// The line for a shell that makes the same run again, with the digest that it must have.
  public let command: String

  private let calls: [RequestPath.Call]
  private let words: [String]

  init(_ result: RunResult, calls: [RequestPath.Call], command words: [String]) {
    self.result = result
    self.calls = calls
    self.words = words
    command = ShellCommand(words, comment: "digest " + result.digest.total.hexadecimal).text
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
    TextReport(result, calls: calls, reproducedBy: words).text
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
