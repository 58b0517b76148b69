import EventEngine
import TimeBase

/// The first failed requests of each cause.
struct FailureLog {
  /// So many of each cause at most.
  let limit: Int
  private(set) var entries: [FailedRequest] = []

  /// How many there are of each cause, by its raw value.
  private var counts = [Int](repeating: 0, count: FailureCause.allCases.count + 1)

  init(limit: Int) {
    self.limit = limit
  }

  func hasRoom(for cause: FailureCause) -> Bool { counts[Int(cause.rawValue)] < limit }

  mutating func append(_ request: FailedRequest) {
    counts[Int(request.cause.rawValue)] += 1
    entries.append(request)
  }
}

extension Simulation {
  /// Writes down a request that is about to end, if it failed for a cause of which few are known.
  mutating func logFailure(of call: CallID) {
    let record = calls[call]
    guard let cause = FailureCause(rawValue: record.outcome.cause), failures.hasRoom(for: cause)
    else { return }
    let station = Int(record.station)
    let serial = (record.draws.index ^ clientPlans[station].salt) & DrawAddress.requestMask
    failures.append(
      FailedRequest(
        client: plan.names[station], request: plan.requestNames[Int(record.request)],
        number: serial, sent: record.arrived, latency: now - record.arrived, cause: cause,
        place: plan.names[Int(record.outcome.culprit)], status: Int(record.outcome.status),
        attempts: Int(record.attempt)))
  }
}
