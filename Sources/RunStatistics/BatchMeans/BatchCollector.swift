/// Averages of 20 to 40 equal stretches of a run whose length is not known beforehand, in constant
/// memory: when the fortieth batch is full, neighbours are merged into twenty of twice the size.
public struct BatchCollector: Hashable, Sendable {
  /// Observations in a batch; doubles now and then.
  public private(set) var size = 1

  /// The averages of the batches that are full, at most 39.
  public private(set) var batches: [Double] = []

  /// Of the batch that is being filled.
  private var sum = 0.0
  private var count = 0

  public init() {}

  public mutating func add(_ observation: Double) {
    sum += observation
    count += 1
    guard count == size else { return }
    batches.append(sum / Double(size))
    (sum, count) = (0, 0)
    guard batches.count == BatchMeans.batchCounts.upperBound else { return }
    batches = stride(from: 0, to: batches.count, by: 2).map {
      (batches[$0] + batches[$0 + 1]) / 2
    }
    size *= 2
  }

  /// What the full batches say about the mean.
  public func judged(confidence: Double) -> BatchMeans {
    BatchMeans(batches: batches, confidence: confidence)
  }
}
