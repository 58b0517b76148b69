import EventEngine
import RunStatistics
import TimeBase

/// Everything that a run writes down while it runs.
///
/// What is kept does not grow with the length of the run: running totals, histograms, a series of a
/// bounded number of steps, and a copy of the books at each of a few cuts.
struct RunRecorder: ~Copyable {
  var instances: Table<InstanceRecorder>

  /// Calls of a station that wait for the outcome of a call of their own, the network both ways
  /// included, on behalf of a client that waits.
  var calling: Table<TimeWeightedLevel>

  /// Of each site: calls that were made or refused there, and those of them that failed.
  var siteCalls: Table<SiteCalls>

  /// Calls inside a station for which no client waits.
  var background: Table<TimeWeightedLevel>
  var times: Table<StationTimes>
  var requests: Table<RequestRecorder>

  /// What is kept apart by how it ended, and of each request name which of these.
  private var sieves: Table<Sieve>
  private let sievesOfOrigins: Table<Range<Int>>
  var redelivered: Table<UInt64>
  var deadLettered: Table<UInt64>

  /// Of each queue.
  var jobs: Table<JobRecorder>

  /// Busy workers of each station, and whether all of them were.
  private var busyCounts: Table<Int>
  private var saturated: Table<TimeWeightedLevel>
  private let servers: Table<Int>

  /// Of a station whose workers are unlimited.
  private static var unlimited: Int { .max }

  /// A proxy's time is that of whom it waits for, and no work of its own.
  private let isProxy: Table<Bool>

  /// Calls inside, of services where nothing else limits them.
  private var concurrency: Table<LevelOccupancy?>
  private let countsConcurrency: Bool

  /// Of each counter that handlers count with.
  var counters: Table<UInt64>

  /// What each process of a counter's station remembers of it; it dies with the process.
  private var memories: Table<UInt64>
  private let counterPlans: Table<CounterPlan>

  /// Times of each request name, where names are told apart; see `RunRecorder+Names.swift`.
  var nameTimes: Table<NameTimes>
  let firstNames: Table<Int>
  var series: SeriesRecorder
  private(set) var segments: [Segment] = []

  /// Times at a station since the last cut.
  struct StationTimes: ~Copyable {
    var wait = TimeRecorder()
    var service = TimeRecorder()
    var residence = TimeRecorder()
  }

  init(_ plan: Plan) {
    instances = Table(count: plan.instanceCount) { _ in InstanceRecorder() }
    calling = Table(count: plan.stations.count) { _ in TimeWeightedLevel() }
    siteCalls = Table(count: plan.sites.count) { _ in SiteCalls() }
    background = Table(count: plan.stations.count) { _ in TimeWeightedLevel() }
    times = Table(count: plan.stations.count) { _ in StationTimes() }
    requests = Table(count: plan.origins.count) { origin in
      RequestRecorder(canBeLate: plan.clients[plan.origins[origin].station].canBeLate)
    }
    sieves = Table(count: plan.sieves.count) { Sieve(plan.sieves[$0].endings) }
    sievesOfOrigins = Table(plan.sievesOfOrigins)
    redelivered = Table(count: plan.stations.count) { _ in 0 }
    deadLettered = Table(count: plan.stations.count) { _ in 0 }
    jobs = Table(count: plan.queues.count) { _ in JobRecorder() }
    busyCounts = Table(count: plan.stations.count) { _ in 0 }
    saturated = Table(count: plan.stations.count) { _ in TimeWeightedLevel() }
    isProxy = Table(plan.stations.map(\.isProxy))
    servers = Table(
      plan.stations.map { station in
        station.workers.map { $0 * station.instanceCount } ?? Self.unlimited
      })
    concurrency = Table(count: plan.stations.count) { station in
      plan.stations[station].countsConcurrency ? LevelOccupancy() : nil
    }
    countsConcurrency = plan.stations.contains(where: \.countsConcurrency)
    counters = Table(count: plan.counters.count) { _ in 0 }
    memories = Table(count: plan.memoryCount) { _ in 0 }
    counterPlans = Table(plan.counters)
    let firsts = NameTimes.firsts(plan)
    firstNames = Table(firsts.first)
    nameTimes = Table(count: firsts.count) { _ in NameTimes() }
    series = SeriesRecorder(plan)
  }

