public import TimeBase

/// The header `grpc-timeout`: the time that is left, in at most eight digits and a unit.
///
/// - SeeAlso: gRPC, *gRPC over HTTP2*, `Timeout`.
public enum GRPCTimeout {
  private static let units: [(letter: Character, nanoseconds: Int64)] = [
    ("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000), ("M", 60_000_000_000),
    ("H", 3_600_000_000_000),
  ]

  /// Writes a time in the finest unit in which it has eight digits, rounded up, as grpc-go does. What is
  /// not positive is `0n`.
  public static func text(_ timeout: TimeSpan) -> String {
    guard timeout > .zero else { return "0n" }
    for (letter, length) in units {
      let (count, rest) = timeout.nanoseconds.quotientAndRemainder(dividingBy: length)
      let rounded = rest > 0 ? count + 1 : count
      if rounded <= 99_999_999 { return "\(rounded)\(letter)" }
    }
    preconditionFailure("\(timeout) has more than 99999999 hours, and no time span has")
  }

  /// Reads what ``text(_:)`` and other clients write; `nil` if it is no timeout. What is longer than a
  /// time span saturates.
  public static func timeSpan(_ text: String) -> TimeSpan? {
    let digits = text.utf8.dropLast()
    guard let letter = text.last, let unit = units.first(where: { $0.letter == letter }),
      digits.count <= 8, let count = Digits.number(digits, radix: 10)
    else { return nil }
    return TimeSpan(nanoseconds: unit.nanoseconds) * Int64(count)
  }
}
