import Resilience
import Testing
import TimeBase

/// nginx's rules, section 4.2 of the components specification.
@Suite struct NextUpstreamRulesTests {
  private typealias Attempt = NextUpstreamRules.Attempt

  @Test(
    arguments: [
      (.error, true), (.timeout, true), (.invalidHeader, false), (.status(500), false),
      (.status(503), false), (.noLiveServer, false), (.clientClosed, false),
    ] as [(NextUpstreamRules.Cause, Bool)])
  func `by default errors and timeouts are tried again`(
    cause: NextUpstreamRules.Cause, isRepeated: Bool
  ) {
    let rules = NextUpstreamRules()
    #expect(rules.triesNext(after: .init(cause), among: 3, elapsed: .zero) == isRepeated)
  }

  @Test(
    arguments: [
      (false, true, [], false), (false, false, [], true), (true, true, [], true),
      (false, true, [.nonIdempotent], true),
    ] as [(Bool, Bool, NextUpstreamRules.Conditions, Bool)])
  func `what was sent and must not be repeated is not, unless that is allowed`(
    isIdempotent: Bool, wasSent: Bool, more: NextUpstreamRules.Conditions, isRepeated: Bool
  ) {
    let rules = NextUpstreamRules(conditions: more.union([.error, .timeout]))
    let attempt = NextUpstreamRules.Attempt(.error, isIdempotent: isIdempotent, wasSent: wasSent)
    #expect(rules.triesNext(after: attempt, among: 3, elapsed: .zero) == isRepeated)
  }

  @Test(arguments: [
    (0, 3, 2, true), (0, 3, 3, false), (2, 3, 1, true), (2, 3, 2, false), (5, 3, 3, false),
  ])
  func `tries end with the servers, or earlier`(
    tries: Int, servers: Int, number: Int, isRepeated: Bool
  ) {
    let rules = NextUpstreamRules(tries: tries)
    let attempt = NextUpstreamRules.Attempt(.timeout, number: number)
    #expect(rules.triesNext(after: attempt, among: servers, elapsed: .zero) == isRepeated)
  }

  @Test func `nobody else is tried once the time is up`() {
    let rules = NextUpstreamRules(timeout: .seconds(10))
    let attempt = Attempt(.error)
    #expect(rules.triesNext(after: attempt, among: 3, elapsed: .milliseconds(9_999)))
    #expect(!rules.triesNext(after: attempt, among: 3, elapsed: .seconds(10)))
  }

  @Test func `a connection that had been closed in the meantime gives a free retry`() {
    let rules = NextUpstreamRules(tries: 1)
    var attempt = Attempt(.error, isOnCachedConnection: true)
    #expect(attempt.isFree && rules.triesNext(after: attempt, among: 1, elapsed: .zero))
    attempt.cause = .timeout
    #expect(!attempt.isFree && !rules.triesNext(after: attempt, among: 1, elapsed: .zero))
    attempt = Attempt(.error, isIdempotent: false, isOnCachedConnection: true)
    #expect(!rules.triesNext(after: attempt, among: 1, elapsed: .zero))
  }

  @Test func `a server is blamed for what is tried again, but not for 403 and 404`() {
    let rules = NextUpstreamRules(conditions: [.http500, .http403, .http404])
    let causes: [NextUpstreamRules.Cause] = [
      .error, .timeout, .invalidHeader, .status(500), .status(502), .status(403), .status(404),
      .clientClosed, .noLiveServer,
    ]
    #expect(
      causes.map(rules.blames) == [true, true, true, true, false, false, false, false, false])
    #expect(rules.triesNext(after: .init(.status(404)), among: 2, elapsed: .zero))
  }

  @Test(
    arguments: [
      (.timeout, 504), (.error, 502), (.invalidHeader, 502), (.noLiveServer, 502),
      (.status(503), 503), (.status(429), 429), (.clientClosed, 499),
    ] as [(NextUpstreamRules.Cause, UInt16)])
  func `the client learns how the last try ended`(cause: NextUpstreamRules.Cause, status: UInt16) {
    #expect(cause.finalStatus == status)
  }

  @Test func `impossible rules say why`() {
    let problem = "a request cannot have -1 tries; use 0 for no limit"
    #expect(NextUpstreamRules(tries: -1).problem == problem)
    #expect(NextUpstreamRules().problem == nil)
  }
}