  /// A call reaches a component.
  @inline(__always)
  mutating func arrive(
    at station: Int, _ instance: Int, inBackground: Bool, _ now: Instant
  ) {
    instances[instance].arrive(at: now)
    if inBackground { background[station].change(by: 1, at: now) }
    if countsConcurrency { countInside(1, at: station, now) }
  }

  @inline(never)
  private mutating func countInside(_ difference: Int64, at station: Int, _ now: Instant) {
    concurrency[station]?.change(by: difference, at: now)
  }

  /// A call leaves a component unserved.
  mutating func turnAway(_ call: Call, at station: Int, _ instance: Int, _ now: Instant) {
    instances[instance].turnedAway &+= 1
    instances[instance].leave(after: now - call.arrived, at: now)
    if call.flags.contains(.background) { background[station].change(by: -1, at: now) }
    if countsConcurrency { countInside(-1, at: station, now) }
  }

  /// A worker begins with a call.
  @inline(__always)
  mutating func start(_ wait: TimeSpan, at station: Int, _ instance: Int, _ now: Instant) {
    // Where workers are unlimited, everybody inside has one: the level inside says it all.
    let limit = servers[station]
    guard limit != Self.unlimited else { return }
    instances[instance].start(after: wait, at: now)
    times[station].wait.record(wait)
    busyCounts[station] &+= 1
    if busyCounts[station] == limit { saturated[station].change(to: 1, at: now) }
  }

  /// A worker is done with a call.
  @inline(__always)
  mutating func stop(_ service: TimeSpan, at station: Int, _ instance: Int, _ now: Instant) {
    let limit = servers[station]
    guard limit != Self.unlimited else { return }
    instances[instance].stop(after: service, at: now)
    times[station].service.record(service)
    if busyCounts[station] == limit { saturated[station].change(to: 0, at: now) }
    busyCounts[station] &-= 1
  }

  mutating func requestBegins(_ origin: Int, _ instance: Int, _ now: Instant) {
    requests[origin].counts.offered &+= 1
    instances[instance].arrive(at: now)
  }

  /// - Parameter attempts: How many calls were made for the request.
  @inline(__always)
  mutating func requestEnds(
    _ origin: Int, _ outcome: Outcome, attempts: UInt16, since arrival: Instant, sent: Instant,
    at station: Int, _ instance: Int, _ now: Instant
  ) {
    let latency = TimeSpan(nanoseconds: now.nanoseconds &- arrival.nanoseconds)
    requests[origin].end(outcome, attempts: attempts, after: latency, sent: sent, at: now)
    for sieve in sievesOfOrigins[origin] { sieves[sieve].take(outcome, after: latency) }
    instances[instance].completions &+= 1
    if !outcome.isSuccess { instances[instance].failures &+= 1 }
    instances[instance].leave(after: latency, at: now)
    series.requestEnds(station, latency, isSuccess: outcome.isSuccess, at: now)
  }

  /// A call leaves a component after its work.
  ///
  /// It hands over what is written down and not itself: a record of 64 bytes of which some were changed
  /// a moment ago is slow to copy.
  @inline(__always)
  mutating func complete(
    since arrival: Instant, at station: Int, _ instance: Int, inBackground: Bool,
    isSuccess: Bool, _ now: Instant
  ) {
    let residence = TimeSpan(nanoseconds: now.nanoseconds &- arrival.nanoseconds)
    instances[instance].completions &+= 1
    if !isSuccess { instances[instance].failures &+= 1 }
    instances[instance].leave(after: residence, at: now)
    if inBackground { background[station].change(by: -1, at: now) }
    if countsConcurrency { countInside(-1, at: station, now) }
    times[station].residence.record(residence)
  }

