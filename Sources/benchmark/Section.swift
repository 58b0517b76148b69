/// Cases that are worth seeing side by side.
///
/// To add one, write a file with an extension like that of ``timeline`` and name it in ``all``.
struct Section {
  let name: String

  /// What one operation is, in a line or two above the table.
  let about: String

  /// Measures, and returns what is printed below the introduction.
  let report: (Runner) -> String

  /// The model comes first, because it measures memory and needs a process that has used none yet.
  static var all: [Section] {
    [
      .model, .timeline, .draws, .digest, .cache, .limiter, .queue, .balancer, .breaker, .live,
      .histogram,
    ]
  }
}

extension Section {
  /// A section that is one table.
  init(name: String, about: String, cases: @autoclosure @escaping () -> [Case]) {
    self.init(name: name, about: about) { runner in Table(runner.measure(cases())).text }
  }
}
