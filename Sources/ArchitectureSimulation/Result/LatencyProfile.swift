import RunStatistics
public import TimeBase

/// How many times of each magnitude there were, for charts: bars on a logarithmic axis.
public struct LatencyProfile: Hashable, Sendable {
  /// Times from ``from`` up to and including ``through``.
  public struct Bar: Hashable, Sendable {
    public var from: TimeSpan
    public var through: TimeSpan
    public var count: UInt64

    public init(from: TimeSpan, through: TimeSpan, count: UInt64) {
      self.from = from
      self.through = through
      self.count = count
    }
  }

  /// Ascending; bars of no times are left out.
  public var bars: [Bar]

  public init(bars: [Bar] = []) {
    self.bars = bars
  }

  /// Adds what another profile has; their bars have to have the same edges, as those of one figure of
  /// several runs do.
  ///
  /// - Complexity: O(*n* log *n*) in the number of bars.
  public mutating func merge(_ other: LatencyProfile) {
    bars = (bars + other.bars).sorted { $0.from < $1.from }.reduce(into: []) { merged, bar in
      if merged.last?.from == bar.from {
        merged[merged.count - 1].count += bar.count
      } else {
        merged.append(bar)
      }
    }
  }

  /// - Parameter joined: Slots of the histogram in a bar; a power of two, so that bars of different
  ///   histograms have the same edges.
  init(_ histogram: SparseHistogram, joined: Int) {
    let layout = histogram.layout
    bars = []
    for (slot, count) in zip(histogram.slots, histogram.counts) {
      let first = Int(slot) / joined * joined
      let from = TimeSpan(nanoseconds: layout.lowest(inSlot: first))
      if bars.last?.from == from {
        bars[bars.count - 1].count += UInt64(count)
        continue
      }
      bars.append(
        Bar(
          from: from,
          through: TimeSpan(nanoseconds: layout.highest(inSlot: first + joined - 1)),
          count: UInt64(count)))
    }
  }
}
