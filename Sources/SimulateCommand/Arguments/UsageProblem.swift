/// A command line that cannot be obeyed: one sentence that says why and what was probably meant.
struct UsageProblem: Error, Hashable {
  var message: String

  init(_ message: String) {
    self.message = message
  }
}
