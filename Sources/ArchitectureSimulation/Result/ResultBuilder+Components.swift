import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// The figures of components.
extension ResultBuilder {
  func componentResult(_ station: Int, in part: Part) -> ComponentResult {
    let plan = plan.stations[station]
    let times = part.segments.map { $0.stationTimes[station] }
    let hasLine = plan.workers != nil
    let residence = RecordedTimes(merging: times.map(\.residence)).summary
    var total = stationResult(
      plan.instances, plan, in: part,
      wait: hasLine ? RecordedTimes(merging: times.map(\.wait)).summary : nil,
      service: hasLine
        ? RecordedTimes(merging: times.map(\.service)).summary : plan.isProxy ? nil : residence,
      residence: residence)
    addStationFigures(to: &total, station, in: part)
    let instances = plan.instances.map {
      stationResult($0..<$0 + 1, plan, in: part, wait: nil, service: nil, residence: nil)
    }
    var result = ComponentResult(
      name: self.plan.names[station], kind: self.plan.words[station],
      timeShare: timeShare(station, in: part), total: total,
      instances: instances.count > 1 ? instances : [], details: details(station, in: part),
      availability: availability(station, in: part), requests: nameTimes(station, in: part),
      counters: counters(station, in: part), processes: plan.processes,
      pauses: pauses(station, in: part), processor: processor(station, in: part),
      limit: limit(station, in: part),
      turnover: turnover(station, in: part), stores: stores(station, in: part))
    result.replication = replication(station, in: part)
    result.filters = filters(station, in: part)
    result.balancing = balancing(station, in: part)
    result.disk = disk(station, in: part)
    result.connections = connections(station, in: part)
    result.transactions = transactions(station, in: part)
    return result
  }

  private func turnover(_ station: Int, in part: Part) -> TurnoverResult? {
    guard plan.stations[station].firstMachine >= 0 else { return nil }
    let later = part.after.extras.turnovers[station]
    let earlier =
      part.before?.extras.turnovers[station]
      ?? TurnoverRecorder(plan.stations[station].firstCount)
    let area =
      later.ready.area(until: part.window.end) - earlier.ready.area(until: part.window.start)
    return TurnoverResult(
      readyMean: Double(area) / part.nanoseconds,
      readyMaximum: part.segments.map { Int($0.books.extras.turnovers[station].ready.maximum) }
        .max() ?? 0,
      readyAtEnd: Int(later.ready.level), started: later.started - earlier.started,
      stopped: later.stopped - earlier.stopped, killed: later.killed - earlier.killed)
  }

  /// One instance of the model with all its processes; without distributions.
  func instanceResult(_ machine: Int, of station: Int, in part: Part) -> StationResult {
    let plan = plan.stations[station]
    return stationResult(
      plan.processes(of: machine), plan, in: part, wait: nil, service: nil, residence: nil)
  }

  private func limit(_ station: Int, in part: Part) -> ComponentResult.ConcurrencyLimit? {
    guard plan.stations[station].hasLimit else { return nil }
    let later = part.after.extras.concurrencyLimits[station]
    let earlier = part.before?.extras.concurrencyLimits[station].rejected ?? 0
    return ComponentResult.ConcurrencyLimit(
      rejected: later.rejected - earlier, limitAtEnd: later.limit)
  }

  private func processor(_ station: Int, in part: Part) -> ComponentResult.Processor? {
    guard let cores = plan.stations[station].processor?.cores else { return nil }
    var area: Int128 = 0
    for instance in plan.stations[station].instances {
      area += part.after.extras.processors[instance].area(until: part.window.end)
      area -= part.before?.extras.processors[instance].area(until: part.window.start) ?? 0
    }
    return ComponentResult.Processor(
      cores: cores * plan.stations[station].instances.count,
      busyMean: Double(area) / part.nanoseconds)
  }

