public import ArchitectureModel
public import ArchitectureSimulation
import TimeBase

/// A figure that every point of a sweep has, in the unit of the JSON result.
public struct SweepColumn: Hashable, Sendable {
  /// A client or a component.
  public let subject: String

  /// As expectations of a model name it, and `offered` of clients.
  public let name: String
  public let unit: ExpectationResult.Unit

  /// `web.latency.p95`
  public var title: String { "\(subject).\(name)" }

  /// The columns of a model, which do not depend on what happens in a run: of each client what it sent
  /// and got, of each component how busy it was and how many waited.
  public static func all(of architecture: Architecture) -> [Self] {
    var columns: [Self] = []
    for client in architecture.clients {
      for (name, unit) in ofClients { columns.append(.init(client.name, name, unit)) }
    }
    for component in architecture.components {
      for (name, unit) in figures(ofKind: component.kind.word) {
        columns.append(.init(component.name, name, unit))
      }
    }
    return columns
  }

  private init(_ subject: String, _ name: String, _ unit: ExpectationResult.Unit) {
    self.subject = subject
    self.name = name
    self.unit = unit
  }

  private static let ofClients: [(String, ExpectationResult.Unit)] = [
    ("offered", .perSecond), ("goodput", .perSecond), ("errors", .ratio),
    ("latency.mean", .seconds), ("latency.p50", .seconds), ("latency.p95", .seconds),
    ("latency.p99", .seconds),
  ]

  private static func figures(ofKind kind: String) -> [(String, ExpectationResult.Unit)] {
    switch kind {
    case "gateway", "balancer": []
    case "cache": [("hitRatio", .ratio)]
    default: [("utilisation", .ratio), ("queue.mean", .count)]
    }
  }

  /// What a run shows; `nil` if there was nothing to observe.
  func value(in result: RunResult, _ table: MetricTable) -> Double? {
    guard name == "offered" else { return table.value(of: name, of: subject) }
    guard let client = result.clients.first(where: { $0.name == subject }) else { return nil }
    let length = result.window.length.seconds
    return length > 0 ? Double(client.total.offered) / length : nil
  }
}
