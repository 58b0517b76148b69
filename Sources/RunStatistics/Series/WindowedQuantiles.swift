public import TimeBase

/// Quantiles of the values recorded in each step of a grid, such as p50, p95 and p99 of the latency
/// second by second.
///
/// One ``Histogram`` serves all steps, emptied after each, so memory is about 80 bytes a step (three
/// quantiles) and 12 bytes for each magnitude that its values have, whatever the number of values.
/// Times must not go back to an earlier step.
@frozen
public struct WindowedQuantiles: ~Copyable, Sendable {
  /// The quantiles that are told for each step.
  public let quantiles: [Quantile]

  @usableFromInline var cursor: StepCursor
  @usableFromInline var histogram: Histogram

  /// The count and the quantiles of the steps that are over and had values, in the order of time.
  private var finished: [Point] = []

  /// - Parameter digits: Decimal digits of the values that are kept, 1 to 5.
  public init(
    _ grid: StepGrid, quantiles: [Quantile] = [.p50, .p95, .p99], digits: Int = 2
  ) {
    self.quantiles = quantiles
    cursor = StepCursor(grid)
    histogram = Histogram(digits: digits)
  }

  public var grid: StepGrid { cursor.grid }

  /// Records a value; those outside of the grid are left out.
  ///
  /// - Precondition: `value` is not negative, and `now` is not in an earlier step than the last one.
  @inlinable
  public mutating func record(_ value: Int64, at now: Instant) {
    if !cursor.contains(now) { move(to: now) }
    histogram.record(value)
  }

  /// Records a length of time in nanoseconds.
  ///
  /// - Precondition: `span` is not negative, and `now` is not in an earlier step than the last one.
  @inlinable
  public mutating func record(_ span: TimeSpan, at now: Instant) {
    record(span.nanoseconds, at: now)
  }

  /// The steps that had values, the present one included.
  ///
  /// - Complexity: O(steps + slots in use).
  public var points: [Point] {
    guard let point = presentPoint else { return finished }
    return finished + [point]
  }

  private var presentPoint: Point? {
    guard let step = cursor.index, histogram.count > 0 else { return nil }
    var values: [Int64] = []
    values.reserveCapacity(quantiles.count)
    histogram.appendQuantiles(quantiles, to: &values)
    return Point(
      step: step, count: histogram.count, values: values,
      magnitudes: histogram.snapshot().coarsened(toDigits: 1))
  }

  /// Finishes the present step and begins that of `now`.
  @usableFromInline
  @inline(never)
  mutating func move(to now: Instant) {
    if let point = presentPoint { finished.append(point) }
    histogram.removeAll()
    cursor.move(to: now)
    if let last = finished.last, let step = cursor.index {
      precondition(step > last.step, "step \(step) comes after step \(last.step) is finished")
    }
  }
}

extension WindowedQuantiles {
  /// What is known of a step that had values.
  public struct Point: Hashable, Sendable {
    /// The step's place in the grid.
    public let step: Int

    /// How many values it has, at least one.
    public let count: Int64

    /// Its quantiles, in the order in which they were asked for; see ``Histogram/quantile(_:)``.
    public let values: [Int64]

    /// How many values of each magnitude it has, to one digit.
    public let magnitudes: SparseHistogram

    public init(
      step: Int, count: Int64, values: [Int64],
      magnitudes: SparseHistogram = SparseHistogram(layout: HistogramLayout(digits: 1))
    ) {
      self.step = step
      self.count = count
      self.values = values
      self.magnitudes = magnitudes
    }
  }
}
