import SimulateCommand

/// Keeps what is written to it.
final class RecordingSink: TextSink {
  private(set) var text = ""

  /// What writing fails with.
  var failure: FileProblem?

  func write(_ text: String) throws(FileProblem) {
    if let failure { throw failure }
    self.text += text
  }
}
