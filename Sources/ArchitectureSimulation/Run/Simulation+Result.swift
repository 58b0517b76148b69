import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

extension Simulation {
  /// Sets the books apart at this instant.
  mutating func cutBooks() {
    recorder.cut(at: now, extras())
    for station in turnovers.indices { turnovers[station].ready.restartMaximum() }
  }

  /// What caches and limits have counted so far.
  mutating func stepCounts() -> StepCounts {
    StepCounts(
      hits: caches.indices.map { caches[$0].hits },
      misses: caches.indices.map { caches[$0].misses },
      limited: limits.indices.map { limits[$0].limited },
      limitsLeft: limits.indices.map { limits[$0].left(at: now) ?? .nan },
      budgetsLeft: sites.indices.map { budgetLeft(at: $0) ?? .nan })
  }

  private mutating func budgetLeft(at site: Int) -> Double? {
    guard sites[site].retrier >= 0 else { return nil }
    let count = stationPlans[sites[site].caller].instanceCount
    var sum = 0.0
    for instance in 0..<count {
      let budget = retriers[sites[site].retrier + instance].budget
      guard let left = budget.retriesLeft(at: now) else { return nil }
      sum += left
    }
    return sum
  }

  private mutating func extras() -> SegmentExtras {
    SegmentExtras(
      caches: caches.indices.map { cache in
        let counts = caches[cache].store.statistics
        let dated = caches[cache].dated
        return SegmentExtras.Cache(
          hits: caches[cache].hits, misses: caches[cache].misses,
          expired: dated?.books.expired ?? UInt64(counts.expirations),
          coalesced: caches[cache].coalesced,
          evictions: UInt64(dated?.evictions ?? counts.evictions),
          entries: dated?.count ?? caches[cache].store.count, freshness: dated?.books)
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
      processors: plan.stations.contains { $0.processor?.cores != nil }
        ? instances.indices.map { instances[$0].processor.busyCores } : [],
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
      transactions: transactionBooks,
      disks: disks.indices.map { disks[$0].books },
      connections: poolServers.indices.map { poolServers[$0].books },
      breakers: breakerBooks.indices.map { breakerBooks[$0] },
      availability: availability.indices.map { availability[$0] },
      turnovers: plan.machineStations.isEmpty ? [] : turnovers.indices.map { turnovers[$0] },
      browsers: edges.browserBooks, filters: edges.filterBooks, wires: wires.books, stores: stores,
      replications: replications.indices.map { replicationBooks($0) },
      writeBuffers: writeBuffers.indices.map { writeBufferBooks($0) },
      checks: plan.originsOfChecks.isEmpty ? [] : balancers.indices.map { checkBooks(of: $0) },
      loadProbes: plan.asksForLoad ? balancers.indices.map { balancers[$0].loadProbes } : [],
      sessions: plan.balancers.contains { $0.stickiness != nil }
        ? balancers.indices.map { balancers[$0].sessionBooks } : [],
      effects: externals.indices.map {
        (externals[$0].effects, externals[$0].duplicates, externals[$0].suppressed)
      },
      names: externals.indices.map { externals[$0].names.books })
  }

  /// Closes the books and says what the run found out.
  ///
  /// - Parameter references: What was observed in the runs that expectations compare this one with.
  mutating func makeResult(_ references: [[Double?]]) -> RunResult {
    if recorder.series.rows.last.map({ $0.end < now }) ?? true {
      recorder.endStep(at: now, stepCounts(), plan)
    }
    cutBooks()
    for index in faultWindows.indices where faultWindows[index].end ?? now > now {
      faultWindows[index].end = nil
    }
    let builder = ResultBuilder(
      plan, recorder.segments, end: now, oldestWaiting: oldestWaiting())
    let (start, warmup) = measuredStart()
    let part = builder.part(from: start, to: now)
    let series = builder.series(
      recorder.series.rows, plan.clients.indices.map { recorder.series.latencies(of: $0) })
    let detectors = builder.detectorResults(series)
    let health = healthResults()
    var result = RunResult(
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
      expectations: plan.expectations.map {
        builder.verdict(
          $0, in: ResultBuilder.Sight(part.window, series, detectors, health, references))
      },
      audit: audit())
    result.detectors = detectors
    result.edges = builder.edgeResults(recorder.series.rows, in: part)
    result.series.stocks = builder.stocks(recorder.series.rows)
    result.health = health
    if failures.limit > 0 { result.failures = failures.entries }
    result.connections = builder.connectionResults(in: part)
    return result
  }

  private mutating func healthResults() -> [HealthResult] {
    let asked = plan.reportOrder.filter { station in
      plan.health.contains { $0.station == station }
    }
    return asked.map { station in
      HealthResult(
        name: plan.names[station], probes: healthStates[station].probes,
        changes: healthStates[station].changes.map { .init(time: $0.time, status: $0.status) })
    }
  }

  /// Of each queue, how long the oldest job that waits has been there.
  private mutating func oldestWaiting() -> [TimeSpan?] {
    var oldest = [TimeSpan?](repeating: nil, count: plan.queues.count)
    guard !oldest.isEmpty else { return [] }
    for address in 0..<calls.addressLimit {
      let call = calls[UInt32(truncatingIfNeeded: address)]
      let queue = plan.stations[Int(call.station)].jobs
      guard queue >= 0, call.state == .waiting else { continue }
      oldest[queue] = max(oldest[queue] ?? .zero, now - call.arrived)
    }
    return oldest
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
