import ArchitectureModel
import TimeBase

/// Of one request name of one client: which of those that end are kept apart.
struct SievePlan: Sendable {
  var origin: Int
  var endings: Expectation.Endings
}

extension Plan {
  /// The request names that a figure of a client is about.
  func origins(of figure: Expectation.Figure) -> [Int] {
    origins.indices.filter { origin in
      names[origins[origin].station] == figure.subject
        && (figure.request == nil
          || requestNames[Int(origins[origin].request)] == figure.request)
    }
  }
}

/// Latencies of the requests that ended in a certain way, since the last cut.
struct Sieve: ~Copyable {
  private let outcome: Expectation.Endings.Outcome

  /// 0 for any.
  private let status: UInt16
  private let cause: UInt8
  private var times = TimeRecorder()

  init(_ endings: Expectation.Endings) {
    outcome = endings.outcome ?? .any
    status = UInt16(clamping: endings.status ?? 0)
    let cause = FailureCause.allCases.first { $0.word == endings.cause }
    self.cause = cause?.rawValue ?? 0
  }

  mutating func take(_ ending: Outcome, after latency: TimeSpan) {
    guard status == 0 || ending.status == status, cause == 0 || ending.cause == cause else {
      return
    }
    let fits =
      switch outcome {
      case .any: true
      case .succeeded: ending.isSuccess
      case .failed: !ending.isSuccess
      case .rejected: ending.isRejection
      case .accepted: !ending.isRejection
      }
    if fits { times.record(latency) }
  }

  mutating func drain() -> RecordedTimes { times.drain() }
}

extension Outcome {
  /// Whether somebody turned the request away on purpose.
  fileprivate var isRejection: Bool {
    switch FailureCause(rawValue: cause) {
    case .limited, .rejected, .unauthorized, .breakerOpen, .blocked, .tooManyConnections:
      true
    case .timeout, .refused, .poolTimeout, .queueTimeout, .impatience, .error, .crashed, .noTarget,
      .cancelled, .locked, .deadlock, nil:
      false
    }
  }
}
