import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// What answers say besides their status, on their way to whom they are for.
extension Simulation {
  /// What the last answer said that a call got.
  mutating func heard(by call: CallID) -> AnswerHeaders {
    edges.heard.headers(of: call, calls[call].draws.index)
  }

  /// Notes something that the answer of a call will say.
  private mutating func mark(_ call: CallID, _ change: (inout AnswerHeaders) -> Void) {
    let draws = calls[call].draws.index
    var headers = edges.own.headers(of: call, draws)
    change(&headers)
    edges.own.set(call, draws, headers)
  }

  /// An answer reaches its caller; a proxy passes on what it says, an application does not.
  mutating func hear(_ call: CallID, by caller: CallID) {
    let draws = calls[call].draws.index
    var headers = edges.own.headers(of: call, draws)
    if stationPlans[Int(calls[call].station)].isProxy {
      headers.pass(edges.heard.headers(of: call, draws))
    }
    edges.heard.set(caller, calls[caller].draws.index, headers)
  }

  /// Whoever gives up has heard nothing.
  mutating func forgetHeaders(of call: CallID) {
    edges.heard.set(call, calls[call].draws.index, AnswerHeaders())
  }

  // MARK: When to come back

  /// Lets an answer say when to come back.
  mutating func saysRetryAfter(_ call: CallID, _ span: TimeSpan) {
    edges.filterBooks[Int(calls[call].station)].retryAfters &+= 1
    mark(call) { $0.retryAfter = span }
  }

  /// What a limit says to a call that it turns away.
  mutating func saysRetryAfter(
    _ call: CallID, _ hint: Gateway.RetryAfterHint, _ decision: RateLimitDecision
  ) {
    switch hint {
    case .after(let span): saysRetryAfter(call, span)
    case .computed:
      if let seconds = decision.retryAfterSeconds { saysRetryAfter(call, .seconds(seconds)) }
    }
  }

  // MARK: Filters

  /// What looks at how and from where a request came.
  ///
  /// - Returns: Whether the program goes on.
  mutating func passesEdge(_ call: CallID, _ counter: Int) -> Bool {
    let number = program[counter].operand
    return program[counter].operation == .secure
      ? isSecureEnough(call, number) : mayCross(call, number, program[counter].status)
  }

  /// Sends away who came by http, and asks the others to come by https from now on.
  private mutating func isSecureEnough(_ call: CallID, _ number: Int) -> Bool {
    let filter = plan.httpsFilters[number]
    let station = Int(calls[call].station)
    let told = forwardedProto(of: call)
    let scheme = told == true ? "https" : "http"
    let proxy: HTTPSRedirect.Proxy =
      told == nil
      ? .none : filter.trustsProxy ? .trusted(scheme: scheme) : .untrusted(scheme: scheme)
    let isSecure = HTTPSRedirect.isSecure(
      connectionIsSecure: isConnectionSecure(call), proxy: proxy)
    let isSentAway =
      switch filter.evidence {
      case .scheme: !isSecure
      case .forwardedProto: told == false
      }
    if isSentAway, let redirect = filter.redirect {
      edges.filterBooks[station].redirects &+= 1
      mark(call) { $0.leadsToHTTPS = true }
      end(call, .success(redirect.status))
      return false
    }
    if isSecure, filter.policy != nil {
      edges.filterBooks[station].policies &+= 1
      mark(call) { $0.policy = Int16(truncatingIfNeeded: number) }
    }
    return true
  }

  /// Answers preflights, and gives pages of other origins leave to read what is answered from here on.
  private mutating func mayCross(_ call: CallID, _ number: Int, _ status: UInt16) -> Bool {
    let client = clientCall(of: call)
    guard client != .none, clientPlans[Int(calls[client].station)].fetch >= 0,
      edges.fetches[client].isCrossOrigin
    else { return true }
    let origin = plan.fetches[clientPlans[Int(calls[client].station)].fetch].origin
    if plan.crossOriginFilters[number].allows[origin] {
      mark(call) { $0.leave = Int16(truncatingIfNeeded: number) }
    }
    guard edges.fetches[client].leg == .preflight else { return true }
    edges.filterBooks[Int(calls[call].station)].preflights &+= 1
    end(
      call,
      status < 400 ? .success(status) : .failure(.error, at: calls[call].station, status: status))
    return false
  }

  /// Whether a call carries the token of its client: a preflight carries none, and neither does who
  /// asks for one.
  mutating func isCarried(_ call: CallID) -> Bool {
    let client = clientCall(of: call)
    guard client != .none, clientPlans[Int(calls[client].station)].fetch >= 0 else { return true }
    return edges.fetches[client].leg == .request
  }

  /// Whether the token that a call carries is in its time, for a check. That of a client which has
  /// given up meanwhile is not known any more, and in its time.
  mutating func isInTime(_ call: CallID, _ number: Int) -> Bool {
    let client = clientCall(of: call)
    guard client != .none else { return true }
    let fetch = clientPlans[Int(calls[client].station)].fetch
    guard fetch >= 0, let token = plan.fetches[fetch].token,
      let issued = edges.fetches[client].tokenIssued
    else { return true }
    let claims = TokenClaims(
      expiry: issued + token.lifetime, notBefore: issued + token.validAfter, issuedAt: issued)
    let check = plan.tokenChecks[number]
    let time = wallTime(at: Int(calls[call].station)) + check.clockAhead
    return check.check.verdict(on: claims, signature: .valid, at: time) == .accepted
  }

  // MARK: Schemes

  /// The call of the client for which a call was made; `none` if nobody waits for it any more.
  mutating func clientCall(of call: CallID) -> CallID {
    var caller = call
    while caller != .none, !stationPlans[Int(calls[caller].station)].isClient {
      caller = calls[caller].parent
    }
    return caller
  }

  /// Who has made a call, without the branches of it.
  private mutating func maker(of call: CallID) -> CallID {
    var caller = calls[call].parent
    while caller != .none, calls[caller].flags.contains(.branch) { caller = calls[caller].parent }
    return caller
  }

  /// Whether a connection is encrypted: only that of a client can be, for proxies take it off.
  private mutating func isConnectionSecure(_ call: CallID) -> Bool {
    let caller = maker(of: call)
    guard caller == .none || stationPlans[Int(calls[caller].station)].isClient else { return false }
    return isSecure(call)
  }

  /// Whether `X-Forwarded-Proto` of a call says https; `nil` without the header.
  private mutating func forwardedProto(of call: CallID) -> Bool? {
    var caller = maker(of: call)
    while caller != .none, stationPlans[Int(calls[caller].station)].isProxy {
      if stationPlans[Int(calls[caller].station)].setsForwardedProto {
        return isConnectionSecure(caller)
      }
      caller = maker(of: caller)
    }
    return nil
  }
}
