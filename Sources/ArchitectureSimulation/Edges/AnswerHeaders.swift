import TimeBase

/// What an answer says besides its status.
struct AnswerHeaders: BitwiseCopyable {
  /// Number of the filter that asks to come by https; negative for none.
  var policy: Int16 = -1

  /// Number of the filter that lets pages of another origin read it; negative for none.
  var leave: Int16 = -1

  /// Whether it sends its receiver to the same place by https.
  var leadsToHTTPS = false

  /// When to come back; zero if it does not say.
  var retryAfter = TimeSpan.zero

  /// Adds what a proxy passes on of an answer that it got.
  mutating func pass(_ upstream: AnswerHeaders) {
    if policy < 0 { policy = upstream.policy }
    if leave < 0 { leave = upstream.leave }
    if upstream.leadsToHTTPS { leadsToHTTPS = true }
    if retryAfter == .zero { retryAfter = upstream.retryAfter }
  }
}

/// Headers by the address of a call, with the address of its draws, which tells it from others that had
/// its place before: a side table, so that calls of other models carry nothing for it.
struct HeaderTable: ~Copyable {
  private var rows = CallColumn(blank: (draws: UInt64.max, headers: AnswerHeaders()))

  /// Of a call that has none these are empty.
  func headers(of call: CallID, _ draws: UInt64) -> AnswerHeaders {
    let row = rows[call]
    return row.draws == draws ? row.headers : AnswerHeaders()
  }

  mutating func set(_ call: CallID, _ draws: UInt64, _ headers: AnswerHeaders) {
    rows[call] = (draws, headers)
  }
}
