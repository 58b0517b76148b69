import EventEngine

/// Jobs that end with the request that put them into its own queue: for each call, what it has put.
///
/// A side table, so that calls of models without such queues carry nothing for it.
struct RequestJobs: ~Copyable {
  private var jobs: [[CallID]] = []

  mutating func add(_ job: CallID, of request: CallID) {
    if jobs.count <= Int(request.index) {
      jobs += Array(repeating: [], count: Int(request.index) + 1 - jobs.count)
    }
    jobs[Int(request.index)].append(job)
  }

  /// Takes out what a call has put.
  mutating func take(of request: CallID) -> [CallID] {
    guard Int(request.index) < jobs.count, !jobs[Int(request.index)].isEmpty else { return [] }
    defer { jobs[Int(request.index)] = [] }
    return jobs[Int(request.index)]
  }
}

/// Queues that are made for one request and thrown away with it.
extension Simulation {
  /// Lets a job live no longer than a request.
  ///
  /// - Returns: Whether there still is such a request; if not, the job is to be lost (``lose(_:)``).
  mutating func tie(_ job: CallID, to request: CallID) -> Bool {
    var request = request
    // A branch puts jobs into the queue of its request.
    while request != .none, calls[request].flags.contains(.branch) {
      request = calls[request].parent
    }
    // Whoever remembers it mentions the job, whatever becomes of it meanwhile.
    calls[job].pendingEvents &+= 1
    if request != .none { requestJobs.add(job, of: request) }
    return request != .none
  }

  /// A request has ended: what is left in its queue is lost.
  mutating func loseJobs(of request: CallID) {
    for job in requestJobs.take(of: request) { lose(job) }
  }

  /// Ends a tied job, unless it has ended by itself.
  mutating func lose(_ job: CallID) {
    calls[job].pendingEvents &-= 1
    if calls[job].state == .dead {
      if calls[job].pendingEvents == 0 { vacate(job) }
    } else {
      kill(job, .cancelled)
    }
  }
}
