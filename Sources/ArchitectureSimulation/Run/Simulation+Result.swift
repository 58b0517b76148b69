import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

extension Simulation {
  /// Sets the books apart at this instant.
  mutating func cutBooks() {
    recorder.cut(at: now, extras())
  }

  /// What caches and limits have counted so far.
  mutating func stepCounts() -> StepCounts {
    StepCounts(
      hits: caches.indices.map { UInt64(caches[$0].store.statistics.hits) },
      misses: caches.indices.map { UInt64(caches[$0].store.statistics.misses) },
      limited: limits.indices.map { limits[$0].limited })
  }

  private mutating func extras() -> SegmentExtras {
    SegmentExtras(
      caches: caches.indices.map { cache in
        let counts = caches[cache].store.statistics
        return SegmentExtras.Cache(
          hits: UInt64(counts.hits), misses: UInt64(counts.misses),
          expired: UInt64(counts.expirations),
          coalesced: caches[cache].coalesced, evictions: UInt64(counts.evictions),
          entries: caches[cache].store.count)
      },
      limits: limits.indices.map { limit in
        SegmentExtras.Limit(
          admitted: limits[limit].admitted, delayed: limits[limit].delayed,
          limited: limits[limit].limited)
      },
      slowdowns: plan.stations.indices.map { station in
        var sum: (count: UInt64, sum: Double) = (0, 0)
        for instance in plan.stations[station].instances {
          sum.count += instances[instance].processor.finished
          sum.sum += instances[instance].processor.slowdownSum
        }
        return sum
      },
      pauses: plan.stations.indices.map { station in
        var sum: (count: UInt64, time: TimeSpan) = (0, .zero)
        for instance in plan.stations[station].instances {
          sum.count += instances[instance].pauseCount
          sum.time += instances[instance].pausedTime
        }
        return sum
      },
      concurrencyLimits: plan.stations.indices.map { station in
        var sum: (rejected: UInt64, limit: Int) = (0, 0)
        for instance in plan.stations[station].instances {
          sum.rejected += UInt64(clamping: concurrencyGuards[instance]?.rejectedCount ?? 0)
          sum.limit += concurrencyGuards[instance]?.limit(at: now) ?? 0
        }
        return sum
      },
      files: files.indices.map { files[$0].books },
      breakers: breakerBooks.indices.map { breakerBooks[$0] },
      availability: availability.indices.map { availability[$0] })
  }

  /// Closes the books and says what the run found out.
  mutating func makeResult() -> RunResult {
    if recorder.series.rows.last.map({ $0.end < now }) ?? true {
      recorder.endStep(at: now, stepCounts(), plan)
    }
    cutBooks()
    for index in faultWindows.indices where faultWindows[index].end ?? now > now {
      faultWindows[index].end = nil
    }
    let builder = ResultBuilder(plan, recorder.segments, end: now)
    let (start, warmup) = measuredStart()
    let part = builder.part(from: start, to: now)
    let series = builder.series(
      recorder.series.rows, plan.clients.indices.map { recorder.series.latencies(of: $0) })
    return RunResult(
      model: plan.model, seed: random.seed, replication: random.replication,
      duration: plan.duration, ending: ending, window: part.window, warmup: warmup,
      digest: trace.figures(plan),
      clients: plan.clients.indices.map {
        builder.clientResult($0, in: part)
      },
      components: plan.reportOrder.map { builder.componentResult($0, in: part) },
      breakers: builder.breakerResults(in: part), faults: faultWindows,
      series: series,
      log: log,
      expectations: plan.expectations.map { builder.verdict($0, window: part.window, series) },
      audit: audit())
  }

  /// Where the measured window begins, and how that was found.
  private mutating func measuredStart() -> (Instant, RunResult.Warmup) {
    switch plan.warmup {
    case .fixed(let warmup):
      let start = Instant.zero + warmup
      if start < now { return (start, .fixed) }
      return (.zero, .notFound(reason: "the run ended before its warm-up did"))
    case .automatic:
      var search = WarmupSearch()
      for client in plan.clients.indices {
        search.consider(plan.names[client], recorder.series.warmup(of: client))
      }
      guard ending == .completed else {
        return (.zero, .notFound(reason: "the run was stopped early"))
      }
      guard !plan.warmupCandidates.isEmpty else {
        return (.zero, .notFound(reason: "something is broken from the start"))
      }
      switch search.answer {
      case .found(let start): return (start, .automatic)
      case .notFound(let reason): return (.zero, .notFound(reason: reason))
      }
    }
  }
}

extension TraceRecorder {
  mutating func figures(_ plan: Plan) -> RunResult.TraceFigures {
    let parts = plan.stations.indices.map {
      RunResult.TraceFigures.Part(name: plan.names[$0], digest: part($0))
    }
    return RunResult.TraceFigures(
      total: total.value, events: events, parts: parts.sorted { $0.name < $1.name })
  }
}
