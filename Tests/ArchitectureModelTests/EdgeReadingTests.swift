import ArchitectureModel
import Resilience
import Testing
import TimeBase

/// What stands at the edge is decoded into the types that run it.
@Suite struct EdgeReadingTests {
  private let model: Architecture

  init() throws {
    model = try ModelDocument(Everything.browsers, named: "browsers.json").reading.architecture
  }

  private func client(_ name: String) throws -> Client {
    try #require(model.clients.first { $0.name == name })
  }

  private func gateway() throws -> Gateway {
    guard case .gateway(let gateway)? = model.components.first(where: { $0.name == "edge" })?.kind
    else { throw Missing() }
    return gateway
  }

  private struct Missing: Error {}

  @Test func `browsers and their tokens`() throws {
    let web = try client("web")
    #expect(
      web.browser
        == Client.Browser(
          redirects: 5, crossOrigin: 0.5, origin: "https://shop.example",
          preflightCap: .minutes(1)))
    #expect(try client("mobile").browser == Client.Browser(preflightCap: .seconds(86_400)))
    #expect(web.tokenLife?.lifetime == .minutes(15))
    #expect(web.tokenLife?.validAfter == .seconds(1))
    let refresh = try #require(web.tokenLife?.refresh)
    #expect(refresh.name == "POST /renew" && refresh.early == .seconds(30))
    #expect(refresh.afterRejection && refresh.call.target == "auth")
    #expect(try client("mobile").tokenLife?.refresh?.name == "POST /token")
    #expect(web.requests[0].host == "api.example.org")
    #expect(web.requests[0].headers.map(\.name) == ["Content-Type", "X-Trace"])
  }

  @Test func `the names that requests have on the way`() throws {
    #expect(try client("web").preflight(of: client("web").requests[0]) == "OPTIONS /a")
    // Of the same origin there is none, whatever headers it has.
    #expect(try client("mobile").preflight(of: client("mobile").requests[0]) == nil)
    #expect(model.requestNames == ["GET /a", "OPTIONS /a", "POST /renew", "POST /token", "PUT /a"])
  }

  @Test func `filters are read with all that they say`() throws {
    let gateway = try gateway()
    #expect(gateway.setsForwardedProto)
    #expect(
      gateway.filters[0]
        == .secure(
          HTTPSFilter(
            redirect: .movedPermanently, by: .forwardedProto, trustsProxy: true,
            policy: HSTSPolicy(maxAge: .seconds(365 * 86_400), includesSubDomains: true))))
    #expect(
      gateway.filters[1]
        == .secure(
          HTTPSFilter(redirect: nil, policy: HSTSPolicy(maxAge: .seconds(86_400)))))
    #expect(
      gateway.filters[2]
        == .crossOrigin(
          CrossOriginFilter(
            origins: ["https://shop.example"], maxAge: .minutes(10), status: 200)))
    guard case .authorise(let first) = gateway.filters[3],
      case .authorise(let second) = gateway.filters[4]
    else {
      Issue.record("the others are checks of tokens")
      return
    }
    #expect(first.check == TokenCheck(leeway: .seconds(30), maximumAge: .seconds(3_600)))
    #expect(first.clockAhead == .seconds(1))
    #expect(second.clockAhead == .zero - .seconds(1))
  }

  @Test func `when to come back, and who heeds it`() throws {
    let retry = try #require(try client("web").call.retry)
    #expect(retry.retryAfterCap == .seconds(30) && retry.beyondRetryAfterCap == .waitsForCap)
    #expect(try client("web").call.heedsRetryAfter)
    #expect(try client("mobile").call.heedsRetryAfter == false)
    let hints = try gateway().limits.map(\.retryAfter)
    #expect(hints[0] == .computed)
    #expect(hints.dropFirst().allSatisfy { $0 == .after(.seconds(1)) })
  }
}
