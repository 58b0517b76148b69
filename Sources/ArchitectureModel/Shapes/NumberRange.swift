/// The numbers that a key accepts.
public struct NumberRange: Hashable, Sendable {
  public var least: Double

  /// Whether ``least`` itself is accepted.
  public var includesLeast: Bool
  public var greatest: Double

  /// All of them: what is right is decided elsewhere.
  static let any = Self(
    least: -.greatestFiniteMagnitude, includesLeast: true, greatest: .greatestFiniteMagnitude)

  static func atLeast(_ least: Double, upTo greatest: Double) -> Self {
    Self(least: least, includesLeast: true, greatest: greatest)
  }

  static func above(_ least: Double, upTo greatest: Double) -> Self {
    Self(least: least, includesLeast: false, greatest: greatest)
  }

  func contains(_ value: Double) -> Bool {
    (includesLeast ? value >= least : value > least) && value <= greatest
  }
}

extension NumberRange: CustomStringConvertible {
  public var description: String {
    if self == .any { return "a number" }
    let (low, high) = (Self.short(least), Self.short(greatest))
    return includesLeast ? "a number from \(low) to \(high)" : "a number above \(low) up to \(high)"
  }

  /// Without a needless `.0`.
  private static func short(_ value: Double) -> String {
    guard let whole = Int(exactly: value) else { return "\(value)" }
    return "\(whole)"
  }
}