  private func pauses(_ station: Int, in part: Part) -> ComponentResult.Pauses? {
    guard plan.stations[station].pauseGap >= 0 else { return nil }
    let later = part.after.extras.pauses[station]
    let earlier = part.before?.extras.pauses[station] ?? (count: 0, time: .zero)
    return ComponentResult.Pauses(
      count: later.count - earlier.count, time: later.time - earlier.time)
  }

  private func counters(_ station: Int, in part: Part) -> [ComponentResult.Counter] {
    let own = plan.counters.indices.filter { plan.counters[$0].station == station }
    return own.map { number in
      let before = part.before?.counters[number] ?? 0
      let first = plan.counters[number].firstMemory
      let processes = plan.stations[station].instances.count
      return ComponentResult.Counter(
        name: plan.counters[number].name, count: part.after.counters[number] - before,
        remembered: part.after.memories[first..<first + processes].reduce(0, +),
        everCounted: part.after.counters[number])
    }.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Times by request name, where names are told apart and there are several.
  private func nameTimes(_ station: Int, in part: Part) -> [ComponentResult.RequestTimes] {
    let first = NameTimes.firsts(plan).first[station]
    guard first >= 0 else { return [] }
    let found = plan.requestNames.indices.compactMap { name -> ComponentResult.RequestTimes? in
      let times = part.segments.map { $0.nameTimes[first + name] }
      let wait = RecordedTimes(merging: times.map(\.wait)).summary
      let residence = RecordedTimes(merging: times.map(\.residence)).summary
      guard wait != nil || residence != nil else { return nil }
      return ComponentResult.RequestTimes(
        name: plan.requestNames[name], wait: wait, residence: residence)
    }
    return found.count > 1 ? found : []
  }

  func breakerResults(in part: Part) -> [BreakerResult] {
    plan.breakerSites.indices.map { number in
      let site = plan.sites[plan.breakerSites[number]]
      let before = part.before?.extras.breakers[number] ?? BreakerBooks()
      let books = part.after.extras.breakers[number].since(before)
      return BreakerResult(
        caller: plan.names[site.caller], target: plan.names[site.target],
        permitted: books.permitted, trials: books.trials, rejected: books.rejected,
        opened: books.opened, reopened: books.reopened, closed: books.closed)
    }
  }

  private func availability(_ station: Int, in part: Part) -> AvailabilityResult? {
    guard plan.stations[station].watchesAvailability else { return nil }
    let later = part.after.extras.availability[station]
    let earlier =
      part.before?.extras.availability[station]
      ?? AvailabilityRecorder(instances: plan.stations[station].machineCount)
    let (start, end) = (part.window.start, part.window.end)
    let up = later.up.area(until: end) - earlier.up.area(until: start)
    let down = Double(later.down.area(until: end) - earlier.down.area(until: start))
    let missing = later.missing.area(until: end) - earlier.missing.area(until: start)
    let ended = later.repairs - earlier.repairs
    return AvailabilityResult(
      share: 1 - down / part.nanoseconds, instancesUp: Double(up) / part.nanoseconds,
      needed: plan.stations[station].needed, failures: later.failures - earlier.failures,
      meanOutage: ended > 0 ? TimeSpan(roundingNanoseconds: down / Double(ended)) : nil,
      firstFailure: later.failures > 0 ? later.firstFailure - .zero : nil,
      workersMissing: missing > 0 ? Double(missing) / part.nanoseconds : nil)
  }

  private func stationResult(
    _ range: Range<Int>, _ station: StationPlan, in part: Part, wait: TimeSummary?,
    service: TimeSummary?, residence: TimeSummary?
  ) -> StationResult {
    var sum = InstanceFigures()
    for instance in range {
      sum.add(
        part.after.instances[instance], since: part.before?.instances[instance],
        maxima: part.segments.map { $0.books.instances[instance] }, part.window)
    }
    let length = part.nanoseconds
    let busyMean = Double(station.workers == nil ? sum.inSystemArea : sum.busyArea) / length
    let servers = station.workers.map { $0 * range.count }
    return StationResult(
      inSystemAtStart: sum.inSystemAtStart, arrivals: sum.arrivals,
      completions: sum.completions, failures: sum.failures, turnedAway: sum.turnedAway,
      inSystemAtEnd: sum.inSystemAtEnd,
      throughput: Double(sum.completions) / part.seconds,
      utilisation: servers.map { $0 > 0 ? busyMean / Double($0) : 0 }, servers: servers,
      busyMean: busyMean, inSystemMean: Double(sum.inSystemArea) / length,
      inSystemMaximum: sum.inSystemMaximum, queueMean: Double(sum.queueArea) / length,
      queueMaximum: sum.queueMaximum, wait: wait, waited: sum.waited, service: service,
      residence: residence, wasted: sum.wasted,
      wastedTime: TimeSpan(nanoseconds: Int64(clamping: sum.wastedSum)))
  }

  /// Adds what is known of a station as a whole only.
  private func addStationFigures(to total: inout StationResult, _ station: Int, in part: Part) {
    if let servers = total.servers, servers > 0 {
      let later = part.after.saturated[station].area(until: part.window.end)
      let earlier = part.before?.saturated[station].area(until: part.window.start) ?? 0
      total.saturatedShare = Double(later - earlier) / part.nanoseconds
    }
    let slowdowns = part.after.extras.slowdowns[station]
    let before = part.before?.extras.slowdowns[station] ?? (count: 0, sum: 0)
    if slowdowns.count > before.count {
      total.slowdownMean = (slowdowns.sum - before.sum) / Double(slowdowns.count - before.count)
    }
    total.concurrency = concurrency(station, in: part)
  }

  private func concurrency(_ station: Int, in part: Part) -> [TimeSpan] {
    let occupancies = part.segments.compactMap { segment in
      segment.stationTimes[station].concurrency.map { ($0, segment.end) }
    }
    guard let highest = occupancies.first?.0.highest else { return [] }
    var times: [TimeSpan] = []
    for level in 0...highest {
      times.append(occupancies.reduce(.zero) { $0 + $1.0.time(at: level, until: $1.1) })
    }
    times[times.count - 1] += occupancies.reduce(.zero) {
      $0 + $1.0.time(above: highest, until: $1.1)
    }
    while times.last == .zero { times.removeLast() }
    return times
  }

  /// What one request spends here on average and not further down, as a share of what it takes.
  ///
  /// By Little's law mean times are areas over the same number of requests, so that the shares are
  /// ratios of areas: calls inside for which a client waits, less those that wait for calls of their
  /// own. Jobs and abandoned work are nobody's time.
  private func timeShare(_ station: Int, in part: Part) -> Double {
    var whole = 0.0
    for client in plan.clients.indices {
      whole += area(of: client, in: part) { $0.inSystem }
    }
    guard whole > 0 else { return 0 }
    let inside = area(of: station, in: part) { $0.inSystem }
    let background = area(part.after.background, part.before?.background, station, part.window)
    let calling = area(part.after.calling, part.before?.calling, station, part.window)
    return max(0, (inside - background - calling) / whole)
  }

  private func area(
    of station: Int, in part: Part, _ level: (InstanceRecorder) -> TimeWeightedLevel
  ) -> Double {
    plan.stations[station].instances.reduce(0) { sum, instance in
      let later = level(part.after.instances[instance]).area(until: part.window.end)
      let earlier = (part.before?.instances[instance]).map(level)?.area(until: part.window.start)
      return sum + Double(later - (earlier ?? 0))
    }
  }

  private func area(
    _ later: [TimeWeightedLevel], _ earlier: [TimeWeightedLevel]?, _ station: Int,
    _ window: RunResult.Window
  ) -> Double {
    let before = earlier?[station].area(until: window.start) ?? 0
    return Double(later[station].area(until: window.end) - before)
  }

  private func details(_ station: Int, in part: Part) -> ComponentResult.Details {
    let plan = plan.stations[station]
    if plan.cache >= 0 { return .cache(cacheResult(station, in: part)) }
    if plan.isQueue { return .queue(queueResult(station, in: part)) }
    if plan.external >= 0 { return .external(externalResult(station, in: part)) }
    if plan.file >= 0 { return .database(databaseResult(plan.file, in: part)) }
    guard plan.limitCount > 0 else { return .none }
    return .gateway(limits: limitResults(plan.limits, in: part))
  }

  /// What limits decided, those of all processes together.
  func limitResults(_ range: Range<Int>, in part: Part) -> [ComponentResult.LimitResult] {
    var results: [ComponentResult.LimitResult] = []
    var next = range.lowerBound
    while next < range.upperBound {
      var sum = ComponentResult.LimitResult(
        title: plan.limits[next].title, admitted: 0, delayed: 0, limited: 0)
      let end = next + plan.limits[next].copies
      for limit in next..<end {
        let now = part.after.extras.limits[limit]
        let before = part.before?.extras.limits[limit]
        sum.admitted += now.admitted - (before?.admitted ?? 0)
        sum.delayed += now.delayed - (before?.delayed ?? 0)
        sum.limited += now.limited - (before?.limited ?? 0)
      }
      results.append(sum)
      next = end
    }
    return results
  }

  private func databaseResult(_ file: Int, in part: Part) -> ComponentResult.DatabaseResult {
    let later = part.after.extras.files[file]
    let earlier = part.before?.extras.files[file] ?? FileBooks()
    let area =
      later.written.area(until: part.window.end) - earlier.written.area(until: part.window.start)
    return ComponentResult.DatabaseResult(
      writerUtilisation: Double(area) / part.nanoseconds,
      polls: later.polls - earlier.polls, lockTimeouts: later.timeouts - earlier.timeouts)
  }
}

/// Sums of the books of some instances over one part of a run.
private struct InstanceFigures {
  var inSystemAtStart: UInt64 = 0
  var arrivals: UInt64 = 0
  var completions: UInt64 = 0
  var failures: UInt64 = 0
  var turnedAway: UInt64 = 0
  var inSystemAtEnd: UInt64 = 0
  var waited: UInt64 = 0
  var wasted: UInt64 = 0
  var wastedSum: UInt128 = 0
  var inSystemArea: Int128 = 0
  var queueArea: Int128 = 0
  var busyArea: Int128 = 0
  var inSystemMaximum = 0
  var queueMaximum = 0

