import EventEngine
import Resilience
import TimeBase

/// The requests of `Models/three-instances.json` with nothing around them: the yardstick for what a
/// simulation pays beyond simulating.
///
/// Way, parts and mean times are those of the model. But no part is chosen at run time, events are
/// told apart by one `switch`, draws are cheap (``FlowDraws``), nothing can break or time out, and
/// all that is recorded are the counters in ``Tally`` and a checksum. Some hops take no event of
/// their own, so that there are about eight and a half events a request:
///
/// ```
///                                            ┌─ lookedUp ── lookupAnswered ─┐ hit
/// arrival ── admitted ── delivered ── computed       miss │                 ├── answered ── ended
///                                            └─────── queryDone ── queryAnswered ── jobDone
/// ```
struct BareFlow: ~Copyable {
  /// What happens, and to which request.
  enum Event: BitwiseCopyable, Sendable {
    /// One more reaches the gateway.
    case arrival

    /// Its call reaches the balancer, and from there an instance.
    case admitted(UInt32)
    case delivered(UInt32)

    /// The instance has done its own part.
    case computed(UInt32)

    /// The cache looks its key up; the answer is back at the instance.
    case lookedUp(UInt32)
    case lookupAnswered(UInt32)

    /// The database is through with it; the answer is back at the instance.
    case queryDone(UInt32)
    case queryAnswered(UInt32)

    /// The answer is back at the balancer, and then at the gateway.
    case answered(UInt32)
    case ended(UInt32)

    /// One of those that nobody waits for is done.
    case jobDone
  }

  /// Where a request is.
  struct Request: BitwiseCopyable {
    let key: UInt64
    var start = Instant.zero
    var instance: Int32 = 0
    let isRead: Bool
    var isHit = false
  }

  /// All that is recorded; times are sums over workers or connections.
  struct Tally {
    var (begun, rejected, ended) = (0, 0, 0)
    var events = 0
    var checksum: UInt64 = 0
    var instanceTime = TimeSpan.zero
    var queryTime = TimeSpan.zero
    var jobTime = TimeSpan.zero
  }

  private static let hop = TimeSpan.microseconds(100)
  private static let workersEach = 4
  private static let connectionCount = 20
  private static let jobWorkers = 10

  private(set) var tally = Tally()

  private var timeline = Timeline<Event>()
  private var draws: FlowDraws
  private var requests = Slab<Request>()
  private var limits = LeakyBucketZone(
    .init(bucket: .init(rate: .perSecond(100), burst: 20), maximumKeys: 10_000))
  private var balancer = TargetBalancer(
    .init(algorithm: .leastConnections, passiveHealth: .none), targetCount: 3)
  private var instances = EventEngine.Table(count: 3) { _ in
    WorkerPool<UInt32>(.init(workers: workersEach, queueLimit: 2_048))
  }
  private var cache = CacheStore<UInt64, UInt64, LRUEviction>(
    capacity: 10_000, eviction: LRUEviction())
  private var connections = ConnectionPool<UInt32>(.init(size: connectionCount))
  private var jobs = WorkerPool<UInt32>(.init(workers: jobWorkers, queueLimit: 10_000))

  init(draws: FlowDraws) {
    self.draws = draws
  }

  /// Lets so many requests begin, and plays until nothing is left to happen.
  mutating func play(requests count: Int) {
    if count > 0 { timeline.schedule(.arrival, at: timeline.now, phase: .arrival) }
    while let taken = timeline.next(through: .distantFuture) {
      tally.events &+= 1
      tally.checksum = tally.checksum &* 31 &+ UInt64(bitPattern: taken.time.nanoseconds)
      happen(taken.event, at: taken.time, of: count)
    }
  }

  /// Shares of what the run could have used, for a comparison with the model.
  var figures: FlowFigures {
    func share(_ time: TimeSpan, of servers: Int) -> Double {
      Double(time.nanoseconds) / Double(timeline.now.nanoseconds) / Double(servers)
    }
    let (hits, misses) = (cache.statistics.hits, cache.statistics.misses)
    return FlowFigures(
      hits: Double(hits) / Double(hits + misses),
      workers: share(tally.instanceTime, of: instances.count * Self.workersEach),
      connections: share(tally.queryTime, of: Self.connectionCount),
      jobWorkers: share(tally.jobTime, of: Self.jobWorkers))
  }

