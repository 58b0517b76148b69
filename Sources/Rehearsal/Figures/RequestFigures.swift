public import ArchitectureSimulation

/// The figures of requests, of one kind or of all that a client sends, over the window of the run: all
/// of it but the warm-up.
///
/// Where nothing was measured, there is no number that could meet a bound: a latency reads as
/// `.forever`, and a share is not a number, which no comparison holds for.
public protocol RequestFigures: Sendable, CustomStringConvertible {
  /// The books that the figures are taken from.
  var books: RequestResult { get }
}

extension RequestFigures {
  /// From the intended start to the end, of the requests that succeeded.
  public var latency: TimeFigures { TimeFigures(books.latency) }

  /// Of all requests that ended; a failure counts with the time that it took to fail.
  public var latencyOfAll: TimeFigures { TimeFigures(books.latencyOfAll) }

  /// Failed as a share of completed, 0…1; not a number if none completed.
  public var errorShare: Double { books.completed == 0 ? .nan : books.errorShare }

  /// Successes a second.
  public var goodput: Double { books.goodput }

  /// Requests sent.
  public var offered: UInt64 { books.offered }

  /// Requests that ended, in whatever way.
  public var completed: UInt64 { books.completed }
  public var succeeded: UInt64 { books.succeeded }
  public var failed: UInt64 { books.failed }

  /// Attempts for each request that completed, the first one included; not a number if none did.
  public var attemptsPerRequest: Double {
    books.completed == 0 ? .nan : Double(books.attempts) / Double(books.completed)
  }

  /// How many failed for one cause, wherever it arose.
  ///
  /// - Complexity: O(*n*) in the number of causes and places.
  public func failures(_ cause: FailureCause) -> UInt64 {
    books.failures.reduce(0) { $1.cause == cause ? $0 &+ $1.count : $0 }
  }

  /// How many failed for one cause that arose at one client or component.
  ///
  /// - Complexity: O(*n*) in the number of causes and places.
  public func failures(_ cause: FailureCause, at place: String) -> UInt64 {
    books.failures.reduce(0) { $1.cause == cause && $1.place == place ? $0 &+ $1.count : $0 }
  }

  /// How many ended with a status, such as 503.
  ///
  /// - Complexity: O(*n*) in the number of different statuses.
  public func status(_ code: Int) -> UInt64 {
    books.statuses.first { $0.status == code }?.count ?? 0
  }
}

extension RequestFigures {
  /// A sentence of the figures that tests most often ask for.
  var summary: String {
    "\(books.name): \(offered) offered, \(succeeded) succeeded, \(failed) failed, "
      + "\(books.inFlightAtEnd) in flight at the end; latency \(latency)"
  }
}
