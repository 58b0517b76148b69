/// The M/M/*c* queue and its relatives: Poisson arrivals, exponential times of service, *c* servers,
/// one line in the order of arrival.
///
///     let queue = ErlangQueue(arrivalRate: 8, meanService: 1, servers: 10)
///     queue.blocking    // 0.1217, Erlang's B
///     queue.waiting     // 0.4092, Erlang's C
///     queue.meanWait    // 0.2046 seconds
///
/// - SeeAlso: Kleinrock, *Queueing Systems*, volume 1 (1975), chapter 3.
public struct ErlangQueue: Hashable, Sendable {
  /// Arrivals a second.
  public let arrivalRate: Double

  /// In seconds.
  public let meanService: Double
  public let servers: Int

  /// - Precondition: Rate and service are positive and finite, and there is a server.
  public init(arrivalRate: Double, meanService: Double, servers: Int) {
    precondition(
      arrivalRate > 0 && meanService > 0 && arrivalRate * meanService < .infinity,
      "a queue with arrivals at \(arrivalRate)/s and \(meanService) s of service is none")
    precondition(servers >= 1, "\(servers) servers are not at least 1")
    self.arrivalRate = arrivalRate
    self.meanService = meanService
    self.servers = servers
  }

  /// λ E[S], in erlangs.
  public var offeredLoad: Double { arrivalRate * meanService }

  /// Offered load per server; the queue has a steady state if it is below 1.
  public var utilisation: Double { offeredLoad / Double(servers) }

  /// Probability that all servers are busy when nobody may wait: Erlang's B, which holds for any
  /// distribution of service.
  ///
  /// - Complexity: O(*servers*).
  public var blocking: Double {
    // B(0) = 1, B(k) = a B(k-1) / (k + a B(k-1)): no factorial, nothing overflows.
    var blocking = 1.0
    for server in 1...servers {
      blocking = offeredLoad * blocking / (Double(server) + offeredLoad * blocking)
    }
    return blocking
  }

  /// Probability that a request has to wait: Erlang's C; 1 without a steady state.
  public var waiting: Double {
    guard utilisation < 1 else { return 1 }
    let blocking = blocking
    return blocking / (1 - utilisation * (1 - blocking))
  }

  /// Mean number in line; infinite without a steady state.
  public var meanQueue: Double {
    utilisation < 1 ? waiting * utilisation / (1 - utilisation) : .infinity
  }

  /// Mean time in line, in seconds.
  public var meanWait: Double { meanQueue / arrivalRate }

  /// Mean time from arrival to completion, in seconds.
  public var meanResponse: Double { meanWait + meanService }

  /// The same with room for so many in line: M/M/*c*/*K*, *K* being that and the servers.
  ///
  /// - Complexity: O(*servers* + *room*).
  public func limited(toLine room: Int) -> LimitedQueue {
    precondition(room >= 0, "a line of \(room) is none")
    // Weights of the states, scaled as they come so that none overflows.
    var (weight, sum, busy, line) = (1.0, 1.0, 0.0, 0.0)
    for state in 1...(servers + room) {
      weight *= offeredLoad / Double(min(state, servers))
      if weight > 1e200 {
        (sum, busy, line) = (sum / weight, busy / weight, line / weight)
        weight = 1
      }
      sum += weight
      busy += weight * Double(min(state, servers))
      line += weight * Double(max(0, state - servers))
    }
    return LimitedQueue(
      arrivalRate: arrivalRate, blocking: weight / sum, meanBusy: (busy) / sum,
      meanQueue: line / sum)
  }

  /// A queue that turns away what finds it full.
  public struct LimitedQueue: Hashable, Sendable {
    let arrivalRate: Double

    /// Share of the arrivals that are turned away.
    public let blocking: Double

    /// Mean number of busy servers.
    public let meanBusy: Double

    /// Mean number in line.
    public let meanQueue: Double

    /// Completions a second.
    public var throughput: Double { arrivalRate * (1 - blocking) }

    /// Mean time from arrival to completion of those that are let in, in seconds.
    public var meanResponse: Double { (meanBusy + meanQueue) / throughput }
  }
}
