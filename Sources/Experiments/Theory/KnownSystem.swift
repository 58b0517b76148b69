import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// A part of a model whose behaviour is known exactly.
struct KnownSystem {
  /// In Kendall's notation, such as `M/M/3`.
  var name: String

  /// What theory says about metrics of single runs: means over an endless run.
  var values: [(metric: String, subject: String, value: Double)]
}

/// Why a component is none of the systems with a known answer, in words that follow its name.
struct FailedAssumption: Error, Hashable {
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

/// How requests reach a component, and what it does with them, where both are simple enough.
struct SimpleStation {
  enum Load {
    /// Poisson arrivals at so many a second.
    case open(rate: Double)

    /// Users, and their mean think time in seconds.
    case closed(users: Int, think: Double)
  }

  enum Service {
    /// In line for so many servers; `nil` for as many as there are requests. At most `room` wait.
    case line(servers: Int?, room: Int?)

    /// All share one server.
    case shared
  }

  var component: String
  var client: String
  var load: Load
  var service: Service

  /// In seconds.
  var mean: Double
  var squaredCV: Double
  var isExponential: Bool

  /// What a request spends on the network, both ways, in seconds.
  var network: Double
}

extension SimpleStation {
  /// The system that it is.
  func system() throws(FailedAssumption) -> KnownSystem {
    switch (load, service) {
    case (.open(let rate), .line(nil, _)):
      return open("M/\(letter)/∞", response: mean, busy: rate * mean)
    case (.open(let rate), .line(let servers?, let room)):
      return try line(rate, servers: servers, room: room)
    case (.open(let rate), .shared):
      try requireCapacity(rate * mean)
      let queue = GeneralQueue(arrivalRate: rate, meanService: mean, squaredCV: squaredCV)
      return open("M/\(letter)/1 with processor sharing", response: queue.meanSharedResponse)
    case (.closed(let users, let think), _): return try closed(users, think: think)
    }
  }

  private var letter: String { isExponential ? "M" : squaredCV == 0 ? "D" : "G" }

  private func line(
    _ rate: Double, servers: Int, room: Int?
  ) throws(FailedAssumption) -> KnownSystem {
    let queue = ErlangQueue(arrivalRate: rate, meanService: mean, servers: servers)
    if let room {
      guard isExponential || room == 0 else {
        throw FailedAssumption("its line is limited and its service is not exponential")
      }
      let limited = queue.limited(toLine: room)
      let name = "M/\(letter)/\(servers)/\(servers + room)"
      return open(
        name, response: limited.meanResponse, utilisation: limited.meanBusy / Double(servers),
        queue: limited.meanQueue, lost: limited.blocking)
    }
    try requireCapacity(queue.utilisation)
    guard isExponential else {
      guard servers == 1 else {
        throw FailedAssumption(
          "several servers and a service that is not exponential have no known answer")
      }
      let queue = GeneralQueue(arrivalRate: rate, meanService: mean, squaredCV: squaredCV)
      return open(
        "M/\(letter)/1", response: queue.meanResponse, utilisation: queue.utilisation,
        queue: queue.meanQueue)
    }
    return open(
      "M/M/\(servers)", response: queue.meanResponse, utilisation: queue.utilisation,
      queue: queue.meanQueue)
  }

  private func requireCapacity(_ utilisation: Double) throws(FailedAssumption) {
    guard utilisation < 1 else {
      throw FailedAssumption("it gets more work than it can do, so that there is no steady state")
    }
    guard squaredCV < .infinity else {
      throw FailedAssumption("the variance of its service is infinite")
    }
  }

  private func open(
    _ name: String, response: Double, utilisation: Double? = nil, queue: Double? = nil,
    lost: Double? = nil, busy: Double? = nil
  ) -> KnownSystem {
    var values = [("latency.mean", client, response + network)]
    if let utilisation { values.append(("utilisation", component, utilisation)) }
    if let queue { values.append(("queue.mean", component, queue)) }
    if let lost { values = values.dropFirst() + [("errors", client, lost)] }
    return KnownSystem(name: name, values: values.map { ($0.0, $0.1, $0.2) })
  }

  private func closed(_ users: Int, think: Double) throws(FailedAssumption) -> KnownSystem {
    var station = ClosedNetwork.Station(demand: mean)
    switch service {
    case .shared: break
    case .line(nil, _):
      throw FailedAssumption("nobody ever waits there, so that there is nothing to find out")
    case .line(let servers?, let room):
      guard isExponential else {
        throw FailedAssumption("its service is not exponential")
      }
      if let room, servers + room < users {
        throw FailedAssumption("its line does not hold all users")
      }
      station.servers = servers
    }
    let solution = ClosedNetwork([station], think: think + network).solution(population: users)
    return KnownSystem(
      name: "closed network of \(users) users",
      values: [
        ("goodput", client, solution.throughput),
        ("latency.mean", client, solution.response + network),
        (
          "utilisation", component, solution.throughput * mean / Double(station.servers)
        ),
      ].filter { $0.0 != "utilisation" || isLine }.map { ($0.0, $0.1, $0.2) })
  }

  private var isLine: Bool {
    if case .line = service { true } else { false }
  }
}
