import Resilience
import Testing
import TimeBase

/// nginx's `proxy_cache_lock` (`ngx_http_file_cache_lock`), times in milliseconds.
@Suite struct CacheLockTests {
  /// Vector: R1 at 0 takes 1,200 ms at the origin, R2 at 100 is served at its poll at 1,600.
  @Test func `a waiter sees the fetched key at its next poll`() throws {
    var lock = CacheLock<UInt64>()
    let hold = try #require(lock.request(1, at: Instant(milliseconds: 0)).hold)
    var wait = try #require(lock.request(1, at: Instant(milliseconds: 100)).wait)
    var polls = [wait.until]
    while wait.until < Instant(milliseconds: 1_200) {
      wait = try #require(lock.poll(1, &wait, at: wait.until))
      polls.append(wait.until)
    }
    lock.release(1, hold, stored: true)
    #expect(lock.poll(1, &wait, at: wait.until) == nil)
    #expect(polls == [600, 1_100, 1_600].map { Instant(milliseconds: $0) })
  }

  /// Vector: the origin takes 7 s; R2 polls at 600 … 4,600 and 5,000, where it may fetch too.
  @Test func `one more request fetches once the lock is too old`() throws {
    var lock = CacheLock<UInt64>()
    let first = try #require(lock.request(1, at: Instant(milliseconds: 0)).hold)
    var wait = try #require(lock.request(1, at: Instant(milliseconds: 100)).wait)
    var polls = [wait.until]
    while let next = lock.poll(1, &wait, at: wait.until) { polls.append(next.until) }
    #expect(
      polls
        == [600, 1_100, 1_600, 2_100, 2_600, 3_100, 3_600, 4_100, 4_600, 5_000].map {
          Instant(milliseconds: $0)
        })
    let second = lock.request(1, after: wait, at: Instant(milliseconds: 5_000))
    #expect(second == .fetch(try #require(second.hold)))
    // The first fetch fails without taking the lock from the second.
    lock.release(1, first, stored: false)
    #expect(lock.request(1, at: Instant(milliseconds: 7_000)).wait != nil)
  }

  @Test func `who has waited for the timeout fetches and stores nothing`() throws {
    var lock = CacheLock<UInt64>(.init(timeout: .seconds(1), age: .seconds(60)))
    _ = lock.request(1, at: .zero)
    var wait = try #require(lock.request(1, at: Instant(milliseconds: 100)).wait)
    while let next = lock.poll(1, &wait, at: wait.until) { wait = next }
    #expect(wait.until == Instant(milliseconds: 1_100))
    #expect(lock.request(1, after: wait, at: wait.until) == .fetchUncached)
  }

  @Test func `keys do not wait for one another, nor after a failed fetch`() throws {
    var lock = CacheLock<UInt64>()
    let hold = try #require(lock.request(1, at: .zero).hold)
    #expect(lock.request(2, at: .zero).hold != nil)
    lock.release(1, hold, stored: false)
    #expect(lock.request(1, at: .zero).hold != nil)
  }

  @Test func `a policy says what is wrong with it`() {
    #expect(CacheLock<UInt64>.Policy().problem == nil)
    #expect(
      CacheLock<UInt64>.Policy(poll: .zero).problem
        == "the time between polls must be above zero, and is 0s")
  }
}

extension CacheLockDecision {
  fileprivate var hold: CacheLockHold? {
    if case .fetch(let hold) = self { hold } else { nil }
  }

  fileprivate var wait: CacheLockWait? {
    if case .wait(let wait) = self { wait } else { nil }
  }
}
