public import TimeBase

/// In which order a queue serves those who wait.
///
/// First come, first served is fair, but in overload it serves only those whose callers have left.
/// Last come, first served keeps the goodput up and starves the oldest. Serving tenants in turn is
/// fair between them whatever each of them asks for.
@frozen
public enum QueueDiscipline: BitwiseCopyable, Hashable, Sendable {
  /// First come, first served.
  case fifo

  /// Last come, first served.
  case lifo

  /// Service in random order: whoever is next is drawn from all who wait. The mean wait is that of
  /// first come, first served, and its second moment 2 / (2 − ρ) times as large, where ρ is the
  /// utilisation of one server (Kingman, *On queues in which customers are served in random order*,
  /// 1962).
  case siro

  /// First come, first served while at most `threshold` wait; with more, the newest goes first
  /// (Maurer, "Fail at Scale", ACM Queue 2015).
  case adaptiveLIFO(threshold: Int)

  /// The lowest ``QueueAttributes/priority`` first, and among equals who came first.
  ///
  /// With an `aging` period everybody rises by one level for each such time that he has waited, in
  /// proportion and without end, so that nobody starves: whoever is `n` levels behind is overtaken
  /// only by those who come less than `n` periods after him. How two of them stand to each other
  /// never changes, which is why a heap is enough.
  case priority(aging: TimeSpan? = nil)

  /// The earliest ``QueueAttributes/deadline`` first, and among equals who came first (Jackson,
  /// 1955; Liu and Layland, 1973). Those without a deadline come last.
  case earliestDeadlineFirst

  /// Deficit round robin over ``QueueAttributes/tenant`` (Shreedhar and Varghese, 1995): in its turn
  /// a tenant may spend `quantum` and what it could not spend the last time, each entry at its
  /// ``QueueAttributes/cost``; a tenant with nobody in line loses what is left. With a quantum and
  /// costs of 1 this is plain round robin.
  ///
  /// With `buckets` tenants are told apart only by a hash into so many of them (stochastic
  /// fairness queueing, McKenney, 1990).
  case fair(quantum: Int = 1, buckets: Int? = nil)

  /// What makes the discipline unusable, if anything.
  public var problem: String? {
    switch self {
    case .fifo, .lifo, .siro, .earliestDeadlineFirst: nil
    case .adaptiveLIFO(let threshold):
      threshold < 0 ? "a threshold of \(threshold) waiting is not 0 or more" : nil
    case .priority(let aging):
      aging.map { $0 <= .zero } ?? false
        ? "an aging period of \(aging ?? .zero) is not longer than zero" : nil
    case .fair(let quantum, let buckets):
      if !(1...1_000_000_000).contains(quantum) {
        "a quantum of \(quantum) is not in 1...1000000000"
      } else if let buckets, !(1...1_000_000).contains(buckets) {
        "\(buckets) buckets of tenants are not in 1...1000000"
      } else {
        nil
      }
    }
  }
}
