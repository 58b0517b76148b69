/// One line of a table: a workload, and how it is measured.
struct Case {
  let name: String

  /// How many operations are timed at once, in each round.
  let operations: Int

  /// What the design asks for, in nanoseconds an operation.
  let goal: Double?

  let makeWorkload: () -> any Workload

  init(
    _ name: String, operations: Int, goal: Double? = nil,
    makeWorkload: @escaping () -> any Workload
  ) {
    self.name = name
    self.operations = operations
    self.goal = goal
    self.makeWorkload = makeWorkload
  }
}
