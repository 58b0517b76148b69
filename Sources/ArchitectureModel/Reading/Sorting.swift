extension String {
  /// The order of names everywhere: by the bytes of UTF-8, which no version of Unicode changes.
  func precedes(_ other: String) -> Bool {
    utf8.lexicographicallyPrecedes(other.utf8)
  }

  /// Whether both have the same bytes of UTF-8, which is stricter than being equal: an accent may
  /// be a character of its own or not.
  func isIdentical(to other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}

extension Array {
  /// The first place at and after which `isBehind` holds, if it holds for no element before one for
  /// which it does not.
  ///
  /// - Complexity: O(log *n*).
  func partitionPoint(where isBehind: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The element of this name in an array that is sorted by name.
  ///
  /// - Complexity: O(log *n*).
  func firstSorted(named name: String, by key: (Element) -> String) -> Element? {
    let place = partitionPoint { !key($0).precedes(name) }
    return place < count && key(self[place]).isIdentical(to: name) ? self[place] : nil
  }
}
