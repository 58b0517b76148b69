import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Requests of clients that remember: what may have to come before them, and what follows from answers.
extension Simulation {
  /// Sends a request, or what has to come before it.
  mutating func beginFetch(_ call: CallID) {
    let station = Int(calls[call].station)
    let number = clientPlans[station].fetch
    edges.fetches[call] = Fetch()
    var fetch = Fetch()
    let crossOrigin = plan.fetches[number].crossOrigin
    if crossOrigin != .never {
      var draws = self.draws(for: call, Purpose.crossOrigin)
      fetch.isCrossOrigin = draws.happens(crossOrigin)
    }
    if plan.fetches[number].heedsHSTS, !isSecure(call),
      edges.memories[number].upgrades(individual(of: call), host: urlHost(of: call), at: now)
    {
      fetch.isUpgraded = true
      edges.browserBooks[number].upgrades &+= 1
    }
    edges.fetches[call] = fetch
    if !renewsToken(of: call, isForced: false) { sendFetch(call) }
  }

  /// Sends a request whose token is as it should be, after a preflight if it needs one.
  private mutating func sendFetch(_ call: CallID) {
    let station = Int(calls[call].station)
    let number = clientPlans[station].fetch
    let origin = Int(calls[call].origin)
    calls[call].site = UInt16(truncatingIfNeeded: clientPlans[station].site)
    let preflight = plan.fetchNames[origin].preflight
    if edges.fetches[call].isCrossOrigin, preflight != FetchNames.none,
      edges.memories[number].needsPreflight(individual(of: call), url(of: call), at: now)
    {
      edges.browserBooks[number].preflights &+= 1
      edges.fetches[call].leg = .preflight
      calls[call].request = preflight
    } else {
      edges.fetches[call].leg = .request
      calls[call].request = origins[origin].request
    }
    place(call)
  }

  /// A call of a fetch has ended for good.
  mutating func fetchHasEnded(_ call: CallID) {
    edges.fetches[call].attempts &+= calls[call].attempt
    calls[call].attempt = 0
    switch edges.fetches[call].leg {
    case .token: tokenHasCome(call)
    case .preflight: preflightHasEnded(call)
    case .request: answerHasCome(call)
    }
  }

  private mutating func finish(_ call: CallID) {
    calls[call].attempt = edges.fetches[call].attempts
    requestHasEnded(call)
  }

  /// A page is not let make a request, or read its answer: to it that is no answer at all.
  private mutating func block(_ call: CallID) {
    let station = Int(calls[call].station)
    edges.browserBooks[clientPlans[station].fetch].blocked &+= 1
    failFetch(call)
  }

  private mutating func failFetch(_ call: CallID) {
    let site = clientPlans[Int(calls[call].station)].site
    calls[call].outcome = .failure(
      .blocked, at: UInt16(truncatingIfNeeded: sites[site].target))
    finish(call)
  }

  // MARK: Tokens

  /// Asks for a new token if the client's is too old, or if it has to.
  ///
  /// - Returns: Whether the request waits for one.
  private mutating func renewsToken(of call: CallID, isForced: Bool) -> Bool {
    let number = clientPlans[Int(calls[call].station)].fetch
    guard let token = plan.fetches[number].token, self.token(of: call) == .valid else {
      return false
    }
    let person = individual(of: call)
    let issued = edges.memories[number].tokenIssued(person)
    let time = wallTime(at: Int(calls[call].station))
    let isDue = issued.map { time >= $0 + token.lifetime - token.early } ?? true
    guard token.site >= 0, isDue || isForced else {
      if issued == nil { edges.memories[number].takeToken(person, issued: now) }
      edges.fetches[call].tokenIssued = issued ?? now
      return false
    }
    edges.browserBooks[number].refreshes &+= 1
    edges.fetches[call].leg = .token
    calls[call].site = UInt16(truncatingIfNeeded: token.site)
    place(call)
    return true
  }

