import Resilience
import Testing
import TimeBase

/// Connections that are kept between calls.
@Suite struct KeepAliveCacheTests {
  private func cache(idle: Int = 2, timeout: TimeSpan = .seconds(10), calls: Int = 3)
    -> KeepAliveCache
  {
    KeepAliveCache(.init(idleLimit: idle, idleTimeout: timeout, callLimit: calls))
  }

  private func at(_ seconds: Int64) -> Instant { .zero + .seconds(seconds) }

  @Test func `what was put back last is taken first`() {
    var cache = cache()
    #expect(cache.take(at: at(0)) == nil)
    cache.putBack(used: 1, at: at(1))
    cache.putBack(used: 2, at: at(2))
    #expect(cache.take(at: at(3)) == 2)
    #expect(cache.take(at: at(3)) == 1)
    #expect(cache.take(at: at(3)) == nil)
  }

  @Test func `what is too much closes the one that was idle the longest`() {
    var cache = cache()
    for used in [1, 2] { cache.putBack(used: used, at: at(Int64(used))) }
    cache.putBack(used: 1, at: at(3))
    #expect(cache.count == 2)
    #expect(cache.take(at: at(4)) == 1)
    #expect(cache.take(at: at(4)) == 2)
  }

  @Test func `a connection is closed at its age, and with it all that are older`() {
    var cache = cache()
    cache.putBack(used: 1, at: at(0))
    cache.putBack(used: 2, at: at(1))
    #expect(cache.take(at: at(11) - .nanoseconds(1)) == 2)
    #expect(cache.take(at: at(11)) == nil)
    #expect(cache.count == 0)
  }

  @Test func `a connection that has served enough is not kept`() {
    var cache = cache()
    cache.putBack(used: 3, at: at(0))
    #expect(cache.count == 0)
    cache.putBack(used: 2, at: at(0))
    cache.removeAll()
    #expect(cache.take(at: at(0)) == nil)
  }
}
