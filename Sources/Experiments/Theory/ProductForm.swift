import ArchitectureModel
import RunStatistics

/// A network of stations in product form: each is a line with exponential service that is the same for
/// all who come, a processor that all share, or no wait at all, and requests go from one to the next
/// holding nothing.
///
/// The numbers at its stations are then independent of each other, as if Poisson arrivals came to each;
/// in a closed network mean value analysis gives what the users see.
///
/// - SeeAlso: Baskett, Chandy, Muntz, Palacios, *Open, closed, and mixed networks of queues with different
///   classes of customers*, Journal of the ACM 22 (1975).
struct ProductForm {
  struct Station {
    var component: String
    var service: SimpleStation.Service

    /// Of one visit in seconds where all have the same, as they must in a line.
    var mean: Double

    /// Of all visits of one request of each client, in seconds.
    var demands: [Double]
  }

  struct Source {
    var client: String

    /// Whom it calls.
    var entrance: String
    var load: SimpleStation.Load

    /// What one request spends where nobody waits, the network included, in seconds.
    var delay: Double
  }

  var sources: [Source]

  /// Those at which somebody may wait, in the order in which they are reached.
  var stations: [Station]

  /// What theory says, by component.
  func systems() throws(FailedAssumption) -> [(component: String, system: KnownSystem)] {
    if case .closed(let users, let think) = sources[0].load {
      guard sources.count == 1 else {
        throw FailedAssumption("it has users beside other clients")
      }
      return closed(users, think: think, sources[0])
    }
    return try open()
  }

  // MARK: Open

  private func open() throws(FailedAssumption) -> [(component: String, system: KnownSystem)] {
    var rates: [Double] = []
    for source in sources {
      guard case .open(let rate) = source.load else {
        throw FailedAssumption("it has users beside other clients")
      }
      rates.append(rate)
    }
    var responses = sources.map(\.delay)
    var systems: [(component: String, system: KnownSystem)] = []
    for station in stations {
      let load = zip(rates, station.demands).reduce(0) { $0 + $1.0 * $1.1 }
      let (name, stretch, values) = try open(station, load)
      for (index, demand) in station.demands.enumerated() { responses[index] += demand * stretch }
      systems.append((station.component, KnownSystem(name: name, values: values)))
    }
    for (index, source) in sources.enumerated() {
      add(("latency.mean", source.client, responses[index]), of: source, to: &systems)
    }
    return systems
  }

  /// - Parameter load: Servers that are busy on average.
  /// - Returns: Its name, how many times longer than its service a visit is, and what it is known for.
  private func open(
    _ station: Station, _ load: Double
  ) throws(FailedAssumption) -> (String, Double, [(metric: String, subject: String, value: Double)])
  {
    switch station.service {
    case .line(let servers?, _):
      try requireCapacity(load / Double(servers), station)
      let queue = ErlangQueue(
        arrivalRate: load / station.mean, meanService: station.mean, servers: servers)
      return (
        "M/M/\(servers) in an open network", queue.meanResponse / station.mean,
        [
          ("utilisation", station.component, queue.utilisation),
          ("queue.mean", station.component, queue.meanQueue),
        ]
      )
    case .line(nil, _):
      return ("a delay in an open network", 1, [])
    case .shared:
      try requireCapacity(load, station)
      return ("M/G/1 with processor sharing in an open network", 1 / (1 - load), [])
    }
  }

  private func requireCapacity(
    _ utilisation: Double, _ station: Station
  ) throws(FailedAssumption) {
    guard utilisation < 1 else {
      throw FailedAssumption(
        "\(station.component) gets more work than it can do, so that there is no steady state")
    }
  }

  // MARK: Closed

  private func closed(
    _ users: Int, think: Double, _ source: Source
  ) -> [(component: String, system: KnownSystem)] {
    let network = ClosedNetwork(
      stations.map { station in
        guard case .line(let servers?, _) = station.service else {
          return ClosedNetwork.Station(demand: station.demands[0])
        }
        return ClosedNetwork.Station(demand: station.demands[0], servers: servers)
      }, think: think + source.delay)
    let solution = network.solution(population: users)
    var systems = zip(stations, solution.population).map { station, population in
      var values: [(metric: String, subject: String, value: Double)] = []
      if case .line(let servers?, _) = station.service {
        let busy = solution.throughput * station.demands[0]
        values = [
          ("utilisation", station.component, busy / Double(servers)),
          ("queue.mean", station.component, population - busy),
        ]
      }
      return (
        component: station.component,
        system: KnownSystem(name: "part of a closed network of \(users) users", values: values)
      )
    }
    add(("goodput", source.client, solution.throughput), of: source, to: &systems)
    add(
      ("latency.mean", source.client, solution.response + source.delay), of: source, to: &systems)
    return systems
  }

  /// What the requests of a client see stands with the component that it calls or, if nobody waits there,
  /// with the first station.
  private func add(
    _ value: (metric: String, subject: String, value: Double), of source: Source,
    to systems: inout [(component: String, system: KnownSystem)]
  ) {
    let place = systems.firstIndex { $0.component == source.entrance } ?? 0
    systems[place].system.values.append(value)
  }
}
