extension Ban {
  /// Orders, addresses and number formats that differ from run to run or machine to machine.
  static let ofChangingOrder: [Ban] =
    [
      Ban(
        text: ".hashValue", instead: "WordHashing, which is the same in every process",
        place: .sources),
      Ban(
        text: "Hasher(", instead: "WordHashing, which is the same in every process",
        place: .sources),
    ]
    + ["ObjectIdentifier(", "Unmanaged"].map {
      Ban(text: $0, instead: "an index into a slab or table", place: .tiers(0...3))
    }
    + ["Dictionary<", "Dictionary(", "Set<", "Set("].map {
      Ban(
        text: $0, instead: "an array with its index, a sorted array, or a reasoned exception",
        place: .tiers(0...3), exceptions: lookups)
    }
    + [
      Ban(
        text: "[Key: Value]", instead: "an array with its index, or a reasoned exception",
        place: .tiers(0...3), form: .dictionaryType, exceptions: lookups)
    ]
    + ["Float80", "Float16", "CGFloat", "Float"].map {
      Ban(text: $0, instead: "Double, the same on every machine", place: .tiers(0...3))
    }
    + ["Task {", "Task(", "Task.", "TaskGroup", "async", "await", "actor"].map {
      Ban(
        text: $0, instead: "a state machine that is told the time",
        place: .tiers(0...3, andLiveFronts: false), form: .bare)
    }

  /// Names to numbers, looked up and never walked through in an order that shows.
  private static let lookups = [
    Exception(
      path: "Sources/ArchitectureSimulation/Plan/PlanBuilder.swift",
      reason: "numbers of names while a plan is built; the one set is sorted before it is used"),
    Exception(
      path: "Sources/ArchitectureSimulation/Stations/KeyedLocks.swift",
      reason: "lines of locks, looked up by key and never walked through"),
  ]
}
