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

  /// A row a finished step: marks of every station, and requests offered by every client so far.
  private(set) var rows: [(end: Instant, marks: [Mark], offered: [UInt64])] = []

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

  mutating func endStep(at now: Instant, marks: [Mark], offered: [UInt64]) {
    rows.append((now, marks, offered))
  }
}

extension RunRecorder {
  /// Closes a step of the series.
  mutating func endStep(at now: Instant, _ plan: borrowing Plan) {
    let marks = plan.stations.indices.map { station in
      var mark = SeriesRecorder.Mark()
      for instance in plan.stations[station].instances {
        mark.completions += instances[instance].completions
        mark.failures += instances[instance].failures
        mark.queueArea += instances[instance].queue.area(until: now)
        mark.busyArea +=
          plan.stations[station].workers == nil
          ? instances[instance].inSystem.area(until: now)
          : instances[instance].busy.area(until: now)
      }
      return mark
    }
    let offered = plan.clients.indices.map { instances[plan.stations[$0].firstInstance].arrivals }
    series.endStep(at: now, marks: marks, offered: offered)
  }
}
