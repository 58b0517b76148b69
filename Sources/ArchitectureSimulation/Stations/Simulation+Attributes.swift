import EventEngine

extension Simulation {
  /// Larger is more important.
  mutating func priority(of call: CallID) -> Int { origins[Int(calls[call].origin)].priority }

  mutating func tenant(of call: CallID) -> UInt64 { 0 }
}
