import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// How the clients of one population fetch: what they remember, and what they do by themselves.
struct FetchPlan: Sendable {
  /// Redirects that are followed for one request at most.
  var redirects = 0
  var heedsHSTS = false

  /// Requests that pages of another origin make, and the number of that origin.
  var crossOrigin = Probability.never
  var origin = 0

  /// The longest that the answer to a preflight is remembered.
  var preflightCap = TimeSpan.zero

  /// Hosts that there are to remember.
  var hostCount = 0
  var token: TokenPlan?
}

/// How tokens age and are renewed.
struct TokenPlan: Sendable {
  var lifetime: TimeSpan
  var validAfter: TimeSpan

  /// Where new ones come from; negative for nowhere.
  var site = -1
  var early = TimeSpan.zero
  var afterRejection = false
}

/// The names that a request of one origin can have on its way.
struct FetchNames: Sendable {
  /// Number of the host of its URL.
  var host: Int

  /// `none` if no preflight comes before it.
  var preflight: UInt16

  /// What it is called after a redirect with 301.
  var redirected: UInt16

  static let none = UInt16.max
}

/// Whom a filter lets in, by the numbers of the origins of pages.
struct CrossOriginPlan: Sendable {
  var allows: [Bool]
  var maxAge: TimeSpan?
}

/// How a check judges the times of tokens.
struct TokenCheckPlan: Sendable {
  var check: TokenCheck
  var clockAhead: TimeSpan
}

/// How the connections of a site are made.
struct WirePlan: Sendable {
  /// The lane of the longest wait for one; negative for none.
  var timeoutLane: Int

  /// Whether a connection is all that is asked for.
  var isAll = false
}

extension PlanBuilder {
  /// Adds what the clients of a population remember, if they remember anything.
  func addFetches(of client: Client, _ number: Int, to result: inout ClientPlan) {
    guard client.browser != nil || client.tokenLife != nil else { return }
    var fetch = FetchPlan()
    if let browser = client.browser {
      fetch.redirects = browser.redirects
      fetch.heedsHSTS = browser.heedsHSTS
      fetch.crossOrigin = Probability(browser.crossOrigin)
      fetch.origin = place(of: browser.origin, in: &plan.pageOrigins)
      fetch.preflightCap = browser.preflightCap
    }
    fetch.hostCount = client.requests.count
    fetch.token = client.tokenLife.map { life in
      TokenPlan(
        lifetime: life.lifetime, validAfter: life.validAfter,
        site: life.refresh.map { site($0.call, from: number, label: "token", as: $0.name) } ?? -1,
        early: life.refresh?.early ?? .zero,
        afterRejection: life.refresh?.afterRejection ?? false)
    }
    result.fetch = plan.fetches.count
    plan.fetches.append(fetch)
  }

  /// Adds the names that the requests of a client can have on their way, one each.
  func addFetchNames(of client: Client) {
    for request in client.requests {
      plan.fetchNames.append(
        FetchNames(
          host: place(of: request.host, in: &plan.hosts),
          preflight: client.preflight(of: request).map { self.request($0) } ?? FetchNames.none,
          redirected: self.request(client.redirected(request) ?? request.name)))
    }
  }

  private func place(of text: String, in known: inout [String]) -> Int {
    if let place = known.firstIndex(of: text) { return place }
    known.append(text)
    return known.count - 1
  }

  /// Notes that the answers of a station can say more than a status.
  func saysMore(_ station: Int) {
    plan.marksAnswers = true
    plan.stations[station].saysMore = true
  }

  /// How a site comes by connections; negative if there always is one.
  func wire(_ connection: Connection?) -> Int {
    guard let connection else { return -1 }
    plan.wires.append(WirePlan(timeoutLane: lane(connection.timeout)))
    return plan.wires.count - 1
  }
}
