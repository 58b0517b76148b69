/// What all limiters by key check alike.
@usableFromInline
enum KeyedLimits {
  /// Why a limiter cannot be told to remember so many keys; `nil` if it can.
  @usableFromInline
  static func problem(ofMaximumKeys count: Int) -> String? {
    if count < 1 { return "a limiter must remember at least one key, not \(count)" }
    let largest = RecencyTable<Int64>.largestLimit
    return count > largest ? "a limiter can remember at most \(largest) keys, not \(count)" : nil
  }
}
