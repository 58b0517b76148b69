/// A row of signs whose heights are values: the shape of a series at a glance.
package enum Sparkline {
  /// The widest row.
  package static let width = 72

  /// Draws `values` from zero to their maximum; `nil` and what is not finite is left blank.
  ///
  /// Zero has the lowest sign for itself, so that little is never mistaken for nothing.
  package static func text(_ values: [Double?], signs: [String]) -> String {
    let finite = values.compactMap(\.self).filter(\.isFinite)
    let maximum = finite.max() ?? 0
    return values.map { value in
      guard let value, value.isFinite else { return " " }
      guard value > 0, maximum > 0 else { return signs[0] }
      let steps = Double(signs.count - 1)
      return signs[min(signs.count - 1, max(1, Int((value / maximum * steps).rounded(.up))))]
    }.joined()
  }
}
