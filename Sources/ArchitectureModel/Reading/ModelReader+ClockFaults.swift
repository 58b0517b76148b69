import Resilience
import TimeBase

/// Faults of clocks, and of those who know where a name leads.
extension ModelReader {
  /// How far a clock is ahead of the others.
  func skewAhead(_ reader: ObjectReader) -> TimeSpan {
    let (ahead, behind) = (reader.span("ahead"), reader.span("behind"))
    if ahead != nil, behind != nil {
      report(.rule("'ahead' and 'behind' exclude each other"), at: reader.node)
    }
    if !reader.has("ahead"), !reader.has("behind"), !reader.has("drift") {
      report(
        .rule("say how wrong the clock is: \"ahead\", \"behind\" or \"drift\""), at: reader.node)
    }
    return (ahead ?? .zero) - (behind ?? .zero)
  }

  /// What becomes of the lookups of a name.
  func namesEffect(_ reader: ObjectReader) -> Fault.Effect {
    let (factor, time) = (reader.number("factor"), reader.span("failsAfter"))
    if factor != nil, time != nil {
      report(.rule("'factor' and 'failsAfter' exclude each other"), at: reader.node)
    }
    return factor.map { .slowNames(factor: $0) } ?? .unresolved(after: time ?? .zero)
  }

  /// A wrong clock of somebody who looks at none was meant for somebody else.
  func checkClock(
    _ effect: Fault.Effect, of target: String, _ reader: ObjectReader, _ body: ModelBody
  ) {
    guard case .skew = effect, let node = reader.value("skew") else { return }
    if let client = body.soundClients.firstSorted(named: target, by: \.name) {
      guard client.tokenLife == nil else { return }
      report(.rule("'\(target)' goes by no clock: its tokens have no lifetime"), at: node)
      return
    }
    guard let kind = body.soundComponents.firstSorted(named: target, by: \.name)?.kind,
      !kind.goesByWallClock, !body.soundClients.contains(where: { $0.hasTokens(from: target) })
    else { return }
    let message =
      if case .cache = kind {
        "'\(target)' is in the memory of a service, where a wrong clock does nothing"
      } else {
        "'\(target)' goes by no clock: it gives and checks no tokens that age and has no limits by "
          + "windows"
      }
    report(.rule(message), at: node)
  }

  /// What is known without asking cannot become slower.
  func checkNames(
    _ effect: Fault.Effect, of target: String, _ reader: ObjectReader, _ components: [Component]
  ) {
    guard case .slowNames = effect, let node = reader.value("factor"),
      case .external(let external)? = components.firstSorted(named: target, by: \.name)?.kind,
      external.lookup == nil
    else { return }
    report(
      .rule("the name of '\(target)' takes no time to look up (\"dns\"), which stays none"),
      at: node)
  }
}

extension Client {
  /// Whether its tokens come from a component, which dates them.
  fileprivate func hasTokens(from component: String) -> Bool {
    tokenLife?.refresh?.call.target == component
  }
}

extension Component.Kind {
  /// Whether it does anything by the time of day rather than by the time that has passed.
  public var goesByWallClock: Bool {
    if case .cache(let cache) = self { return cache.owner == nil }
    if case .gateway(let gateway) = self {
      let limits = gateway.limits + gateway.zones.map(\.limit)
      if gateway.bearer != nil || limits.contains(where: \.limiter.goesByWallClock) { return true }
    }
    return allSteps.contains { step in
      if case .authorise = step { return true }
      if case .limit(let limit) = step { return limit.limit.limiter.goesByWallClock }
      return false
    }
  }
}
