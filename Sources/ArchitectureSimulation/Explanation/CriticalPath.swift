import TimeBase

/// The path through the spans of a request on which its latency came about.
///
/// Of a fork it is the branch whose end decided it, and before that branch began, the wait for it. An
/// attempt that was made again counts as one, whatever it spent its time on.
struct CriticalPath {
  /// Where the time of the request went, in the order of its spans.
  struct Share {
    var station: Int
    var use: TimeUse
    var nanoseconds: Int64
  }

  private(set) var shares: [Share] = []

  /// Marks the spans on the path.
  ///
  /// - Complexity: O(*n*) for *n* spans.
  init(through spans: inout [GrowingSpan]) {
    guard !spans.isEmpty else { return }
    spans[0].flags.insert(.critical)
    let deciding = Self.deciding(in: spans)
    for index in spans.indices.dropFirst() {
      let span = spans[index]
      guard spans[Int(span.parent)].flags.contains(.critical) else { continue }
      switch span.kind {
      case .request:
        break
      case .time(let use):
        spans[index].flags.insert(.critical)
        add(use, span, span.nanoseconds)
      case .call:
        if span.flags.contains(.triedAgain) {
          add(.retries, span, span.nanoseconds)
        } else {
          spans[index].flags.insert(.critical)
        }
      case .fork:
        spans[index].flags.insert(.critical)
        let branch = deciding[index]
        // What comes before the branch that mattered; all of it if there was none.
        let start = branch.map { spans[$0].start } ?? span.end
        add(.hedge, span, start.nanoseconds - span.start.nanoseconds)
      case .branch:
        if deciding[Int(span.parent)] == index {
          spans[index].flags.insert(.critical)
        }
      }
    }
  }

  /// Of each fork the branch that decided it; of one that was broken off, the first that was still under
  /// way.
  private static func deciding(in spans: [GrowingSpan]) -> [Int?] {
    var deciding = [Int?](repeating: nil, count: spans.count)
    for (index, span) in spans.enumerated() where span.kind == .branch {
      let fork = Int(span.parent)
      let wasOpen = deciding[fork] == nil && span.end == spans[fork].end
      if span.flags.contains(.decisive) || wasOpen { deciding[fork] = index }
    }
    return deciding
  }

  private mutating func add(_ use: TimeUse, _ span: GrowingSpan, _ nanoseconds: Int64) {
    guard nanoseconds > 0 else { return }
    shares.append(Share(station: Int(span.station), use: use, nanoseconds: nanoseconds))
  }
}
