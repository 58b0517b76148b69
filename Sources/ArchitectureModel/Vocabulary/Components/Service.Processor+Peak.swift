extension Service.Processor {
  /// The number of computations at which a processor of the universal scalability law gets most done:
  /// sqrt((1 - contention) / coherency), where contention + coherency n (n - 1) / (n - 1) costs as
  /// much as one more brings (Gunther, Guerrilla Capacity Planning, 2007).
  ///
  /// `nil` if it has no peak: without coherency, more computations never get less done, and other
  /// processors have cores.
  ///
  ///     Service.Processor.scalable(contention: 0.05, coherency: 0.001).peakConcurrency  // 30.8
  public var peakConcurrency: Double? {
    guard case .scalable(let contention, let coherency) = self, coherency > 0 else { return nil }
    return ((1 - contention) / coherency).squareRoot()
  }
}
