import ArchitectureModel
import Foundation

/// Lines that are not served in the order of arrival, and processors that slow down with company.
extension CaseModel {
  mutating func buildDiscipline(_ parameters: Parameters, _ client: (String, String)) {
    let station = Self.station(parameters).dropLast(2)
    clients = [client]
    components = [("station", "\(station), \"discipline\": \"lifo\" }")]
  }

  /// One client whose requests are the classes: Poisson streams that are one, told apart by a draw.
  mutating func buildPriorities(_ parameters: Parameters, requests: Double, warmup: Double) {
    let classes = parameters.list("classes") ?? []
    let rates = classes.map { Self.rate(of: $0.child("arrivals")) }
    let total = rates.reduce(0, +)
    durationSeconds = (requests + warmup) / total
    warmupSeconds = warmup / total
    let mix = classes.indices.map {
      "\"class\($0 + 1)\": { \"weight\": \(Self.plain(rates[$0])), \"priority\": \(classes.count - $0) }"
    }
    let work = classes.indices.map { index in
      let service = classes[index].child("service").map(Self.distribution) ?? ""
      return "\"class\(index + 1)\": [ { \"compute\": \(service) } ]"
    }
    clients = [
      (
        "load",
        """
        { "arrivals": { "poisson": "\(Self.rate(total))" }, "calls": "station",
          "requests": { \(mix.joined(separator: ", ")) } }
        """
      )
    ]
    let isPreemptive = parameters.text("discipline")?.hasPrefix("preemptive") ?? false
    let traits =
      isPreemptive
      ? "\"workers\": \"unlimited\", \"cpu\": { \"cores\": 1, \"sharing\": \"byPriority\" }"
      : "\"workers\": 1, \"backlog\": \"unlimited\", \"discipline\": \"priority\""
    components = [
      (
        "station",
        "{ \"kind\": \"service\", \(traits), \"handles\": { \(work.joined(separator: ", ")) } }"
      )
    ]
  }

  /// The law in slow motion: what takes a millisecond takes a thousand seconds, so that what a clock
  /// of nanoseconds rounds away does not show.
  static let slowMotion = 1e6

  /// So many users who never think, on one processor.
  static func scalability(_ parameters: Parameters, users: Int) -> CaseModel {
    let work = slowMotion / (parameters.number("gamma_rps") ?? 1)
    var model = CaseModel(durationSeconds: work * 2_000)
    model.clients = [("load", "{ \"users\": \(users), \"think\": \"0s\", \"calls\": \"station\" }")]
    model.components = [
      (
        "station",
        """
        { "kind": "service", "workers": "unlimited", "work": "\(seconds(work))",
          "cpu": { "scalability": { "contention": \(plain(parameters.number("sigma") ?? 0)),
                                    "coherency": \(plain(parameters.number("kappa") ?? 0)) } } }
        """
      )
    ]
    return model
  }
}
