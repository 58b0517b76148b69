import Resilience
import Testing
import TimeBase

/// What browsers remember of servers: the components specification, section 9.
@Suite struct BrowserMemoryTests {
  private func second(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  @Test(
    arguments: [
      (PreflightCache<UInt64>.Browser.chromium, 600, 600), (.chromium, 86_400, 7_200),
      (.firefox, 86_400, 86_400), (.firefox, 100_000, 86_400), (.safari, 86_400, 600),
      (.chromium, nil, 5),
    ] as [(PreflightCache<UInt64>.Browser, Int64?, Int64)])
  func `an answer is remembered for its age and at most the browser's cap`(
    browser: PreflightCache<UInt64>.Browser, maxAge: Int64?, remembered: Int64
  ) {
    var cache = PreflightCache<UInt64>(browser)
    let before = cache.needsPreflight(1, at: .zero)
    cache.store(1, maxAge: maxAge.map { .seconds($0) }, at: .zero)
    let needs = [0, remembered - 1, remembered].map { cache.needsPreflight(1, at: second($0)) }
    #expect(before && needs == [false, false, true])
    let other = cache.needsPreflight(2, at: .zero)
    #expect(other)
  }

  @Test func `an age of nothing forgets`() {
    var cache = PreflightCache<UInt64>(.firefox)
    for age in [TimeSpan.zero, .seconds(-1)] {
      cache.store(1, maxAge: .seconds(60), at: .zero)
      cache.store(1, maxAge: age, at: .zero)
      let isAsked = cache.needsPreflight(1, at: .zero)
      #expect(isAsked)
    }
  }

  @Test(
    arguments: [
      ("GET", [], true), ("HEAD", [], true), ("POST", [], true), ("PUT", [], false),
      ("DELETE", [], false), ("get", [], false), ("GET", [("Accept", "text/html")], true),
      ("GET", [("Accept", "a\"b")], false), ("GET", [("Accept-Language", "de, en;q=0.5")], true),
      ("GET", [("Accept-Language", "de_DE")], false),
      ("GET", [("Authorization", "Bearer x")], false),
      ("GET", [("X-Requested-With", "a")], false), ("POST", [("Content-Type", "text/plain")], true),
      ("POST", [("content-type", " Text/Plain ; charset=utf-8")], true),
      ("POST", [("Content-Type", "application/json")], false),
      ("POST", [("Content-Type", "multipart/form-data; boundary=x")], true),
      ("GET", [("Range", "bytes=0-99")], true), ("GET", [("Range", "bytes=5-")], true),
      ("GET", [("Range", "bytes=9-5")], false), ("GET", [("Range", "bytes=-5")], false),
      ("GET", [("Accept", String(repeating: "a", count: 129))], false),
    ] as [(String, [(String, String)], Bool)])
  func `only a simple request is not preceded by another`(
    method: String, headers: [(String, String)], isSimple: Bool
  ) {
    let request = CrossOriginRequest(
      method: method, headers: headers.map { .init($0.0, $0.1) })
    #expect(request.isSimple == isSimple)
  }

  @Test(
    arguments: [
      (HTTPSRedirect.movedPermanently, "POST", "GET", 301), (.movedPermanently, "PUT", "PUT", 301),
      (.permanentRedirect, "POST", "POST", 308), (.permanentRedirect, "GET", "GET", 308),
    ] as [(HTTPSRedirect, String, String, UInt16)])
  func `a redirect keeps the method or not`(
    redirect: HTTPSRedirect, method: String, after: String, status: UInt16
  ) {
    #expect(redirect.method(after: method) == after && redirect.status == status)
  }

  @Test(arguments: [
    (true, HTTPSRedirect.Proxy.none, true), (false, .none, false),
    (false, .trusted(scheme: "HTTPS"), true), (true, .trusted(scheme: "http"), false),
    (false, .untrusted(scheme: "https"), false), (true, .untrusted(scheme: "http"), true),
  ])
  func `only a proxy that is trusted is believed`(
    connectionIsSecure: Bool, proxy: HTTPSRedirect.Proxy, isSecure: Bool
  ) {
    #expect(
      HTTPSRedirect.isSecure(connectionIsSecure: connectionIsSecure, proxy: proxy) == isSecure)
  }

  /// Section 9: a first visit by HTTP is two requests, the second with a policy is one.
  @Test func `the second visit needs no redirect`() {
    var memory = HSTSMemory()
    let counts = [0, 1].map { (visit: Int64) in
      let isUpgraded = memory.upgrades("shop.example", at: second(visit))
      memory.note(
        .init(maxAge: .seconds(31_536_000)), from: "shop.example", overHTTPS: true,
        at: second(visit))
      return isUpgraded ? 1 : 2
    }
    #expect(counts == [2, 1])
  }

  @Test func `a policy is good up to its age, for its host and those below if it says so`() {
    var memory = HSTSMemory()
    memory.note(.init(maxAge: .seconds(10)), from: "A.example.", overHTTPS: true, at: .zero)
    memory.note(
      .init(maxAge: .seconds(20), includesSubDomains: true), from: "b.example", overHTTPS: true,
      at: .zero)
    let answers = [
      ("a.example", 9), ("a.example", 10), ("x.a.example", 0), ("b.example", 19),
      ("X.Y.b.example", 19), ("xb.example", 0), ("example", 0), ("b.example", 20),
    ].map { memory.upgrades($0.0, at: second(Int64($0.1))) }
    #expect(answers == [true, false, false, true, true, false, false, false])
  }

  @Test func `a policy counts only over HTTPS and from a name, and zero forgets it`() {
    var memory = HSTSMemory()
    let policy = HSTSPolicy(maxAge: .seconds(60))
    memory.note(policy, from: "a.example", overHTTPS: false, at: .zero)
    memory.note(policy, from: "127.0.0.1", overHTTPS: true, at: .zero)
    memory.note(policy, from: "[::1]", overHTTPS: true, at: .zero)
    #expect(memory.count == 0)
    memory.note(policy, from: "a.example", overHTTPS: true, at: .zero)
    #expect(memory.count == 1)
    memory.note(.init(maxAge: .zero), from: "a.example", overHTTPS: true, at: .zero)
    let isUpgraded = memory.upgrades("a.example", at: .zero)
    #expect(!isUpgraded && memory.count == 0)
  }

  /// RFC 6797, section 6.2, and its rules for what is broken.
  @Test(
    arguments: [
      ("max-age=31536000", 31_536_000, false),
      ("max-age=15768000 ; includeSubDomains", 15_768_000, true),
      ("max-age=\"31536000\"", 31_536_000, false), ("MAX-AGE=0; INCLUDESUBDOMAINS", 0, true),
      (" max-age = 5 ;; preload; x=\"y\" ", 5, false),
      ("max-age=99999999999999999999", 9_223_372_036, false),
    ] as [(String, Int64, Bool)])
  func `a policy is read`(header: String, seconds: Int64, includesSubDomains: Bool) {
    let policy = HSTSPolicy(header: header)
    #expect(policy.map { $0.maxAge.nanoseconds / 1_000_000_000 } == seconds)
    #expect(policy?.includesSubDomains == includesSubDomains)
  }

  @Test(arguments: [
    "", "includeSubDomains", "max-age", "max-age=", "max-age=-1", "max-age=1.5", "max-age=\"\"",
    "max-age=1; max-age=2", "max-age=1; includeSubDomains=1", "max-age=1; =2",
    "max-age=1; a; A",
  ])
  func `a policy that is broken is none`(header: String) {
    #expect(HSTSPolicy(header: header) == nil)
  }
}
