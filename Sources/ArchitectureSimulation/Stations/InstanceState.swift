import EventEngine
import Resilience
import TimeBase

/// One instance of a station: its workers, its line, and its processor.
struct InstanceState: ~Copyable {
  let station: Int

  /// Reasons for which it does not listen: crashes, boots, and ends that it was told of.
  var crashes = 0

  /// Whether calls can ever wait here.
  let hasLine: Bool

  /// Instead of `pool`, where who waits is served in another order; negative for nowhere.
  var scheduled = -1

  /// What `scheduled` says of a database whose callers have pools of their own.
  static let isServedByCallers = Int.max

  /// How often somebody was drawn from a line that is served in random order.
  var turns: UInt64 = 0

  /// Workers and those who wait for one, in the order in which they came.
  var pool: WorkerPool<CallID>

  /// Whose work was interrupted because workers are missing, and how many are.
  var interrupted: [Suspended] = []
  var missing = 0
  let workers: Int

  /// Of a queue that has crashed: jobs that are run again when it is there again.
  var displaced: [CallID] = []

  /// Freezes that have not ended yet, and who stands still because of them.
  var freezes = 0
  var frozen: [Suspended] = []

  /// Of the first process of an instance: the one of them that takes the next request.
  var nextProcess = 0

  /// Stalls of its pool that are on.
  var stalls = 0

  /// Pauses that have begun, how long they are in all, and whether one is on: it is also a freeze.
  var pauseCount: UInt64 = 0
  var pausedTime = TimeSpan.zero
  var isPausing = false

  /// How often it has booted, and what it has served since.
  var bootCount: UInt64 = 0
  var servedCount = 0

  /// A pause is part of the life of a process that is up.
  var isUp: Bool {
    crashes == 0 && freezes == (isPausing ? 1 : 0) && (missing == 0 || missing < workers)
  }
  var slowness = 1.0
  var errorShare = Probability.never
  var errorStatus: UInt16 = 500
  var quickErrorShare = Probability.never
  var quickErrorStatus: UInt16 = 500

  var processor: Processor

  init(_ plan: InstancePlan) {
    station = plan.station
    workers = plan.workers ?? .max
    hasLine = plan.workers != nil
    pool = WorkerPool(WorkerPoolPolicy(workers: plan.workers, queueLimit: plan.backlog))
    processor = Processor(plan.processor)
  }
}
