import ArchitectureSimulation

extension JSONReport {
  static func tree(of client: ClientResult) -> JSONTree {
    .object(
      members(of: client.total) + members(of: client.browser) + [
        .init("requests", .object(client.requests.map { .init($0.name, .object(members(of: $0))) }))
      ])
  }

  private static func members(of browser: BrowserResult?) -> [JSONTree.Member] {
    guard let browser else { return [] }
    return [
      .init(
        "browser",
        .inline([
          "redirects": .count(browser.redirects), "loops": .count(browser.loops),
          "upgrades": .count(browser.upgrades), "preflights": .count(browser.preflights),
          "blocked": .count(browser.blocked), "refreshes": .count(browser.refreshes),
        ]))
    ]
  }

  private static func members(of request: RequestResult) -> [JSONTree.Member] {
    let naive = request.naiveLatency.map { [JSONTree.Member("naiveLatency", .time($0))] }
    return [
      .init("inFlightAtStart", .count(request.inFlightAtStart)),
      .init("offered", .count(request.offered)),
      .init("completed", .count(request.completed)),
      .init("succeeded", .count(request.succeeded)),
      .init("goodput", .number(request.goodput)),
      .init("throughput", .number(request.throughput)),
      .init("errors", .number(request.errorShare)),
      .init("failed", failed(request.failed, request.failures)),
      .init(
        "status",
        .object(request.statuses.map { .init(String($0.status), .count($0.count)) })),
      .init("inFlightAtEnd", .count(request.inFlightAtEnd)),
      .init("latency", .time(request.latency)),
      .init("latencyOfAll", .time(request.latencyOfAll)),
    ] + (naive ?? []) + [.init("attempts", .count(request.attempts))]
  }

  static func failed(_ total: UInt64, _ causes: [RequestResult.FailureCount]) -> JSONTree {
    [
      "total": .count(total),
      "byCause": .array(
        causes.map {
          .inline([
            "cause": .text($0.cause.word), "place": .text($0.place), "count": .count($0.count),
          ])
        }),
    ]
  }
}
