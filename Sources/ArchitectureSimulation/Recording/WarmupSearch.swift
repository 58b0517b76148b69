import RunStatistics
import TimeBase

/// Finds the end of the warm-up by MSER-5 on the mean latencies of equal slots of time.
///
/// Every client has its own answer; the latest one counts for all figures, so that they are about
/// one and the same part of the run.
struct WarmupSearch {
  enum Answer {
    case found(Instant)
    case notFound(String)
  }

  /// Batches that a search needs to be worth anything.
  private static let fewestBatches = 10

  private var latest = Instant.zero
  private var answers = 0
  private var silent: [String] = []
  private var unsettled: [String] = []

  mutating func consider(_ client: String, _ means: MeanSeries) {
    guard means.counts.contains(where: { $0 > 0 }) else { return }
    guard let (groups, length) = Self.group(means) else {
      silent.append(client)
      return
    }
    let search = Mser5(groups)
    if search.isTooShort {
      unsettled.append(client)
      return
    }
    answers += 1
    let end = means.grid.start(ofStep: 0) + means.grid.step * Int64(search.deletedCount * length)
    latest = max(latest, end)
  }

  var answer: Answer {
    if let client = unsettled.first {
      return .notFound(
        "the latency of \(client) does not settle within half of the run; run longer, or set"
          + " run.warmup")
    }
    if let client = silent.first {
      return .notFound(
        "\(client) ends too few requests to find a steady state; run longer, or set run.warmup")
    }
    return answers > 0 ? .found(latest) : .notFound("no request ended")
  }

  /// The means of the smallest groups of slots of which none is empty, and the slots in a group.
  private static func group(_ series: MeanSeries) -> (means: [Double], length: Int)? {
    let counts = series.counts
    let sums = series.sums
    for length in [1, 2, 4] where counts.count / length >= fewestBatches * Mser5.batchSize {
      var means: [Double] = []
      for start in stride(from: 0, to: counts.count - length + 1, by: length) {
        let count = counts[start..<start + length].reduce(0, +)
        guard count > 0 else { break }
        means.append(Double(sums[start..<start + length].reduce(0, +)) / Double(count))
      }
      if means.count == counts.count / length { return (means, length) }
    }
    return nil
  }
}