  @inline(__always)
  private mutating func happen(_ event: Event, at now: Instant, of count: Int) {
    switch event {
    case .arrival: arrive(at: now, of: count)
    case .admitted(let request): balance(request, at: now)
    case .delivered(let request): deliver(request, at: now)
    case .computed(let request): goOn(request, at: now)
    case .lookedUp(let request): lookUp(request, at: now)
    case .lookupAnswered(let request):
      if requests[request].isHit { leave(request, at: now) } else { ask(request, at: now) }
    case .queryDone(let request): endQuery(of: request, at: now)
    case .queryAnswered(let request): use(request, at: now)
    case .answered(let request):
      balancer.release(Int(requests[request].instance), .success, at: now)
      timeline.schedule(.ended(request), at: now + Self.hop, phase: .completion)
    case .ended(let request): end(request)
    case .jobDone: if jobs.finish() != nil { startJob(at: now) }
    }
  }

  private mutating func arrive(at now: Instant, of count: Int) {
    tally.begun &+= 1
    if tally.begun < count {
      timeline.schedule(.arrival, at: now + draws.gap(), phase: .arrival)
    }
    let request = requests.insert(Request(key: draws.key(), isRead: draws.isRead()))
    // The work of the gateway, the check of the token among it, and the hop behind it.
    let soon = now + .microseconds(250) + Self.hop
    switch limits.admit(draws.address(), at: now) {
    case .admitted: timeline.schedule(.admitted(request), at: soon, phase: .arrival)
    case .delayed(let span):
      timeline.schedule(.admitted(request), at: soon + span, phase: .arrival)
    case .rejected:
      tally.rejected &+= 1
      end(request)
    }
  }

  private mutating func balance(_ request: UInt32, at now: Instant) {
    guard let instance = balancer.pick(at: now, using: &draws.words) else {
      fatalError("there is no instance for request \(request), although nothing breaks")
    }
    requests[request].instance = Int32(truncatingIfNeeded: instance)
    timeline.schedule(.delivered(request), at: now + Self.hop, phase: .arrival)
  }

  private mutating func deliver(_ request: UInt32, at now: Instant) {
    switch instances[Int(requests[request].instance)].arrive(request) {
    case .starts: start(request, at: now)
    case .waits: break
    case .rejected: fatalError("more than 2,048 wait for one instance at \(now)")
    }
  }

  private mutating func start(_ request: UInt32, at now: Instant) {
    requests[request].start = now
    timeline.schedule(.computed(request), at: now + draws.computation(), phase: .completion)
  }

  /// Asks the cache or, to write, the database.
  private mutating func goOn(_ request: UInt32, at now: Instant) {
    guard requests[request].isRead else { return ask(request, at: now) }
    let there = now + Self.hop + draws.lookup()
    timeline.schedule(.lookedUp(request), at: there, phase: .completion)
  }

  private mutating func lookUp(_ request: UInt32, at now: Instant) {
    if let value = cache.get(requests[request].key, at: now).value {
      tally.checksum &+= value
      requests[request].isHit = true
    }
    timeline.schedule(.lookupAnswered(request), at: now + Self.hop, phase: .completion)
  }

  private mutating func ask(_ request: UInt32, at now: Instant) {
    switch connections.acquire(request) {
    case .granted: query(for: request, at: now)
    case .waits: break
    case .rejected: fatalError("no request may wait for a connection at \(now)")
    }
  }

  private mutating func query(for request: UInt32, at now: Instant) {
    let time = Self.hop + draws.query(reading: requests[request].isRead)
    tally.queryTime += time
    timeline.schedule(.queryDone(request), at: now + time, phase: .completion)
  }

  private mutating func endQuery(of request: UInt32, at now: Instant) {
    if let next = connections.release() { query(for: next, at: now) }
    timeline.schedule(.queryAnswered(request), at: now + Self.hop, phase: .completion)
  }

  private mutating func use(_ request: UInt32, at now: Instant) {
    if requests[request].isRead {
      let key = requests[request].key
      cache.set(key, key, for: .seconds(60), at: now)
    } else if case .starts = jobs.arrive(request) {
      startJob(at: now)
    }
    leave(request, at: now)
  }

  private mutating func startJob(at now: Instant) {
    let time = draws.job()
    tally.jobTime += time
    timeline.schedule(.jobDone, at: now + time, phase: .completion)
  }

  private mutating func leave(_ request: UInt32, at now: Instant) {
    tally.instanceTime += now - requests[request].start
    if let next = instances[Int(requests[request].instance)].finish() { start(next, at: now) }
    timeline.schedule(.answered(request), at: now + Self.hop, phase: .completion)
  }

  private mutating func end(_ request: UInt32) {
    tally.ended &+= 1
    requests.remove(request)
  }
}
