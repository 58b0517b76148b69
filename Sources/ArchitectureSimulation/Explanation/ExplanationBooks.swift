import RunStatistics
import TimeBase

/// What a witness adds up.
struct ExplanationBooks {
  /// Time of many requests by station and use.
  struct Budget {
    var count: UInt64 = 0
    var nanoseconds: Int128 = 0
    var cells: [Int128]

    init(stations: Int) {
      cells = Array(repeating: 0, count: stations * TimeUse.allCases.count)
    }

    mutating func add(_ path: CriticalPath, _ latency: TimeSpan) {
      count += 1
      nanoseconds += Int128(latency.nanoseconds)
      for share in path.shares {
        let cell = share.station * TimeUse.allCases.count + Int(share.use.rawValue)
        cells[cell] += Int128(share.nanoseconds)
      }
    }
  }

  /// A request that is kept in full.
  struct Kept {
    var latency: TimeSpan
    var origin: UInt16
    var failure: FailureCause?
    var spans: [GrowingSpan]
  }

  struct Client {
    var successes: Budget
    var slowest: Budget
    var failures: Budget

    /// What the run has found out about the latency of its successes.
    var median = TimeSpan.zero
    var p99 = TimeSpan.zero

    /// The requests nearest to those, and the slowest ones.
    var nearMedian: Kept?
    var nearP99: Kept?
    var slowestSuccess: Kept?
    var slowestFailure: Kept?

    init(stations: Int) {
      successes = Budget(stations: stations)
      slowest = successes
      failures = successes
    }
  }

  /// Where the window begins.
  let start: Instant
  var clients: [Client]

  /// Work in the window by station, and of that what was in vain by cause.
  var work: [Int128]
  var waste: [(count: UInt64, nanoseconds: Int128)]
  var sample: RequestSample
  var unbalanced: UInt64 = 0
  var untraced: UInt64 = 0

  /// Whether the window has begun.
  private var isOpen = false

  init(
    clients: [ClientResult], stations: Int, from start: Instant, sampling sampleSize: Int = 0
  ) {
    self.start = start
    sample = RequestSample(limit: sampleSize)
    self.clients = clients.map { client in
      var books = Client(stations: stations)
      if let latency = client.total.latency {
        (books.median, books.p99) = (latency.p50, latency.p99.lowerEdge)
      }
      return books
    }
    work = Array(repeating: 0, count: stations)
    waste = Array(
      repeating: (0, 0), count: stations * Explanation.Waste.Cause.allCases.count)
  }

  /// Takes note of the time; nothing is written down before the window begins.
  mutating func advance(to now: Instant) {
    if now >= start { isOpen = true }
  }

  // MARK: Requests

  /// - Parameter rank: A draw of the request's own, by which some are sampled, also before the window.
  mutating func requestHasEnded(
    _ spans: [GrowingSpan], of client: Int, origin: UInt16, isSuccess: Bool,
    failure: FailureCause?, rank: UInt64
  ) {
    let isSampled = sample.takes(rank)
    guard isOpen || isSampled else { return }
    var spans = spans
    let path = CriticalPath(through: &spans)
    let latency = TimeSpan(nanoseconds: spans[0].nanoseconds)
    let kept = Kept(latency: latency, origin: origin, failure: failure, spans: spans)
    if isSampled { sample.insert(.init(rank: rank, client: client, kept: kept)) }
    guard isOpen else { return }
    if path.shares.reduce(0, { $0 + $1.nanoseconds }) != latency.nanoseconds { unbalanced += 1 }
    if isSuccess {
      clients[client].add(kept, path)
    } else {
      clients[client].failures.add(path, latency)
      if latency > clients[client].slowestFailure?.latency ?? .nanoseconds(-1) {
        clients[client].slowestFailure = kept
      }
    }
  }

  // MARK: Work

  /// Work that was in vain.
  mutating func waste(_ abandonment: GrowingTrace.Abandonment, isDone: Bool) {
    guard isOpen else { return }
    var cause = abandonment.cause
    if cause == .givenUp, abandonment.isAskedAgain, isDone { cause = .repeated }
    for part in abandonment.work { waste(part.nanoseconds, at: part.station, cause) }
    for part in abandonment.work { work[part.station] += Int128(part.nanoseconds) }
  }

  private mutating func waste(
    _ nanoseconds: Int64, at station: Int, _ cause: Explanation.Waste.Cause
  ) {
    guard nanoseconds > 0 else { return }
    let cell = station * Explanation.Waste.Cause.allCases.count + Int(cause.rawValue)
    waste[cell].count += 1
    waste[cell].nanoseconds += Int128(nanoseconds)
  }

  /// Enters the work that was done for a request or a job that has ended.
  mutating func enterWork(of spans: [GrowingSpan], isSuccess: Bool) {
    guard isOpen else { return }
    // Of each span: why what is part of it is in vain, if it is.
    var causes: [Explanation.Waste.Cause?] = []
    var isCounted: [Bool] = []
    causes.reserveCapacity(spans.count)
    for span in spans {
      let parent = span.parent == GrowingSpan.none ? nil : Int(span.parent)
      var cause = parent.map { causes[$0] } ?? (isSuccess ? nil : .failedRequest)
      if span.flags.contains(.triedAgain) { cause = .failedAttempt }
      // What was given up is entered when that is known to its end.
      let counts = (parent.map { isCounted[$0] } ?? true) && !span.flags.contains(.givenUp)
      causes.append(cause)
      isCounted.append(counts)
      guard counts, span.kind == .time(.service) else { continue }
      work[Int(span.station)] += Int128(span.nanoseconds)
      if let cause { waste(span.nanoseconds, at: Int(span.station), cause) }
    }
  }
}

extension ExplanationBooks.Client {
  fileprivate mutating func add(_ kept: ExplanationBooks.Kept, _ path: CriticalPath) {
    successes.add(path, kept.latency)
    if kept.latency >= p99 { slowest.add(path, kept.latency) }
    if kept.isNearer(to: median, than: nearMedian) { nearMedian = kept }
    if kept.isNearer(to: p99, than: nearP99) { nearP99 = kept }
    if kept.latency > slowestSuccess?.latency ?? .nanoseconds(-1) { slowestSuccess = kept }
  }
}

extension ExplanationBooks.Kept {
  fileprivate func isNearer(to latency: TimeSpan, than other: Self?) -> Bool {
    guard let other else { return true }
    return (self.latency - latency).nanoseconds.magnitude
      < (other.latency - latency).nanoseconds.magnitude
  }
}

extension TimeSpan {
  /// Where the slot of a histogram begins that ends here: quantiles are told by the upper edge.
  fileprivate var lowerEdge: TimeSpan {
    .nanoseconds(HistogramLayout().lowestEquivalent(to: nanoseconds))
  }
}
