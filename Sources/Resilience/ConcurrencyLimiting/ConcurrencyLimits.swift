/// What the rules of all limits on concurrency check alike.
enum ConcurrencyLimits {
  /// The highest limit of any: requests under way are numbered in 31 bits.
  static let highest = Int(Int32.max)

  /// Why a limit cannot begin at `initial` and stay in `lowest...highest`; `nil` if it can.
  static func problem(lowest: Int, initial: Int, highest: Int) -> String? {
    if lowest < 1 { return "the lowest limit must be 1 or more, and is \(lowest)" }
    if highest > Self.highest {
      return "the highest limit can be at most \(Self.highest), not \(highest)"
    }
    return (lowest...max(lowest, highest)).contains(initial) && lowest <= highest
      ? nil : "the limit cannot begin at \(initial): it is kept in \(lowest)...\(highest)"
  }
}
