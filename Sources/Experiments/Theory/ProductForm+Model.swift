import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import TimeBase

/// Finding a network in product form in a model.
extension ProductForm {
  /// Why a model is no such network: an assumption that a component fails, or all of it.
  struct Refusal: Error {
    /// `nil` where it is about the whole model.
    var component: String?
    var assumption: FailedAssumption
  }

  /// - Parameter result: A run of the model; what never happened in it, such as a timeout, does not stand
  ///   in the way.
  init(_ architecture: Architecture, _ result: RunResult) throws(Refusal) {
    guard architecture.faults.isEmpty else { throw Self.refusal("the model has faults") }
    var walk = Walk(architecture, result)
    var sources: [Source] = []
    for (number, client) in architecture.clients.enumerated() {
      guard let figures = result.clients.first(where: { $0.name == client.name })?.total else {
        throw Self.refusal("nothing is known about \(client.name)")
      }
      guard figures.failed == 0 else { throw Self.refusal("requests fail") }
      var source = Source(
        client: client.name, entrance: client.call.target, load: .open(rate: 0), delay: 0)
      do {
        source.load = try SimpleStation.load(of: client, figures)
      } catch {
        throw Refusal(component: nil, assumption: error)
      }
      walk.begin(number, of: architecture.clients.count)
      let sum = client.requests.reduce(0) { $0 + $1.weight }
      for request in client.requests where request.weight > 0 {
        try walk.visit(
          client.call.target, request.name, from: client.name, share: request.weight / sum)
      }
      source.delay = walk.delay
      sources.append(source)
    }
    self.sources = sources
    stations = walk.stations
    guard !stations.isEmpty else { throw Self.refusal("nobody ever waits") }
  }

  fileprivate static func refusal(_ reason: String, at component: String? = nil) -> Refusal {
    Refusal(component: component, assumption: FailedAssumption(reason))
  }
}

/// Follows requests through a model, and notes what they do where.
private struct Walk {
  /// More would take longer to follow than a run takes.
  private static let mostVisits = 100_000

  private let architecture: Architecture
  private let result: RunResult
  private var client = 0
  private var clientCount = 1
  private var visits = 0

  private(set) var delay = 0.0
  private(set) var stations: [ProductForm.Station] = []

  init(_ architecture: Architecture, _ result: RunResult) {
    self.architecture = architecture
    self.result = result
  }

  mutating func begin(_ number: Int, of count: Int) {
    client = number
    clientCount = count
    delay = 0
  }

  /// A request reaches a component with a probability, and goes back.
  mutating func visit(
    _ name: String, _ request: String, from caller: String, share: Double
  ) throws(ProductForm.Refusal) {
    visits += 1
    guard visits <= Self.mostVisits else {
      throw ProductForm.refusal("there are too many ways that a request can go")
    }
    guard let component = architecture.components.first(where: { $0.name == name }),
      let figures = result.components.first(where: { $0.name == name })
    else { throw ProductForm.refusal("nothing is known about \(name)") }
    guard figures.total.failures == 0, figures.total.turnedAway == 0 else {
      throw ProductForm.refusal("some of its calls fail", at: name)
    }
    do {
      delay += share * (try architecture.network.roundTrip(from: caller, to: name))
      switch component.kind {
      case .service(let service):
        let order = try SimpleStation.order(of: service, isLossless: true)
        let handler = try SimpleStation.handler(of: request, in: service)
        let holds = service.workers != nil
        if holds, handler.steps.count != 1 {
          throw FailedAssumption("its handler does more than one thing while it has a worker")
        }
        try follow(handler.steps, of: name, request, order, holds: holds, share)
      case .database(let database):
        let order = try SimpleStation.order(of: database, isLossless: true)
        try work(try SimpleStation.time(of: request, in: database), at: name, order, share)
      case .gateway, .balancer, .cache, .queue, .pool, .external:
        throw FailedAssumption("it is a \(component.kind.word), which is no queue in itself")
      }
    } catch let refusal as ProductForm.Refusal {
      throw refusal
    } catch let assumption as FailedAssumption {
      throw ProductForm.Refusal(component: name, assumption: assumption)
    } catch {
      throw ProductForm.refusal("\(error)", at: name)
    }
  }

  private mutating func follow(
    _ steps: [Step], of name: String, _ request: String, _ order: SimpleStation.Service,
    holds: Bool, _ share: Double
  ) throws {
    for step in steps {
      switch step {
      case .compute(let time):
        try work(time, at: name, order, share)
      case .wait(let time):
        if holds {
          try work(time, at: name, order, share)
        } else {
          delay += share * time.mean / 1e9
        }
      case .call(let policy, let alias, _) where !holds:
        guard policy.hedge == nil else { throw FailedAssumption("its calls are hedged") }
        guard policy.connection == nil else {
          throw FailedAssumption("its calls wait for connections to be made")
        }
        try visit(policy.target, alias ?? request, from: name, share: share)
      case .chance(let part, let then, let otherwise) where !holds:
        try follow(then, of: name, request, order, holds: holds, share * part)
        try follow(otherwise, of: name, request, order, holds: holds, share * (1 - part))
      case .count: break
      case .call: throw FailedAssumption("its workers are held while others work")
      default: throw FailedAssumption("its handler does more than compute, wait and call")
      }
    }
  }

  /// Something is done at a station.
  private mutating func work(
    _ time: Distribution, at name: String, _ order: SimpleStation.Service, _ share: Double
  ) throws(FailedAssumption) {
    let mean = time.mean / 1e9
    guard mean > 0 else { return }
    var isLine = false
    switch order {
    case .line(nil, _):
      delay += share * mean
      return
    case .line: isLine = true
    case .shared: break
    }
    let known = stations.firstIndex { $0.component == name }
    let index = known ?? stations.count
    if known == nil {
      stations.append(
        ProductForm.Station(
          component: name, service: order, mean: mean,
          demands: Array(repeating: 0, count: clientCount)))
    }
    if isLine {
      guard time.isExponential else {
        throw FailedAssumption("its service is not exponential")
      }
      guard mean == stations[index].mean else {
        throw FailedAssumption("its service is not the same for all who come")
      }
    }
    guard time.variance < .infinity else {
      throw FailedAssumption("the variance of its service is infinite")
    }
    stations[index].demands[client] += share * mean
  }
}
