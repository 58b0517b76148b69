import Resilience
import Testing
import TimeBase

/// The components specification, section 9.
@Suite struct TokenCheckTests {
  private func second(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  @Test(
    arguments: [
      (0, 999, TokenCheck.Verdict.accepted), (0, 1_000, .expired), (30, 1_029, .accepted),
      (30, 1_030, .expired),
    ] as [(Int64, Int64, TokenCheck.Verdict)])
  func `a token is good up to its expiry and the leeway`(
    leeway: Int64, now: Int64, verdict: TokenCheck.Verdict
  ) {
    let check = TokenCheck(leeway: .seconds(leeway))
    let claims = TokenClaims(expiry: second(1_000))
    #expect(check.verdict(on: claims, signature: .valid, at: second(now)) == verdict)
  }

  @Test(
    arguments: [
      (0, 499, TokenCheck.Verdict.notYetValid), (0, 500, .accepted), (30, 469, .notYetValid),
      (30, 470, .accepted),
    ] as [(Int64, Int64, TokenCheck.Verdict)])
  func `a token begins with its first instant, less the leeway`(
    leeway: Int64, now: Int64, verdict: TokenCheck.Verdict
  ) {
    let check = TokenCheck(leeway: .seconds(leeway))
    let claims = TokenClaims(expiry: second(1_000), notBefore: second(500))
    #expect(check.verdict(on: claims, signature: .valid, at: second(now)) == verdict)
  }

  @Test(
    arguments: [
      (99, TokenCheck.Verdict.issuedInFuture), (100, .accepted), (159, .accepted), (160, .tooOld),
    ] as [(Int64, TokenCheck.Verdict)])
  func `a token may be neither from the future nor too old`(
    now: Int64, verdict: TokenCheck.Verdict
  ) {
    let check = TokenCheck(requiresExpiry: false, maximumAge: .seconds(60), checksIssue: true)
    let claims = TokenClaims(issuedAt: second(100))
    #expect(check.verdict(on: claims, signature: .valid, at: second(now)) == verdict)
    #expect(check.verdict(on: .init(), signature: .valid, at: second(now)) == .tooOld)
  }

  @Test func `the signature comes first and the scope last`() {
    let (check, late) = (TokenCheck(), second(2_000))
    let claims = TokenClaims(expiry: second(1_000))
    #expect(check.verdict(on: claims, signature: .invalid, at: late) == .badSignature)
    #expect(check.verdict(on: claims, signature: .unknownKey, at: late) == .unknownKey)
    #expect(check.verdict(on: claims, signature: .valid, hasScope: false, at: late) == .expired)
    #expect(
      check.verdict(on: claims, signature: .valid, hasScope: false, at: .zero)
        == .insufficientScope)
    #expect(check.verdict(on: .init(), signature: .valid, at: .zero) == .withoutExpiry)
  }

  @Test func `times at the ends of the clock do no harm`() {
    let check = TokenCheck(leeway: .forever)
    let claims = TokenClaims(expiry: .distantFuture, notBefore: Instant(nanoseconds: .min))
    #expect(check.verdict(on: claims, signature: .valid, at: .zero) == .accepted)
  }

  /// RFC 6750, section 3.1.
  @Test(
    arguments: [
      (TokenCheck.Verdict.accepted, 200, nil), (.missing, 401, nil),
      (.malformed, 401, "invalid_token"),
      (.badSignature, 401, "invalid_token"), (.unknownKey, 401, "invalid_token"),
      (.expired, 401, "invalid_token"), (.notYetValid, 401, "invalid_token"),
      (.issuedInFuture, 401, "invalid_token"), (.tooOld, 401, "invalid_token"),
      (.withoutExpiry, 401, "invalid_token"), (.insufficientScope, 403, "insufficient_scope"),
    ] as [(TokenCheck.Verdict, UInt16, String?)])
  func `each verdict has its answer`(verdict: TokenCheck.Verdict, status: UInt16, code: String?) {
    #expect(verdict.status == status && verdict.errorCode == code)
  }

  @Test func `an impossible check says why`() {
    #expect(TokenCheck().problem == nil)
    #expect(TokenCheck(leeway: .nanoseconds(-1)).problem == "a leeway cannot be -1ns")
    #expect(TokenCheck(maximumAge: .zero).problem == "no token is younger than 0s")
  }

  /// Section 9: an unknown name a hundred times in one second with a cooldown of 10 s.
  @Test func `a hundred tokens of an unknown key make one fetch`() {
    var keys = KeySetRefresh(cooldown: .seconds(10), known: ["a"])
    var answers: [KeySetRefresh<String>.Answer] = []
    for number in 0..<100 {
      let now = Instant(milliseconds: Int64(number) * 10)
      answers.append(keys.find("made up", at: now))
      if number == 4 { keys.complete(with: ["a", "b"]) }
    }
    #expect(answers.prefix(6) == [.fetches, .waits, .waits, .waits, .waits, .unknown])
    #expect(answers.count { $0 == .unknown } == 95 && keys.fetchCount == 1)
    #expect(keys.find("b", at: .zero) == .known)
    #expect(keys.find("c", at: Instant(milliseconds: 9_999)) == .unknown)
    #expect(keys.find("c", at: second(10)) == .fetches && keys.fetchCount == 2)
  }

  @Test func `a fetch that fails leaves the keys as they were`() {
    var keys = KeySetRefresh(known: [1])
    #expect(keys.find(2, at: .zero) == .fetches && keys.isFetching)
    keys.complete(with: nil)
    #expect(keys.known == [1] && keys.find(2, at: second(9)) == .unknown)
  }

  @Test func `keys come only after a fetch`() async {
    await #expect(processExitsWith: .failure) {
      var keys = KeySetRefresh(known: [1])
      keys.complete(with: [2])
    }
  }
}