  private mutating func tokenHasCome(_ call: CallID) {
    guard calls[call].outcome.isSuccess else {
      finish(call)
      return
    }
    let number = clientPlans[Int(calls[call].station)].fetch
    // It was issued when the answer was sent, by the clock there.
    let site = Int(calls[call].site)
    let issued = wallTime(at: sites[site].target) - sites[site].latency
    edges.memories[number].takeToken(individual(of: call), issued: issued)
    edges.fetches[call].tokenIssued = issued
    sendFetch(call)
  }

  // MARK: Answers

  /// Browsers follow no redirect of a preflight, and take no leave from another status.
  private mutating func preflightHasEnded(_ call: CallID) {
    let outcome = calls[call].outcome
    let headers = heard(by: call)
    notePolicy(of: headers, call)
    guard outcome.isSuccess, outcome.status < 300, headers.leave >= 0 else {
      block(call)
      return
    }
    let number = clientPlans[Int(calls[call].station)].fetch
    edges.memories[number].store(
      individual(of: call), url(of: call),
      maxAge: plan.crossOriginFilters[Int(headers.leave)].maxAge, at: now)
    edges.fetches[call].leg = .request
    calls[call].request = origins[Int(calls[call].origin)].request
    place(call)
  }

  private mutating func answerHasCome(_ call: CallID) {
    let outcome = calls[call].outcome
    guard outcome.status > 0 else {
      finish(call)
      return
    }
    let headers = heard(by: call)
    notePolicy(of: headers, call)
    if edges.fetches[call].isCrossOrigin, headers.leave < 0 {
      block(call)
    } else if outcome.isSuccess, outcome.status >= 300, headers.leadsToHTTPS {
      follow(call, outcome.status)
    } else if outcome.status == 401, mayRenew(call) {
      edges.fetches[call].wasRenewed = true
      if !renewsToken(of: call, isForced: true) { finish(call) }
    } else {
      finish(call)
    }
  }

  private mutating func mayRenew(_ call: CallID) -> Bool {
    let token = plan.fetches[clientPlans[Int(calls[call].station)].fetch].token
    return token?.afterRejection == true && !edges.fetches[call].wasRenewed
  }

  /// Sends a request to where its answer has said, by https.
  private mutating func follow(_ call: CallID, _ status: UInt16) {
    let number = clientPlans[Int(calls[call].station)].fetch
    let most = plan.fetches[number].redirects
    guard most > 0 else {
      finish(call)
      return
    }
    guard Int(edges.fetches[call].redirects) < most else {
      edges.browserBooks[number].loops &+= 1
      failFetch(call)
      return
    }
    edges.browserBooks[number].redirects &+= 1
    edges.fetches[call].redirects &+= 1
    edges.fetches[call].isUpgraded = true
    if status == HTTPSRedirect.movedPermanently.status {
      calls[call].request = plan.fetchNames[Int(calls[call].origin)].redirected
    }
    place(call)
  }

  /// A client remembers what an answer asks of it, if it came by https.
  private mutating func notePolicy(of headers: AnswerHeaders, _ call: CallID) {
    let number = clientPlans[Int(calls[call].station)].fetch
    guard headers.policy >= 0, plan.fetches[number].heedsHSTS, calls[call].outcome.status > 0,
      let policy = plan.httpsFilters[Int(headers.policy)].policy
    else { return }
    edges.memories[number].note(
      policy, individual(of: call), host: urlHost(of: call), overHTTPS: isSecure(call), at: now)
  }

  // MARK: Who asks for what

  /// Whose memory it is: a user's, or of an open client that of an address.
  private mutating func individual(of call: CallID) -> Int {
    let client = clientPlans[Int(calls[call].station)]
    guard client.users > 0 else { return Int(truncatingIfNeeded: addressNumber(of: call)) }
    let serial = (calls[call].draws.index ^ client.salt) & DrawAddress.requestMask
    return Int(serial % UInt64(client.users))
  }

  private mutating func urlHost(of call: CallID) -> Int {
    plan.fetchNames[Int(calls[call].origin)].host
  }

  /// The URL and the method of a request, for which leave is given.
  private mutating func url(of call: CallID) -> UInt64 {
    key(of: call) ^ UInt64(origins[Int(calls[call].origin)].request) << 48
  }
}
