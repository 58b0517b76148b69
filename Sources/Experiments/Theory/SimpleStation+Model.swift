import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import TimeBase

/// Finding what theory can be asked about in a model.
extension SimpleStation {
  /// - Parameters:
  ///   - callers: Who calls the component.
  ///   - result: A run of the model; what never happened in it, such as a timeout, does not stand in
  ///     the way.
  init(
    _ component: Component, calledBy callers: [String], in architecture: Architecture,
    _ result: RunResult
  ) throws(FailedAssumption) {
    guard architecture.faults.isEmpty else {
      throw FailedAssumption("the model has faults")
    }
    guard callers.count == 1 else {
      throw FailedAssumption(
        callers.isEmpty
          ? "nobody calls it"
          : "several others call it, whose calls together are not recognised as a Poisson process")
    }
    guard let client = architecture.clients.first(where: { $0.name == callers[0] }) else {
      throw FailedAssumption(
        "its calls come from \(callers[0]) and are not recognised as a Poisson process")
    }
    guard let figures = result.clients.first(where: { $0.name == client.name })?.total else {
      throw FailedAssumption("nothing is known about its client")
    }
    self.component = component.name
    self.client = client.name
    load = try Self.load(of: client, figures)
    network = try architecture.network.roundTrip(from: client.name, to: component.name)
    let isLossless = figures.failed == 0
    let (work, service) = try Self.service(of: component, client, isLossless: isLossless)
    self.service = service
    var hasRoom = true
    if case .line(_, .some) = service { hasRoom = false }
    guard isLossless || !hasRoom else { throw FailedAssumption("requests fail") }
    mean = work.reduce(0) { $0 + $1.share * $1.time.mean } / 1e9
    let square = work.reduce(0) { sum, part in
      sum + part.share * (part.time.variance + part.time.mean * part.time.mean)
    }
    guard mean > 0 else { throw FailedAssumption("it takes no time") }
    squaredCV = max(0, square / (mean * mean * 1e18) - 1)
    isExponential =
      work.allSatisfy { $0.time.isExponential } && Self.areEqual(work.map(\.time.mean))
    if isExponential { squaredCV = 1 }
    if squaredCV < 1e-12 { squaredCV = 0 }
  }

  private static func areEqual(_ values: [Double]) -> Bool {
    values.allSatisfy { $0 == values[0] }
  }

  static func load(
    of client: Client, _ figures: RequestResult
  ) throws(FailedAssumption) -> Load {
    guard client.call.hedge == nil else { throw FailedAssumption("its calls are hedged") }
    guard client.call.connection == nil else {
      throw FailedAssumption("its calls wait for connections to be made")
    }
    guard figures.attempts == figures.completed else {
      throw FailedAssumption("failed requests come again")
    }
    switch client.load {
    case .open(let arrivals):
      guard case .poisson(let rate) = arrivals.process else {
        throw FailedAssumption("its arrivals are no Poisson process")
      }
      guard arrivals.batch == nil else { throw FailedAssumption("requests come in batches") }
      guard client.connections == nil else {
        throw FailedAssumption("requests wait for connections of their client")
      }
      return .open(rate: rate.perSecond)
    case .closed(let users):
      guard users.spawn == nil, users.pace == nil, users.total == nil, client.tasks.isEmpty else {
        throw FailedAssumption("its users do more than think and ask")
      }
      return .closed(users: users.count, think: users.think.mean / 1e9)
    case .sessions:
      throw FailedAssumption("its arrivals are those of sessions")
    }
  }

  private typealias Work = [(share: Double, time: Distribution)]

  private static func service(
    of component: Component, _ client: Client, isLossless: Bool
  ) throws(FailedAssumption) -> (Work, Service) {
    if case .service(let service) = component.kind {
      return (try work(of: service, client), try order(of: service, isLossless: isLossless))
    }
    if case .database(let database) = component.kind {
      let order = try order(of: database, isLossless: isLossless)
      let work = try shares(of: client) { (name) throws(FailedAssumption) in
        try time(of: name, in: database)
      }
      return (work, order)
    }
    throw FailedAssumption("it is a \(component.kind.word), which is no queue in itself")
  }

