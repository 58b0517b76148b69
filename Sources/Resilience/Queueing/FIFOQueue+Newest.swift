extension FIFOQueue {
  /// Takes the entry that came last, as a stack does.
  @inlinable
  public mutating func dequeueNewest() -> Element? {
    tail == Self.none ? nil : remove(QueueTicket(index: tail))
  }
}
