import ArchitectureModel
import RunStatistics
import TimeBase

/// What a run will write down, and where its books are cut.
extension PlanBuilder {
  /// Points of a time series at most; a terminal and a chart show no more.
  private static let seriesPointLimit = 240

  /// Slots in which the end of the warm-up is looked for. MSER-5 makes batches of five of them and
  /// may drop up to half of the batches.
  private static let warmupSlotCount = 200

  /// Ends of the warm-up for which the books are cut. Each costs a copy of all histograms; what the
  /// search finds between two of them is rounded up to the later one.
  private static let warmupCandidateCount = 10

  func planRecording() {
    plan.seriesStep =
      architecture.run.step
      ?? StepGrid.niceStep(for: plan.duration, atMost: Self.seriesPointLimit)
    planWarmup()
    var cuts = plan.warmupCandidates
    if case .fixed(let warmup) = plan.warmup, warmup > .zero { cuts.append(.zero + warmup) }
    for window in plan.expectations.flatMap(\.figures).compactMap(\.window) {
      cuts += [.zero + window.start, .zero + window.end]
    }
    planSieves()
    let end = Instant.zero + plan.duration
    cuts = cuts.filter { $0 > .zero && $0 < end }.sorted()
    plan.cuts = []
    for cut in cuts where plan.cuts.last != cut { plan.cuts.append(cut) }
  }

  /// What expectations pick out by how it ended is kept apart, request name by request name.
  private func planSieves() {
    var wanted: [(endings: Expectation.Endings, origin: Int)] = []
    for figure in plan.expectations.flatMap(\.figures) where !figure.endings.isEmpty {
      wanted += plan.origins(of: figure).map { (figure.endings, $0) }
    }
    for origin in plan.origins.indices {
      let first = plan.sieves.count
      for (endings, place) in wanted where place == origin {
        guard !plan.sieves[first...].contains(where: { $0.endings == endings }) else { continue }
        plan.sieves.append(SievePlan(origin: origin, endings: endings))
      }
      plan.sievesOfOrigins.append(first..<plan.sieves.count)
    }
  }

  /// A steady state can only be looked for while nothing is broken: before the first fault.
  private func planWarmup() {
    // Failures that come again and again belong to the steady state; when a level starts one is not
    // known.
    let single = plan.faults.filter { $0.recurrence == nil && $0.trigger == nil && !$0.isCompanion }
    let firstFault = single.map(\.start).min() ?? plan.duration
    let span = min(plan.duration, firstFault)
    let slot = TimeSpan(nanoseconds: span.nanoseconds / Int64(Self.warmupSlotCount))
    guard plan.warmup == .automatic, slot > .zero else {
      plan.warmupGrid = StepGrid(from: .zero, for: plan.duration, step: plan.duration)
      return
    }
    plan.warmupGrid = StepGrid(
      from: .zero, for: slot * Int64(Self.warmupSlotCount), step: slot)
    plan.warmupCandidates = (1...Self.warmupCandidateCount).map {
      .zero + slot * Int64($0 * Self.warmupSlotCount / 2 / Self.warmupCandidateCount)
    }
  }
}