  /// - Parameter maxima: The instance at the end of each segment of the part.
  mutating func add(
    _ later: InstanceRecorder, since earlier: InstanceRecorder?, maxima: [InstanceRecorder],
    _ window: RunResult.Window
  ) {
    let earlier = earlier ?? InstanceRecorder()
    inSystemAtStart += UInt64(earlier.inSystem.level)
    arrivals += later.arrivals - earlier.arrivals
    completions += later.completions - earlier.completions
    failures += later.failures - earlier.failures
    turnedAway += later.turnedAway - earlier.turnedAway
    inSystemAtEnd += UInt64(later.inSystem.level)
    waited += later.waited - earlier.waited
    wasted += later.wasted - earlier.wasted
    wastedSum += later.wastedSum - earlier.wastedSum
    inSystemArea +=
      later.inSystem.area(until: window.end) - earlier.inSystem.area(until: window.start)
    queueArea += later.queue.area(until: window.end) - earlier.queue.area(until: window.start)
    busyArea += later.busy.area(until: window.end) - earlier.busy.area(until: window.start)
    // The greatest of each instance; of several together it is an upper bound.
    inSystemMaximum += Int(maxima.map(\.inSystem.maximum).max() ?? 0)
    queueMaximum += Int(maxima.map(\.queue.maximum).max() ?? 0)
  }
}
