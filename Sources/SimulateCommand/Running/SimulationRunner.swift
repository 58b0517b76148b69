import ArchitectureModel
import ArchitectureSimulation

/// The one place where commands meet the simulation.
struct SimulationRunner: ModelRunner {
  func run(
    _ architecture: Architecture, _ options: RunOptions, proceed: (Headway) -> Bool
  ) -> RunResult? {
    preconditionFailure("the simulation is not connected to the command line in this build")
  }

  func compare(
    _ architecture: Architecture, _ options: RunOptions, proceed: (Headway) -> Bool
  ) -> RunComparison? {
    preconditionFailure("the simulation is not connected to the command line in this build")
  }
}
