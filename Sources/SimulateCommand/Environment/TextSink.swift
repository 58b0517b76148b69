/// Somewhere that text is written to: standard output, standard error, or a test's memory.
public protocol TextSink {
  /// Writes all of `text`. Whoever reads at the other end may have gone, which is no error.
  ///
  /// - Throws: ``FileProblem`` if the text cannot be written for any other reason.
  func write(_ text: String) throws(FileProblem)
}
