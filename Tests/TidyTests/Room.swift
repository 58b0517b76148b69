/// A source target: where it stands in the house and what it may import from outside.
struct Room: Sendable {
  let name: String

  /// A room imports only from rooms of lower tiers.
  let tier: Int

  /// Modules of the toolchain, beside the standard library.
  let system: SystemModules

  init(_ name: String, tier: Int, _ system: SystemModules = .none) {
    self.name = name
    self.tier = tier
    self.system = system
  }

  /// What a room may use of the system.
  enum SystemModules: Sendable {
    /// The standard library alone.
    case none

    /// Files, terminal and text at the boundary.
    case boundary

    /// Locks, for the live fronts.
    case locks

    /// Files, terminal and text at the boundary, but in one file only.
    case boundaryIn(file: String)

    /// Everything, but locks and atomics in one file only, for a reason.
    case boundaryAndLocks(file: String, reason: String)
  }

  /// The C library under its names, and what is built on it.
  static let boundaryModules: Set = ["Foundation", "Glibc", "Musl", "Darwin"]
  static let lockModule = "Synchronization"

  /// Whether `file` of this room may import a module that is not of this package.
  func allows(_ module: String, in file: TextFile) -> Bool {
    let isBoundary = Self.boundaryModules.contains(module)
    let isLock = module == Self.lockModule
    switch system {
    case .none: return false
    case .boundary: return isBoundary
    case .locks: return isLock
    case .boundaryIn(let place): return isBoundary && file.path.hasSuffix("/\(name)/\(place)")
    case .boundaryAndLocks(let place, _):
      return isBoundary || isLock && file.path.hasSuffix("/\(name)/\(place)")
    }
  }
}

extension Room {
  /// The house, lowest tier first; `Package.swift` must agree.
  static let all = [
    Room("TimeBase", tier: 0),
    Room("PortableMathematics", tier: 0),
    Room("EventEngine", tier: 1),
    Room("Resilience", tier: 1, .locks),
    Room("RunStatistics", tier: 1),
    Room("ArchitectureModel", tier: 2, .boundaryIn(file: "Document/ModelFile.swift")),
    Room("ArchitectureSimulation", tier: 3),
    Room(
      "Experiments", tier: 4,
      .boundaryAndLocks(
        file: "Series/WorkCrew.swift",
        reason: "the one place where several threads share anything")),
    Room("RunReports", tier: 5, .boundary),
    Room(
      "SimulateCommand", tier: 6,
      .boundaryAndLocks(
        file: "Environment/Interruption.swift",
        reason: "a signal handler may touch nothing but an atomic")),
    Room("Rehearsal", tier: 6, .boundary),
    Room("simulate", tier: 7, .boundary),
    Room("benchmark", tier: 7, .boundary),
  ]

  /// Test targets that are not named after one room.
  static let testsOfTheWhole: Set = ["TheoryTests", "TidyTests"]

  /// Rooms up to and with the simulation: what decides the outcome of a run.
  static let core = Set(all.filter { $0.tier <= 3 }.map(\.name))

  static let names = Set(all.map(\.name))

  static func named(_ name: String) -> Room? {
    all.first { $0.name == name }
  }
}
