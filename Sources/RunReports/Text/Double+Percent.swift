extension Double {
  /// A share as a person writes it: `95%`, `99.9%`.
  package var percent: String {
    var digits = Figure.number(self * 100, significant: 6)
    if digits.contains(".") {
      while digits.hasSuffix("0") { digits.removeLast() }
      if digits.hasSuffix(".") { digits.removeLast() }
    }
    return digits + "%"
  }
}
