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
