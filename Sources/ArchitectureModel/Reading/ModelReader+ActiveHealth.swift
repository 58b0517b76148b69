import Resilience
import TimeBase

extension ModelReader {
  func activeHealth(_ reader: ObjectReader) -> Balancer.ActiveHealth {
    let interval = reader.interval("interval") ?? .seconds(2)
    let policy = HealthCheck.Policy(
      interval: interval, transitionalInterval: reader.interval("fastInterval"),
      downInterval: reader.interval("downInterval"), timeout: reader.span("timeout"),
      fall: reader.whole("fall") ?? 3, rise: reader.whole("rise") ?? 2,
      initialDelay: reader.span("delay") ?? .zero,
      jitter: reader.whole("jitter") ?? 0,
      start: reader.word("start").flatMap(start) ?? .upUntilFirstFailure,
      errorLimit: reader.whole("errorLimit") ?? 0)
    return Balancer.ActiveHealth(
      policy, request: reader.text("request"),
      isStaggered: reader.boolean("stagger") ?? true)
  }

  private func start(_ word: String) -> HealthCheck.Policy.Start? {
    ModelShapes.checkStarts.first { $0.word == word }?.start
  }

  /// Prequal asks how loaded its targets are, which has to be known of somebody who works.
  func checkProbing(_ components: [Component]) {
    for component in components {
      guard case .balancer(let balancer) = component.kind,
        case .prequal = balancer.algorithm
      else { continue }
      let path: ModelPath = ["components", .key(component.name), "over"]
      for target in balancer.over {
        guard case .balancer? = components.firstSorted(named: target, by: \.name)?.kind else {
          continue
        }
        report(
          .rule(
            "'\(target)' is a balancer; prequal asks those who do the work how loaded they are"),
          at: Node(value: root.nearest(to: path), path: path))
      }
    }
  }
}
