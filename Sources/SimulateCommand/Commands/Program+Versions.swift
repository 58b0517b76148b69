import ArchitectureSimulation
import RunReports

extension Program {
  /// The versions of everything that scripts and golden files depend on.
  static let versions = """
    simulate \(version)
    result format \(JSONReport.version), trace version \(RunResult.traceVersion)

    """
}
