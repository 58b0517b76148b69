import EventEngine
import RunStatistics
import TimeBase

/// The run over time: what each client and component did in each step of one length.
struct SeriesRecorder: ~Copyable {
  /// Running totals of a station at the end of a step.
  struct Mark {
    var completions: UInt64 = 0
    var failures: UInt64 = 0
    var queueArea: Int128 = 0
    var busyArea: Int128 = 0
    var turnedAway: UInt64 = 0
  }

  /// A finished step.
  struct Row {
    var end: Instant

    /// Of every station.
    var marks: [Mark]

    /// Requests offered by every client so far.
    var offered: [UInt64]

    /// Failures of every client so far, by cause and culprit.
    var failures: [Tally]

    /// What the caches and limits have counted so far.
    var counts: StepCounts

    /// Of every site so far.
    var siteCalls: [SiteCalls]
  }

  struct ClientTrack: ~Copyable {
    var latencies: WindowedQuantiles

    /// Mean latency in each slot of the warm-up search.
    var warmup: MeanSeries

    init(_ grid: StepGrid, warmup: StepGrid) {
      latencies = WindowedQuantiles(grid)
      self.warmup = MeanSeries(warmup)
    }
  }

  let grid: StepGrid
  private(set) var clients: Table<ClientTrack>

  private(set) var rows: [Row] = []

  init(_ plan: Plan) {
    let grid = StepGrid(from: .zero, for: plan.duration, step: plan.seriesStep)
    self.grid = grid
    clients = Table(count: plan.clients.count) { _ in
      ClientTrack(grid, warmup: plan.warmupGrid)
    }
  }

  mutating func requestEnds(
    _ client: Int, _ latency: TimeSpan, isSuccess: Bool, at now: Instant
  ) {
    if isSuccess { clients[client].latencies.record(latency, at: now) }
    clients[client].warmup.add(latency, at: now)
  }

  func latencies(of client: Int) -> [WindowedQuantiles.Point] { clients[client].latencies.points }

  func warmup(of client: Int) -> MeanSeries { clients[client].warmup }

  mutating func endStep(_ row: Row) {
    rows.append(row)
  }
}

/// Running totals that caches and limits keep themselves, as a step of the series needs them.
struct StepCounts: Sendable {
  /// Of every store.
  var hits: [UInt64] = []
  var misses: [UInt64] = []

  /// What every limit has turned away.
  var limited: [UInt64] = []

  /// What is left of every limit at the end of the step, as a share of what passes at once: of the key
  /// that has least, where it has many. Not a number where others are asked.
  var limitsLeft: [Double] = []

  /// Retries that the budgets of every site allow at the end of the step, those of all instances of the
  /// caller together. Not a number where there is no budget to be used up.
  var budgetsLeft: [Double] = []
}

extension RunRecorder {
  /// Closes a step of the series.
  mutating func endStep(at now: Instant, _ counts: StepCounts, _ plan: borrowing Plan) {
    let marks = plan.stations.indices.map { station in
      var mark = SeriesRecorder.Mark()
      for instance in plan.stations[station].instances {
        mark.completions += instances[instance].completions
        mark.failures += instances[instance].failures
        mark.turnedAway += instances[instance].turnedAway
        mark.queueArea += instances[instance].queue.area(until: now)
        mark.busyArea +=
          plan.stations[station].workers == nil
          ? instances[instance].inSystem.area(until: now)
          : instances[instance].busy.area(until: now)
      }
      return mark
    }
    let offered = plan.clients.indices.map { instances[plan.stations[$0].firstInstance].arrivals }
    let failures = plan.clients.indices.map { client in
      let first = plan.clients[client].firstOrigin
      return (first..<first + plan.clients[client].requestCount).reduce(Tally()) {
        $0.adding(requests[$1].counts.failures)
      }
    }
    series.endStep(
      SeriesRecorder.Row(
        end: now, marks: marks, offered: offered, failures: failures, counts: counts,
        siteCalls: siteCalls.indices.map { siteCalls[$0] }))
  }
}
