/// Guesses what somebody meant to write.
package enum Spelling {
  /// The candidate nearest to `word`; `nil` if none is near enough to be meant.
  ///
  /// Near enough is: equal but for case; the beginning of the candidate, from three letters on; or
  /// no further than one edit for each three letters, three at most. Of equally near candidates the
  /// first one is taken.
  ///
  /// - Complexity: O(*n* × *m* × *k*) for *n* candidates; words longer than 64 are never near.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().unicodeScalars.prefix(longest + 1))
    guard letters.count <= longest, !letters.isEmpty else { return nil }
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars.prefix(longest + 1))
      guard other.count <= longest, candidate != word else { continue }
      let isBeginning = letters.count >= 3 && other.starts(with: letters)
      let found = isBeginning ? 1 : distance(letters, other)
      let limit = min(3, max(1, max(letters.count, other.count) / 3))
      guard found <= limit, found < min(letters.count, other.count) || isBeginning else { continue }
      if best.map({ found < $0.distance }) ?? true { best = (candidate, found) }
    }
    return best?.candidate
  }

  private static let longest = 64

  /// Letters to insert, drop, replace or swap with a neighbour, each at most once in one place.
  ///
  /// - SeeAlso: Optimal string alignment; F. J. Damerau, *A technique for computer detection and
  ///   correction of spelling errors*, CACM 7 (1964).
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(last[column + 1] + 1, current[column] + 1)
        cost = min(cost, last[column] + (letter == other ? 0 : 1))
        let isSwap =
          row > 0 && column > 0 && letter == second[column - 1] && other == first[row - 1]
        if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
