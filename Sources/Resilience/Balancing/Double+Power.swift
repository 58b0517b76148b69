extension Double {
  /// The number to a power that need not be whole, for numbers and powers that are not negative.
  ///
  /// Squarings give the whole part of the power and square roots its binary digits after the point;
  /// both are rounded correctly on every machine, so that the result is the same on all. Each digit
  /// of the power adds at most a unit in the last place; a power such as 0.5 or 1.5 costs one root.
  ///
  /// - Complexity: O(log *power*) plus one root for each digit after the binary point, 64 at most.
  func raised(to power: Double) -> Double {
    var (result, square, whole) = (1.0, self, power.rounded(.down))
    var fraction = power - whole
    while whole > 0, result < .infinity {
      let half = (whole / 2).rounded(.down)
      if whole > 2 * half { result *= square }
      square *= square
      whole = half
    }
    var root = self
    for _ in 0..<64 where fraction > 0 {
      root = root.squareRoot()
      fraction *= 2
      if fraction >= 1 {
        result *= root
        fraction -= 1
      }
    }
    return result
  }
}
