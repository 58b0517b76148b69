import ArchitectureModel
import ArchitectureSimulation
import TimeBase

/// How a system fares at the end of a run, after what befell it is over.
public struct Aftermath: Hashable, Sendable {
  /// Whether nearly all requests succeeded before the trigger.
  public let wasHealthy: Bool

  /// Whether every client is served in the last tenth of the run as it was before: at least nine
  /// tenths of the successes for each request and, of clients that wait for answers, a second.
  public let hasReturned: Bool

  /// From the end of the trigger to the end of the last step of the time series in which a client had
  /// clearly fewer successes than before; 0 if there was none.
  public let recoverySeconds: Double

  /// Attempts of each request in the last tenth of the run.
  public let attempts: Double

  /// Of each cache in the last tenth of the run.
  let hitRatios: [Ratio]

  /// Completions for callers that had gone, of each component, as a share of its completions.
  let wasted: [Ratio]

  struct Ratio: Hashable, Sendable {
    var name: String
    var share: Double
  }

  /// What a client needs to be served as before.
  private static let enough = 0.9

  /// - Parameters:
  ///   - start: Of the trigger, or of where it would have been.
  ///   - end: Of the trigger.
  init(_ result: RunResult, of architecture: Architecture, from start: TimeSpan, to end: TimeSpan) {
    let step = result.series.step
    let duration = result.duration
    var isHealthy = true
    var isBack = result.ending == .completed
    var last = end
    for (client, model) in zip(result.series.clients, architecture.clients) {
      let before = Stretch(client.points, step, from: start.part(1, of: 2), to: start)
      let after = Stretch(client.points, step, from: duration.part(9, of: 10), to: duration)
      guard before.offered > 0 else { continue }
      if before.share < Self.enough { isHealthy = false }
      var isOpen = false
      if case .open = model.load { isOpen = true }
      if after.share < Self.enough * before.share { isBack = false }
      if !isOpen, after.perStep < Self.enough * before.perStep { isBack = false }
      for (index, point) in client.points.enumerated() {
        let stepEnd = step * Int64(index + 1)
        guard step * Int64(index) >= end, stepEnd <= duration else { continue }
        let expected = isOpen ? Double(point.offered) * before.share : before.perStep
        // Three standard deviations of a count that varies as a Poisson one does.
        let fewest = Self.enough * expected - 3 * expected.squareRoot()
        if Double(point.succeeded) < fewest { last = max(last, stepEnd) }
      }
    }
    wasHealthy = isHealthy
    hasReturned = isBack
    recoverySeconds = (last - end).seconds
    let requests = result.clients.reduce(0) { $0 + Double($1.total.completed) }
    let attempts = result.clients.reduce(0) { $0 + Double($1.total.attempts) }
    self.attempts = requests > 0 ? attempts / requests : 0
    hitRatios = result.components.compactMap { component in
      guard case .cache(let cache) = component.details, let ratio = cache.hitRatio else {
        return nil
      }
      return Ratio(name: component.name, share: ratio)
    }
    wasted = result.components.compactMap { component in
      let total = component.total
      guard total.completions > 0 else { return nil }
      return Ratio(name: component.name, share: Double(total.wasted) / Double(total.completions))
    }
  }

  /// Steps of the time series that lie within a part of a run.
  private struct Stretch {
    var offered = 0.0
    var succeeded = 0.0
    var steps = 0.0

    init(
      _ points: [SeriesResult.ClientPoint], _ step: TimeSpan, from start: TimeSpan, to end: TimeSpan
    ) {
      for (index, point) in points.enumerated() {
        guard step * Int64(index) >= start, step * Int64(index + 1) <= end else { continue }
        offered += Double(point.offered)
        succeeded += Double(point.succeeded)
        steps += 1
      }
    }

    var share: Double { offered > 0 ? succeeded / offered : 0 }
    var perStep: Double { steps > 0 ? succeeded / steps : 0 }
  }
}

/// What keeps a system down that has collapsed.
public enum SustainingLoop: Hashable, Sendable {
  /// Each request is attempted so many times, and so many when all is well.
  case retries(attempts: Double, normally: Double)

  /// A cache hits so often, and so often when all is well.
  case coldCache(name: String, hitRatio: Double, normally: Double)

  /// A component works so much of the time for callers that have gone.
  case abandonedWork(name: String, share: Double)

  /// What differs between a collapsed system and the same one when all is well.
  static func all(of collapsed: Aftermath, normally: Aftermath) -> [Self] {
    var loops: [Self] = []
    if collapsed.attempts > 1.2 * normally.attempts {
      loops.append(.retries(attempts: collapsed.attempts, normally: normally.attempts))
    }
    for ratio in collapsed.hitRatios {
      guard let usual = normally.hitRatios.first(where: { $0.name == ratio.name }),
        ratio.share < 0.8 * usual.share
      else { continue }
      loops.append(
        .coldCache(name: ratio.name, hitRatio: ratio.share, normally: usual.share))
    }
    for ratio in collapsed.wasted where ratio.share > 0.2 {
      let usual = normally.wasted.first { $0.name == ratio.name }?.share ?? 0
      if ratio.share > 2 * usual {
        loops.append(.abandonedWork(name: ratio.name, share: ratio.share))
      }
    }
    return loops
  }
}
