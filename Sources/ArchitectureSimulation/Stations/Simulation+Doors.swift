import EventEngine

/// What is seen to when a call comes into an instance, and when it leaves.
extension Simulation {
  /// Whether an instance lets a call in.
  mutating func isLetIn(_ call: CallID, at instance: Int) -> Bool {
    let number = Int(calls[call].station)
    if stationPlans[number].isAskedForLoad { meetsLoad(call, at: number) }
    return !stationPlans[number].hasLimit || isAdmitted(call, at: instance)
  }

  /// A call leaves an instance, whether or not it had been let in.
  mutating func leaves(_ call: CallID, at instance: Int, _ outcome: Outcome) {
    let number = Int(calls[call].station)
    if stationPlans[number].hasLimit { limitLearns(of: call, at: instance, outcome) }
    if stationPlans[number].isAskedForLoad { leavesLoad(call, at: number, outcome) }
  }
}
