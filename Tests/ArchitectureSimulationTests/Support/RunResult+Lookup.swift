import ArchitectureSimulation
import Testing
import TimeBase

extension RunResult {
  /// What all requests of a client became.
  func client(_ name: String = "web") throws -> RequestResult {
    try #require(clients.first { $0.name == name }).total
  }

  func component(_ name: String) throws -> ComponentResult {
    try #require(components.first { $0.name == name })
  }

  func station(_ name: String) throws -> StationResult { try component(name).total }

  func cache(_ name: String = "cache") throws -> ComponentResult.CacheResult {
    guard case .cache(let figures) = try component(name).details else {
      throw WrongKind(name: name)
    }
    return figures
  }

  func queue(_ name: String = "jobs") throws -> ComponentResult.QueueResult {
    guard case .queue(let figures) = try component(name).details else {
      throw WrongKind(name: name)
    }
    return figures
  }

  func jobs(_ name: String = "jobs") throws -> JobResult {
    try #require(queue(name).jobs)
  }

  func external(_ name: String = "receiver") throws -> ComponentResult.ExternalResult {
    guard case .external(let figures) = try component(name).details else {
      throw WrongKind(name: name)
    }
    return figures
  }

  func points(of client: String = "web") throws -> [SeriesResult.ClientPoint] {
    try #require(series.clients.first { $0.name == client }).points
  }

  func steps(at component: String) throws -> [SeriesResult.ComponentPoint] {
    try #require(series.components.first { $0.name == component }).points
  }

  /// The digest of one client or component.
  func digest(of name: String) throws -> UInt64 {
    try #require(digest.parts.first { $0.name == name }).digest
  }

  struct WrongKind: Error {
    var name: String
  }
}

extension RequestResult {
  /// Failures of one cause, wherever they arose.
  func count(_ cause: FailureCause) -> UInt64 {
    failures.filter { $0.cause == cause }.reduce(0) { $0 + $1.count }
  }

  func count(ofStatus status: Int) -> UInt64 {
    statuses.first { $0.status == status }?.count ?? 0
  }

  /// How many there were of each cause, in short: `4 rejected at app`.
  var blame: [String] { failures.map { "\($0.count) \($0.cause) at \($0.place)" } }
}

extension TimeSummary {
  /// Whether every one of the times was this one.
  func areAll(_ span: TimeSpan) -> Bool {
    mean == span && maximum == span && standardDeviation == .zero
  }
}
