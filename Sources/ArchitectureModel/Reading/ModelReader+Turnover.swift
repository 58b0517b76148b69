import Resilience
import TimeBase

extension ModelReader {
  /// - Parameters:
  ///   - instances: Those that the service begins with.
  ///   - hasWorkers: Whether its workers are limited, so that a share of them can be busy.
  func turnover(
    _ reader: ObjectReader, instances: Int, hasWorkers: Bool
  ) -> Service.Turnover {
    Service.Turnover(
      shutdown: reader.object("shutdown", as: "shutdown").map(shutdown) ?? Service.Shutdown(),
      readiness: reader.span("readiness") ?? .zero,
      autoscaling: reader.object("autoscale", as: "autoscale").flatMap {
        autoscaling($0, instances, hasWorkers)
      })
  }

  private func shutdown(_ reader: ObjectReader) -> Service.Shutdown {
    let shutdown = Service.Shutdown(
      manner: reader.choice("manner") ?? .drain, grace: reader.span("grace") ?? .seconds(30),
      preStop: reader.span("preStop") ?? .zero, deregister: reader.span("deregister") ?? .zero)
    if shutdown.preStop > shutdown.grace {
      report(
        .rule(
          "a process that is killed after \(shutdown.grace) cannot be told only after"
            + " \(shutdown.preStop)"), at: reader.node)
    }
    return shutdown
  }

  private func autoscaling(
    _ reader: ObjectReader, _ instances: Int, _ hasWorkers: Bool
  ) -> Service.Autoscaling? {
    guard let (load, target) = target(reader) else { return nil }
    if load == .utilisation, !hasWorkers, let node = reader.value("utilisation") {
      report(
        .rule("of unlimited workers no share is busy; use inFlight, queue or requests"), at: node)
    }
    let (minimum, maximum) = (reader.whole("min") ?? 1, reader.whole("max") ?? instances)
    if !(minimum...max(minimum, maximum)).contains(instances) {
      report(
        .rule("the service begins with \(instances) instances, not with \(minimum) to \(maximum)"),
        at: reader.node)
    }
    let policy = HorizontalAutoscaler.Policy(
      minimum: minimum, maximum: maximum, target: target,
      tolerance: reader.share("tolerance") ?? 0.1,
      up: reader.object("up", as: "scalingRules").map { rules($0, or: .up) } ?? .up,
      down: reader.object("down", as: "scalingRules").map { rules($0, or: .down) } ?? .down)
    if let problem = policy.problem {
      report(.rule(problem), at: reader.node)
      return nil
    }
    return Service.Autoscaling(
      load, policy, every: reader.interval("every") ?? .seconds(15),
      delay: reader.span("delay") ?? .zero)
  }

  private func target(_ reader: ObjectReader) -> (Service.Autoscaling.Load, Double)? {
    if let share = reader.share("utilisation") { return (.utilisation, share) }
    if let count = reader.number("inFlight") { return (.inFlight, count) }
    if let count = reader.number("queue") { return (.queue, count) }
    return reader.rate("requests").map { (.requests, $0.perSecond) }
  }

  private func rules(
    _ reader: ObjectReader, or rules: HorizontalAutoscaler.Rules
  ) -> HorizontalAutoscaler.Rules {
    HorizontalAutoscaler.Rules(
      stabilisation: reader.span("stabilisation") ?? rules.stabilisation,
      steps: reader.list("steps")?.compactMap(scalingStep) ?? rules.steps,
      choice: reader.choice("choice") ?? .largest)
  }

  private func scalingStep(_ node: Node) -> HorizontalAutoscaler.Rules.Step? {
    guard let reader = ObjectReader(node, as: "scalingStep", in: self) else { return nil }
    let period = reader.span("per") ?? .seconds(15)
    if let count = reader.whole("instances") { return .init(.instances(count), per: period) }
    return reader.whole("percent").map { .init(.percent($0), per: period) }
  }
}