  static func order(
    of database: Database, isLossless: Bool
  ) throws(FailedAssumption) -> Service {
    guard database.line.hasMeansOfArrivalOrder else {
      throw FailedAssumption("its line is not served in the order of arrival")
    }
    guard isLossless || database.poolTimeout == nil else {
      throw FailedAssumption("calls leave its line")
    }
    guard database.replication == nil else {
      throw FailedAssumption("its servers share the reads")
    }
    guard database.checkpoints == nil else { throw FailedAssumption("checkpoints interrupt it") }
    guard database.pool == nil, database.connecting == nil, database.maxConnections == nil else {
      throw FailedAssumption("connections to it are opened and closed")
    }
    return .line(servers: database.connections, room: isLossless ? nil : database.waiting)
  }

  /// What an operation takes, where it takes a connection and nothing else.
  static func time(
    of name: String, in database: Database
  ) throws(FailedAssumption) -> Distribution {
    let operation =
      database.operations.first { $0.name == name }
      ?? database.operations.first { $0.name == "*" }
    guard let operation else { throw FailedAssumption("it does not know '\(name)'") }
    guard operation.cpu == nil, operation.disk == nil, operation.locked == nil,
      operation.commit == nil
    else {
      throw FailedAssumption("its connections are held while cores, disks or locks are waited for")
    }
    return operation.time
  }

  static func order(
    of service: ArchitectureModel.Service, isLossless: Bool
  ) throws(FailedAssumption) -> Service {
    guard service.filters.isEmpty else {
      throw FailedAssumption("filters stand before its handlers")
    }
    guard service.instances == 1, service.processes == 1 else {
      throw FailedAssumption("each of its instances has a line of its own")
    }
    guard service.line.hasMeansOfArrivalOrder else {
      throw FailedAssumption("its line is not served in the order of arrival")
    }
    guard service.life == ArchitectureModel.Service.Life() else {
      throw FailedAssumption("its processes pause, boot or warm up")
    }
    guard service.limit == nil else { throw FailedAssumption("a limit keeps requests out") }
    guard service.patience == nil, isLossless || service.queueTimeout == nil else {
      throw FailedAssumption("requests leave its line")
    }
    switch service.processor {
    case nil:
      return .line(servers: service.workers, room: isLossless ? nil : service.backlog)
    case .shared(cores: 1) where service.workers == nil:
      return .shared
    case .inOrder(let cores) where service.workers == nil:
      return .line(servers: cores, room: nil)
    case .shared, .inOrder, .byPriority, .scalable:
      throw FailedAssumption("its workers share a processor in a way that has no known answer")
    }
  }

  private static func work(
    of service: ArchitectureModel.Service, _ client: Client
  ) throws(FailedAssumption) -> Work {
    try shares(of: client) { (name) throws(FailedAssumption) in
      let handler = try handler(of: name, in: service)
      guard handler.steps.count == 1 else {
        throw FailedAssumption("its handler does more than one thing")
      }
      switch handler.steps[0] {
      case .compute(let time): return time
      case .wait(let time) where service.processor == nil: return time
      default: throw FailedAssumption("its workers are held while others work")
      }
    }
  }

  static func handler(
    of name: String, in service: ArchitectureModel.Service
  ) throws(FailedAssumption) -> ArchitectureModel.Service.Handler {
    let handler =
      service.handlers.first { $0.request == name }
      ?? service.handlers.first { $0.request == "*" }
    guard let handler else { throw FailedAssumption("it has no handler for '\(name)'") }
    return handler
  }

  private static func shares(
    of client: Client, _ time: (String) throws(FailedAssumption) -> Distribution
  ) throws(FailedAssumption) -> Work {
    let sum = client.requests.reduce(0) { $0 + $1.weight }
    var work: Work = []
    for request in client.requests where request.weight > 0 {
      work.append((request.weight / sum, try time(request.name)))
    }
    return work
  }
}

extension Network {
  /// The mean time of a message there and of one back, in seconds, where messages neither wait for each
  /// other nor get lost.
  func roundTrip(from caller: String, to callee: String) throws(FailedAssumption) -> Double {
    let line = line(from: caller, to: callee)
    guard line.bandwidth == nil, line.loss == 0 else {
      throw FailedAssumption("messages to it are lost, or take as long as they are large")
    }
    guard zones == Zones() else { throw FailedAssumption("hops between zones are not all alike") }
    return 2 * (line.latency.map { $0.mean / 1e9 } ?? latency(from: caller, to: callee).seconds)
  }
}

extension Distribution {
  var isExponential: Bool {
    switch self {
    case .exponential: true
    case .erlang(let shape, _): shape == 1
    default: false
    }
  }
}
