import ArchitectureSimulation

/// A run broke a law that holds in every run. The simulator is at fault, not the model, and no figure
/// of the run is to be trusted.
public struct SelfCheckFailure: Error, Hashable, Sendable {
  /// What was found, and the line that shows it again.
  public let message: String

  init(_ audit: RunResult.Audit, command: String) {
    let broken = [audit.flow, audit.littlesLaw, audit.utilisation].compactMap { check in
      if case .broken(let text) = check { text } else { nil }
    }
    message =
      "a self-check of the run failed, which is a bug in the simulator: "
      + broken.joined(separator: "; ") + "\n" + command
  }
}

extension SelfCheckFailure: CustomStringConvertible {
  public var description: String { message }
}
