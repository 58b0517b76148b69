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
    firstSortedIndex(named: name, by: key).map { self[$0] }
  }

  /// Where the element of this name stands in an array that is sorted by name.
  ///
  /// - Complexity: O(log *n*).
  func firstSortedIndex(named name: String, by key: (Element) -> String) -> Int? {
    let place = partitionPoint { !key($0).precedes(name) }
    return place < count && key(self[place]).isIdentical(to: name) ? place : nil
  }
}
