public import EventEngine
public import TimeBase

/// One thing that a handler does.
public indirect enum Step: Hashable, Sendable {
  /// Uses the processor.
  case compute(Distribution)

  /// Holds the worker and nothing else.
  case wait(Distribution)

  /// Calls another component and waits for the outcome. `name` is the request's name there; `nil`
  /// keeps it. A failed call runs `otherwise` if there is one, and else ends the handler with a
  /// failure that names the same cause.
  case call(CallPolicy, as: String?, otherwise: [Step]?)

  /// Looks the request's key up, and on a miss runs `otherwise` and stores what it brought.
  case cached(CachedRead)

  /// Writes what the request is about, and sees to what a cache has of it.
  case written(CachedWrite)

  /// Does one operation of a cache on the request's key.
  case keyValue(CacheOperation)

  /// Hands a job to a queue and goes on. If the queue does not take it, `otherwise` runs if there is
  /// one, and else the handler fails.
  case enqueue(String, otherwise: [Step]?)

  /// Ends the handler with this status, perhaps with word of when to come back.
  case respond(Int, retryAfter: TimeSpan? = nil)

  /// Ends the handler with this status for a share of the requests.
  case fail(share: Double, status: Int)

  /// Runs `then` for a share of the requests and `otherwise` for the rest.
  case chance(share: Double, then: [Step], otherwise: [Step])

  /// Takes one of a pool and holds it until it is released or the handler ends. If there is none in
  /// time, `otherwise` runs if there is one, and else the handler fails.
  case acquire(String, otherwise: [Step]?)

  /// Gives back what was acquired of a pool, if anything is held of it.
  case release(String)

  /// Does several things at once.
  case parallel(Fork)

  /// Keeps the event loop to itself while these steps are done: nobody else of the process computes.
  case block([Step])

  /// Takes one of several ways by what the request carries.
  case select(Selection)

  /// Does steps that only one request at a time may do.
  case lock(Mutex)

  /// Does steps in one transaction of a database.
  case transaction(Transaction)

  /// Adds to, looks into or removes from a store in the memory of the service. Takes no time.
  case store(StoreUse)

  /// Adds 1 to the counter of this name.
  case count(String)

  /// Goes on only if an external endpoint may be called.
  case guarded(AddressCheck)

  /// Ends the handler with what the health of the service is found to be.
  case health(Health)

  /// Ends the handler for requests beyond a limit, or delays them.
  case limit(RateLimit)

  /// Ends the handler for requests without a token that is worth something.
  case authorise(Gateway.Bearer)

  /// Ends the handler for requests with larger bodies, in bytes.
  case limitBody(Int64, status: Int)

  /// Ends the handler for requests that did not come by https.
  case secure(HTTPSFilter)

  /// Ends the handler for preflight requests.
  case crossOrigin(CrossOriginFilter)
}

/// Branches that run side by side, and when the handler goes on.
public struct Fork: Hashable, Sendable {
  /// How many branches must succeed.
  public enum Until: Hashable, Sendable {
    case all
    case first(Int)
  }

  public var branches: [[Step]]

  /// How often each branch runs.
  public var copies: Int
  public var until: Until

  /// What becomes of the branches that are still under way when it is decided.
  public var rest: CallPolicy.AfterTimeout

  /// Runs if too few branches succeed; `nil` ends the handler with the cause of the last failure.
  public var otherwise: [Step]?

  public init(
    branches: [[Step]], copies: Int = 1, until: Until = .all,
    rest: CallPolicy.AfterTimeout = .abandon, otherwise: [Step]? = nil
  ) {
    self.branches = branches
    self.copies = copies
    self.until = until
    self.rest = rest
    self.otherwise = otherwise
  }

  /// Branches that run, the copies counted.
  public var count: Int { branches.count * copies }
}

extension Step {
  /// The lists of steps that stand in this one.
  public var inner: [[Step]] {
    switch self {
    case .call(_, _, let otherwise): [otherwise ?? []]
    case .cached(let read): [read.otherwise]
    case .written(let write): [write.steps]
    case .keyValue(let operation):
      [operation.then, operation.otherwise, operation.onFailure ?? []]
    case .chance(_, let then, let otherwise): [then, otherwise]
    case .acquire(_, let otherwise): [otherwise ?? []]
    case .parallel(let fork): fork.branches + [fork.otherwise ?? []]
    case .block(let steps): [steps]
    case .store(let use): [use.absent ?? []]
    case .select(let selection): selection.cases.map(\.steps) + [selection.otherwise]
    case .lock(let mutex): [mutex.steps, mutex.otherwise ?? []]
    case .transaction(let transaction): [transaction.steps, transaction.otherwise ?? []]
    case .enqueue(_, let otherwise): [otherwise ?? []]
    case .guarded(let check): [check.otherwise ?? []]
    case .compute, .wait, .respond, .fail, .release, .count, .health, .limit, .authorise,
      .limitBody, .secure, .crossOrigin:
      []
    }
  }

  /// This step and all that stand in it.
  public var withInner: [Step] { [self] + inner.flatMap { $0.flatMap(\.withInner) } }
}
