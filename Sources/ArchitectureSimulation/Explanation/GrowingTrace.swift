import TimeBase

/// A call that a trace follows, and the span that is open for it.
struct WatchedCall: BitwiseCopyable {
  var call: CallID

  // What tells it apart from others that had its place in the slab before or will have it.
  var draws: DrawAddress
  var station: UInt16

  var span: Int32

  /// The span of what its time goes to at present; none while it waits for a call of its own.
  var leaf = GrowingSpan.none
  var leafStart = Instant.zero

  /// Where in its program the leaf began, which tells two computations apart.
  var counter: UInt16 = 0

  /// Of a computation that shares a processor: how long it would take alone; negative for others.
  var demand: Int64 = -1

  /// The last action that was about it or about something that it waits for, and the last look at it.
  var touched: UInt64 = 0
  var seen: UInt64 = 0
}

/// What is known so far of a request, a job, or a call that was given up.
struct GrowingTrace {
  enum Subject {
    case request
    case job
    case abandoned(Abandonment)
  }

  /// Why nobody waits for a call any more, and what was worked on it until then.
  struct Abandonment {
    var cause: Explanation.Waste.Cause
    var isAskedAgain: Bool
    var work: [StationWork]
  }

  let root: CallID
  let subject: Subject
  let origin: UInt16
  var spans: [GrowingSpan] = []

  /// The root first.
  var watched: [WatchedCall] = []

  /// What tells the root apart from whatever has its place later.
  var rootDraws: DrawAddress

  /// Successes of its kind before the last action, which tells whether that made it one.
  var successes: UInt64 = 0

  /// Grown beyond what is kept track of: its end is waited for, no more.
  var isTooLong = false

  static let spanLimit = 20_000

  init(root: CallID, _ draws: DrawAddress, subject: Subject, origin: UInt16) {
    self.root = root
    rootDraws = draws
    self.subject = subject
    self.origin = origin
  }

  /// Whether it is followed from its beginning, even if that was noticed later.
  var isWhole: Bool {
    if case .abandoned = subject { false } else { true }
  }

  /// The last call that was made from a span, through one site or any.
  func lastCall(of parent: Int32, through site: UInt16?) -> Int? {
    spans.lastIndex {
      $0.parent == parent && $0.kind == .call && (site == nil || $0.site == site)
    }
  }
}

/// Work at one station.
struct StationWork: BitwiseCopyable {
  var station: Int
  var nanoseconds: Int64
}

extension [StationWork] {
  /// - Complexity: O(*n*) for *n* stations so far; a handful.
  mutating func add(_ nanoseconds: Int64, at station: Int) {
    if let index = firstIndex(where: { $0.station == station }) {
      self[index].nanoseconds += nanoseconds
    } else {
      append(StationWork(station: station, nanoseconds: nanoseconds))
    }
  }
}
