import EventEngine

/// Calls that fail before any work is done for them: what makes a broken instance look fast.
extension Simulation {
  mutating func drawnQuickFailure(of call: CallID, _ number: Int, _ instance: Int) -> Outcome? {
    let ofStation = stations[number].quickErrorShare
    let ofInstance = instances[instance].quickErrorShare
    guard ofStation != .never || ofInstance != .never else { return nil }
    var draws = self.draws(for: call, Purpose.quickError)
    let culprit = UInt16(truncatingIfNeeded: number)
    if draws.happens(ofStation) {
      return .failure(.error, at: culprit, status: stations[number].quickErrorStatus)
    }
    if draws.happens(ofInstance) {
      return .failure(.error, at: culprit, status: instances[instance].quickErrorStatus)
    }
    return nil
  }
}
