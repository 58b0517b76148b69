import Resilience
import TimeBase

/// What the clients of one population remember, each for itself: the memories of browsers.
///
/// A client has one from its first request on, so that a large population of which few come costs
/// little.
struct BrowserMemory {
  private struct Browser {
    var hosts: HSTSMemory
    var preflights: PreflightCache<UInt64>
    var tokenIssued: Instant?
  }

  private let plan: FetchPlan
  private let hosts: [String]
  private var browsers: [Browser] = []

  /// Where each client's is; negative of those who have not come yet.
  private var places: [Int32] = []

  init(_ plan: FetchPlan, hosts: [String]) {
    self.plan = plan
    self.hosts = hosts
  }

  private mutating func place(of client: Int) -> Int {
    if places.count <= client {
      places += Array(repeating: -1, count: client + 1 - places.count)
    }
    if places[client] < 0 {
      places[client] = Int32(truncatingIfNeeded: browsers.count)
      browsers.append(
        Browser(
          hosts: HSTSMemory(capacity: plan.hostCount),
          preflights: PreflightCache(cap: plan.preflightCap)))
    }
    return Int(places[client])
  }

  /// Whether a client goes by https to a host of this number because it was asked to.
  mutating func upgrades(_ client: Int, host: Int, at now: Instant) -> Bool {
    browsers[place(of: client)].hosts.upgrades(hosts[host], at: now)
  }

  mutating func note(
    _ policy: HSTSPolicy, _ client: Int, host: Int, overHTTPS: Bool, at now: Instant
  ) {
    browsers[place(of: client)].hosts.note(
      policy, from: hosts[host], overHTTPS: overHTTPS, at: now)
  }

  mutating func needsPreflight(_ client: Int, _ key: UInt64, at now: Instant) -> Bool {
    browsers[place(of: client)].preflights.needsPreflight(key, at: now)
  }

  mutating func store(_ client: Int, _ key: UInt64, maxAge: TimeSpan?, at now: Instant) {
    browsers[place(of: client)].preflights.store(key, maxAge: maxAge, at: now)
  }

  /// When the token of a client was issued; `nil` if it has none.
  mutating func tokenIssued(_ client: Int) -> Instant? {
    browsers[place(of: client)].tokenIssued
  }

  mutating func takeToken(_ client: Int, issued: Instant) {
    browsers[place(of: client)].tokenIssued = issued
  }
}
