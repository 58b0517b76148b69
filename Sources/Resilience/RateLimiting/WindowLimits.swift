import TimeBase

/// What all limiters by window check alike.
enum WindowLimits {
  /// Why a limit cannot be counted in such windows; `nil` if it can.
  static func problem(limit: Int64, window: TimeSpan) -> String? {
    if limit < 0 { return "the limit must not be negative, and is \(limit)" }
    return window <= .zero ? "a window must be longer than zero, and is \(window)" : nil
  }
}
