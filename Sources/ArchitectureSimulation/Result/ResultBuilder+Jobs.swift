import ArchitectureModel
import EventEngine
import RunStatistics
import TimeBase

/// The figures of queues and of the endpoints of others.
extension ResultBuilder {
  func queueResult(_ station: Int, in part: Part) -> ComponentResult.QueueResult {
    ComponentResult.QueueResult(
      redelivered: part.after.redelivered[station] - (part.before?.redelivered[station] ?? 0),
      deadLettered: part.after.deadLettered[station] - (part.before?.deadLettered[station] ?? 0),
      jobs: plan.stations[station].reportsJobs ? jobResult(station, in: part) : nil)
  }

  private func jobResult(_ station: Int, in part: Part) -> JobResult {
    let queue = plan.stations[station].jobs
    let counts = part.after.jobs[queue].since(part.before?.jobs[queue] ?? JobRecorder.Counts())
    let times = part.segments.map { $0.jobTimes[queue] }
    var (before, inside, waiting, busy) = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    for instance in plan.stations[station].instances {
      before += UInt64(part.before?.instances[instance].inSystem.level ?? 0)
      inside += UInt64(part.after.instances[instance].inSystem.level)
      waiting += UInt64(part.after.instances[instance].queue.level)
      busy += UInt64(part.after.instances[instance].busy.level)
    }
    // A call that hangs is inside, though its job is not.
    before -= part.before?.jobs[queue].hanging ?? 0
    inside -= counts.hanging
    // Where workers are unlimited, everybody inside has one.
    if plan.stations[station].workers == nil { busy = inside - waiting }
    // Several may work on one message, or on one that is in the line again.
    busy = min(busy, inside - waiting)
    return JobResult(
      unfinishedAtStart: before, accepted: counts.accepted, succeeded: counts.succeeded,
      failed: counts.failed, failures: failureCounts(counts.failures), lost: counts.lost,
      waitingAtEnd: waiting, workedOnAtEnd: busy, setAsideAtEnd: inside - waiting - busy,
      oldestAtEnd: part.window.end == end ? oldestWaiting[queue] : nil, blocked: counts.blocked,
      duplicates: counts.duplicates, suppressed: counts.suppressed,
      timeToSuccess: RecordedTimes(merging: times.map(\.successes)).summary,
      timeToFailure: RecordedTimes(merging: times.map(\.failures)).summary,
      attempts: numbers(counts.attempts), deliveries: numbers(counts.deliveries))
  }

  private func numbers(_ tally: Tally) -> [JobResult.Count] {
    tally.entries.map { JobResult.Count(number: Int($0.key), count: $0.count) }
      .sorted { $0.number < $1.number }
  }

  func externalResult(_ station: Int, in part: Part) -> ComponentResult.ExternalResult {
    let number = plan.stations[station].external
    let later = part.after.extras.effects[number]
    let earlier = part.before?.extras.effects[number] ?? (0, 0, 0)
    return ComponentResult.ExternalResult(
      limits: limitResults(plan.stations[station].limits, in: part),
      effects: later.total - earlier.0,
      duplicates: later.duplicates - earlier.1, suppressed: later.suppressed - earlier.2,
      names: plan.externals[number].tracksNames ? nameResult(number, in: part) : nil)
  }

  private func nameResult(
    _ number: Int, in part: Part
  ) -> ComponentResult.ExternalResult.Names {
    let later = part.after.extras.names[number]
    let earlier = part.before?.extras.names[number] ?? NameMemory.Books()
    return ComponentResult.ExternalResult.Names(
      lookups: later.lookups - earlier.lookups, remembered: later.remembered - earlier.remembered,
      failed: later.failed - earlier.failed)
  }

  func observation(
    _ figure: Expectation.JobFigure, of queue: ComponentResult.QueueResult
  ) -> Double? {
    guard let jobs = queue.jobs else { return nil }
    let count =
      switch figure {
      case .accepted: jobs.accepted
      case .succeeded: jobs.succeeded
      case .failed: jobs.failed
      case .lost: jobs.lost
      case .unfinished: jobs.unfinishedAtEnd
      case .redelivered: queue.redelivered
      case .blocked: jobs.blocked
      case .duplicates: jobs.duplicates
      case .suppressed: jobs.suppressed
      }
    return Double(count)
  }

  func observation(
    _ figure: Expectation.EffectFigure, of external: ComponentResult.ExternalResult
  ) -> Double {
    switch figure {
    case .total: Double(external.effects)
    case .duplicates: Double(external.duplicates)
    case .suppressed: Double(external.suppressed)
    }
  }

  /// Times of the jobs of a queue in seconds; `nil` if none has ended so.
  func jobTime(
    _ metric: Expectation.Metric, of station: Int, in part: Part
  ) -> Double? {
    let queue = plan.stations[station].jobs
    guard queue >= 0 else { return nil }
    let times = part.segments.map { $0.jobTimes[queue] }
    if case .timeToSuccess(let statistic) = metric {
      return RecordedTimes(merging: times.map(\.successes)).seconds(of: statistic)
    }
    if case .timeToFailure(let statistic) = metric {
      return RecordedTimes(merging: times.map(\.failures)).seconds(of: statistic)
    }
    return nil
  }
}
