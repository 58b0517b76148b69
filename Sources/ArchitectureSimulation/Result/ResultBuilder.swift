import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// Makes a result of the books of a finished run.
struct ResultBuilder {
  let plan: Plan
  let segments: [Segment]

  /// When the run ended.
  let end: Instant

  /// Of each queue, how long the oldest job that waits has been there at the end of the run.
  let oldestWaiting: [TimeSpan?]

  init(_ plan: Plan, _ segments: [Segment], end: Instant, oldestWaiting: [TimeSpan?]) {
    self.plan = plan
    self.segments = segments
    self.end = end
    self.oldestWaiting = oldestWaiting
  }

  /// The books between two cuts: `nil` stands for the empty books of the start.
  struct Part {
    var window: RunResult.Window
    var before: Segment.Books?
    var after: Segment.Books
    var segments: ArraySlice<Segment>

    /// What averages over the window are divided by: a run that was stopped at its very start has
    /// none of them, and 0 for each.
    var nanoseconds: Double { ResultBuilder.divisor(window.length) }
    var seconds: Double { nanoseconds / 1e9 }
  }

  /// The length of a stretch of time in nanoseconds; infinite if it has none, so that what is divided
  /// by it is 0.
  static func divisor(_ length: TimeSpan) -> Double {
    length > .zero ? Double(length.nanoseconds) : .infinity
  }

  /// The part of the run from one cut, or from the start, to another, or to the end.
  func part(from start: Instant, to end: Instant) -> Part {
    // A start between two cuts is rounded up to the later one.
    let cut = start > .zero ? segments.firstIndex { $0.end >= start } : nil
    let first = cut.map { min($0 + 1, segments.count - 1) } ?? 0
    let last = segments.lastIndex { $0.end <= end } ?? segments.count - 1
    let range = first...max(first, last)
    return Part(
      window: RunResult.Window(
        start: first > 0 ? segments[first - 1].end : .zero, end: segments[range.upperBound].end),
      before: first > 0 ? segments[first - 1].books : nil,
      after: segments[range.upperBound].books, segments: segments[range])
  }

  // MARK: Clients

  func clientResult(_ client: Int, in part: Part) -> ClientResult {
    let origins =
      plan.clients[client]
      .firstOrigin..<(plan.clients[client].firstOrigin
      + plan.clients[client].requestCount)
    let requests = origins.map { requestResult(name(of: $0), [$0], client, in: part) }
    let total = requestResult(plan.names[client], Array(origins), client, in: part)
    return ClientResult(
      name: plan.names[client], total: total, requests: requests,
      browser: browserResult(client, in: part))
  }

  /// The request name of an origin.
  func name(of origin: Int) -> String { plan.requestNames[Int(plan.origins[origin].request)] }

  private func requestResult(
    _ name: String, _ origins: [Int], _ client: Int, in part: Part
  ) -> RequestResult {
    var counts = RequestRecorder.Counts()
    var startBooks = RequestRecorder.Counts()
    for origin in origins {
      let earlier = part.before?.requests[origin] ?? RequestRecorder.Counts()
      counts = counts.adding(part.after.requests[origin].since(earlier))
      startBooks = startBooks.adding(earlier)
    }
    let successes = RecordedTimes(
      merging: part.segments.flatMap { segment in
        origins.map { segment.requestTimes[$0].successes }
      })
    let failures = RecordedTimes(
      merging: part.segments.flatMap { segment in
        origins.map { segment.requestTimes[$0].failures }
      })
    let naive = part.segments.flatMap { segment in
      origins.compactMap { segment.requestTimes[$0].naive }
    }
    let inFlightAtStart = startBooks.offered - startBooks.completed
    let seconds = part.seconds
    return RequestResult(
      name: name, inFlightAtStart: inFlightAtStart, offered: counts.offered,
      completed: counts.completed, succeeded: counts.succeeded, failed: counts.failed,
      failures: failureCounts(counts.failures), statuses: statusCounts(counts.statuses),
      inFlightAtEnd: inFlightAtStart + counts.offered - counts.completed,
      latency: successes.summary,
      latencyOfAll: RecordedTimes(merging: [successes, failures]).summary,
      naiveLatency: naive.isEmpty ? nil : RecordedTimes(merging: naive).summary,
      latencyProfile: LatencyProfile(successes.histogram.coarsened(toDigits: 1), joined: 1),
      attempts: counts.attempts, goodput: Double(counts.succeeded) / seconds,
      throughput: Double(counts.completed) / seconds)
  }

  func failureCounts(_ tally: Tally) -> [RequestResult.FailureCount] {
    tally.entries.map { entry in
      RequestResult.FailureCount(
        cause: FailureCause(rawValue: UInt8(entry.key >> 16)) ?? .error,
        place: plan.names[Int(entry.key & 0xFFFF)], count: entry.count)
    }.sorted {
      ($1.count, $0.cause.rawValue, $0.place) < ($0.count, $1.cause.rawValue, $1.place)
    }
  }

  private func statusCounts(_ tally: Tally) -> [RequestResult.StatusCount] {
    tally.entries.map { RequestResult.StatusCount(status: Int($0.key), count: $0.count) }
      .sorted { $0.status < $1.status }
  }
}
