import Resilience
import Testing
import TimeBase

@Suite struct TimeLimiterTests {
  private func millisecond(_ milliseconds: Int64) -> Instant { Instant(milliseconds: milliseconds) }

  @Test func `the defaults are those of Resilience4j`() {
    #expect(TimeLimiterPolicy().timeout == .seconds(1) && TimeLimiterPolicy().cancels)
    #expect(TimeLimiterPolicy().problem == nil)
    #expect(
      TimeLimiterPolicy(timeout: .zero).problem == "a timeout of 0s leaves no time for a call")
  }

  @Test func `a call in time is nobody's ghost`() {
    var limiter = TimeLimiter<Int>()
    let ticket = limiter.begin(7, at: .zero)
    #expect(limiter.expiry(of: ticket) == millisecond(1_000))
    guard case .tooEarly = limiter.expire(ticket, at: millisecond(999)) else {
      Issue.record("the call has ended")
      return
    }
    #expect(limiter.finish(ticket) == .inTime)
    #expect(limiter.waitedForCount == 0 && limiter.ghostCount == 0)
  }

  @Test(arguments: [true, false])
  func `a call that takes too long is cancelled or abandoned, and works on until it ends`(
    cancels: Bool
  ) {
    var limiter = TimeLimiter<Int>(.init(cancels: cancels))
    let ticket = limiter.begin(7, at: .zero)
    switch limiter.expire(ticket, at: millisecond(1_000)) {
    case .cancels(let call): #expect(cancels && call == 7)
    case .abandons(let call): #expect(!cancels && call == 7)
    case .tooEarly: Issue.record("the wait goes on")
    }
    #expect(limiter.waitedForCount == 0 && limiter.ghostCount == 1)
    guard case .tooEarly = limiter.expire(ticket, at: millisecond(2_000)) else {
      Issue.record("the wait has ended twice")
      return
    }
    #expect(limiter.finish(ticket) == .ghost && limiter.ghostCount == 0)
  }

  @Test func `the caller's patience may end earlier`() {
    var limiter = TimeLimiter<Int>()
    let deadline = Deadline(at: millisecond(300))
    let tickets = [deadline, .never].map { limiter.begin(1, at: .zero, deadline: $0) }
    #expect(tickets.map { limiter.expiry(of: $0) } == [millisecond(300), millisecond(1_000)])
  }

  @Test func `a call is finished once, although its place is used again`() async {
    await #expect(processExitsWith: .failure) {
      var limiter = TimeLimiter<Int>()
      let ticket = limiter.begin(1, at: .zero)
      _ = limiter.finish(ticket)
      _ = limiter.begin(2, at: .zero)
      _ = limiter.finish(ticket)
    }
  }

  /// A twin that keeps all calls in a list.
  @Test(arguments: 1...4)
  func `waits and ghosts are counted as a list counts them`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var limiter = TimeLimiter<Int>(.init(timeout: .milliseconds(50), cancels: false))
    var calls: [(ticket: TimeLimiter<Int>.Ticket, expiry: Instant, isGhost: Bool)] = []
    var now = Instant.zero
    for number in 0..<2_000 {
      now += .milliseconds(Int64(draws.below(20)))
      for place in calls.indices where draws.below(2) == 0 {
        let isDue = !calls[place].isGhost && now >= calls[place].expiry
        if case .abandons = limiter.expire(calls[place].ticket, at: now) {
          #expect(isDue)
          calls[place].isGhost = true
        } else {
          #expect(!isDue)
        }
      }
      if draws.below(2) == 0 || calls.isEmpty {
        calls.append((limiter.begin(number, at: now), now + .milliseconds(50), false))
      } else {
        let call = calls.remove(at: draws.below(calls.count))
        #expect(limiter.finish(call.ticket) == (call.isGhost ? .ghost : .inTime))
      }
      #expect(limiter.ghostCount == calls.count { $0.isGhost })
      #expect(limiter.waitedForCount == calls.count { !$0.isGhost })
    }
  }
}