  /// The same, with what only some calls and stations have.
  @inline(never)
  mutating func complete(
    _ call: Call, at station: Int, _ instance: Int, _ outcome: Outcome, _ now: Instant
  ) {
    complete(
      since: call.arrived, at: station, instance,
      inBackground: call.flags.contains(.background), isSuccess: outcome.isSuccess, now)
    if firstNames[station] >= 0 {
      noteResidence(
        TimeSpan(nanoseconds: now.nanoseconds &- call.arrived.nanoseconds), of: call, at: station)
    }
    if call.parent == .none, !call.flags.contains(.job) {
      instances[instance].wasted &+= 1
      if !isProxy[station] { instances[instance].wastedSum &+= (now - call.since).wide }
    }
  }

  /// A handler counts, in the memory of its process.
  mutating func count(_ counter: Int, inProcess number: Int) {
    counters[counter] &+= 1
    memories[counterPlans[counter].firstMemory &+ number] &+= 1
  }

  /// A process of a station begins anew, and knows nothing of what it counted.
  mutating func forget(at station: Int, inProcess number: Int) {
    for counter in counterPlans.indices where counterPlans[counter].station == station {
      memories[counterPlans[counter].firstMemory &+ number] = 0
    }
  }

  func queued(at station: StationPlan) -> Int64 {
    station.instances.reduce(0) { $0 + instances[$1].queue.level }
  }

  func inSystem(at station: StationPlan) -> Int64 {
    station.instances.reduce(0) { $0 + instances[$1].inSystem.level }
  }

  /// Sets what follows apart from what has been.
  mutating func cut(at now: Instant, _ extras: SegmentExtras) {
    segments.append(
      Segment(
        end: now, books: books(extras),
        stationTimes: times.indices.map { station in
          Segment.StationTimes(
            wait: times[station].wait.drain(), service: times[station].service.drain(),
            residence: times[station].residence.drain(), concurrency: concurrency[station])
        },
        requestTimes: requests.indices.map { origin in
          Segment.RequestTimes(
            successes: requests[origin].successTimes.drain(),
            failures: requests[origin].failureTimes.drain(),
            naive: requests[origin].canBeLate ? requests[origin].naiveTimes.drain() : nil)
        },
        nameTimes: nameTimes.indices.map { name in
          Segment.NameTimes(
            wait: nameTimes[name].wait.drain(), residence: nameTimes[name].residence.drain())
        },
        sieveTimes: sieves.indices.map { sieves[$0].drain() },
        jobTimes: jobs.indices.map { queue in
          Segment.JobTimes(
            successes: jobs[queue].successTimes.drain(),
            failures: jobs[queue].failureTimes.drain())
        }))
    for station in concurrency.indices { concurrency[station]?.reset(at: now) }
    for instance in instances.indices {
      instances[instance].inSystem.restartMaximum()
      instances[instance].queue.restartMaximum()
      instances[instance].busy.restartMaximum()
    }
  }

  private func books(_ extras: SegmentExtras) -> Segment.Books {
    Segment.Books(
      instances: instances.indices.map { instances[$0] },
      calling: calling.indices.map { calling[$0] },
      siteCalls: siteCalls.indices.map { siteCalls[$0] },
      background: background.indices.map { background[$0] },
      saturated: saturated.indices.map { saturated[$0] },
      requests: requests.indices.map { requests[$0].counts },
      redelivered: redelivered.indices.map { redelivered[$0] },
      deadLettered: deadLettered.indices.map { deadLettered[$0] },
      counters: counters.indices.map { counters[$0] },
      memories: memories.indices.map { memories[$0] },
      jobs: jobs.indices.map { jobs[$0].counts }, extras: extras)
  }
}
