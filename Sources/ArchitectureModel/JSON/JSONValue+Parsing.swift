extension JSONValue {
  /// Reads a JSON text with comments; of keys that appear twice the first one counts.
  ///
  /// - Throws: ``InvalidModel`` with the first error of syntax.
  package init(parsing text: String, named source: String = "text") throws(InvalidModel) {
    self = try ModelDocument.parse(SourceText(Array(text.utf8)), named: source).0
  }
}
