/// What clients and filters did at the edge.
extension ResultBuilder {
  func browserResult(_ client: Int, in part: Part) -> BrowserResult? {
    let number = plan.clients[client].fetch
    guard number >= 0 else { return nil }
    let later = part.after.extras.browsers[number]
    let earlier = part.before?.extras.browsers[number] ?? BrowserBooks()
    return BrowserResult(
      redirects: later.redirects - earlier.redirects, loops: later.loops - earlier.loops,
      upgrades: later.upgrades - earlier.upgrades,
      preflights: later.preflights - earlier.preflights, blocked: later.blocked - earlier.blocked,
      refreshes: later.refreshes - earlier.refreshes)
  }

  /// Of a component that has such filters at all.
  func filters(_ station: Int, in part: Part) -> FilterResult? {
    guard plan.stations[station].saysMore else { return nil }
    let later = part.after.extras.filters[station]
    let earlier = part.before?.extras.filters[station] ?? FilterBooks()
    return FilterResult(
      redirects: later.redirects - earlier.redirects, policies: later.policies - earlier.policies,
      preflights: later.preflights - earlier.preflights,
      retryAfters: later.retryAfters - earlier.retryAfters)
  }
}
