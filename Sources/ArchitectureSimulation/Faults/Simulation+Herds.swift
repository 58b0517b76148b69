import EventEngine

/// Crowds of requests that a client sends at one instant.
extension Simulation {
  /// Where the numbers of such requests begin, and with them the addresses of their draws: those of
  /// the client's other requests stay what they are.
  private static var firstNumber: UInt64 { 1 << 47 }

  mutating func sendHerd(_ count: Int, from station: Int) {
    let first = Self.firstNumber + clients[station].herded
    clients[station].herded += UInt64(count)
    for number in first..<first + UInt64(count) { send(number, from: station) }
  }
}
