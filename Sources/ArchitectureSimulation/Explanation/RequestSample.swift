/// Requests that are kept in full, drawn evenly from all of a run.
///
/// Each request has a rank, which is a draw of its own, and the lowest ranks are kept (bottom-*k*
/// sampling). So every request has the same chance, and which ones are kept depends on which there are
/// and not on the order in which they end.
struct RequestSample {
  struct Entry {
    var rank: UInt64
    var client: Int
    var kept: ExplanationBooks.Kept
  }

  /// How many are kept.
  let limit: Int
  private var entries: [Entry] = []

  /// The highest rank that may still be among those that are kept.
  private var threshold = UInt64.max

  init(limit: Int) {
    precondition(limit >= 0, "a sample cannot have \(limit) requests")
    self.limit = limit
  }

  /// Whether a request of this rank would be kept for now.
  func takes(_ rank: UInt64) -> Bool { limit > 0 && rank <= threshold }

  /// - Complexity: O(log *k*) on average, where *k* is the limit: twice as many are collected before
  ///   the higher half is let go.
  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    guard entries.count >= 2 * limit else { return }
    entries = lowest
    threshold = entries.last?.rank ?? .max
  }

  /// Those that are kept, by rank.
  private var lowest: [Entry] {
    let sorted = entries.sorted {
      ($0.rank, $0.client, $0.kept.spans[0].start) < ($1.rank, $1.client, $1.kept.spans[0].start)
    }
    return Array(sorted.prefix(limit))
  }

  /// Those that are kept, in the order in which they began.
  var inOrder: [Entry] {
    lowest.sorted {
      ($0.kept.spans[0].start, $0.client, $0.rank) < ($1.kept.spans[0].start, $1.client, $1.rank)
    }
  }
}
