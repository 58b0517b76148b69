/// Where the warm-up ends for all metrics of a run together: each is searched by MSER-5, and the latest
/// of their answers counts for all, so that all figures are about one and the same stretch.
public enum CommonTruncation: Hashable, Sendable {
  /// So many observations belong to the warm-up; `latest` is the metric that decided it, `nil` if none
  /// has a warm-up.
  case found(deleted: Int, latest: String?)

  /// These metrics do not settle within half of the run: it is too short.
  case unsettled([String])

  /// Searches series over one grid of time. Metrics that never change are settled from the start.
  ///
  /// - Precondition: all values are finite.
  /// - Complexity: O(values).
  public init(_ series: [(metric: String, values: [Double])]) {
    var unsettled: [String] = []
    var (deleted, latest): (Int, String?) = (0, nil)
    for (metric, values) in series {
      let search = Mser5(values)
      if search.isTooShort {
        unsettled.append(metric)
      } else if search.deletedCount > deleted {
        (deleted, latest) = (search.deletedCount, metric)
      }
    }
    self = unsettled.isEmpty ? .found(deleted: deleted, latest: latest) : .unsettled(unsettled)
  }
}
