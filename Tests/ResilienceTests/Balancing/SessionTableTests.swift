import Resilience
import Testing
import TimeBase

@Suite struct SessionTableTests {
  private func second(_ count: Int64) -> Instant { .zero + .seconds(count) }

  @Test func `a session keeps its target, and a new one when it has moved`() {
    var draws = TestDraws(seed: 1)
    var balancer = TargetBalancer(.init(algorithm: .roundRobin), targetCount: 3)
    var table = SessionTable(.init())
    #expect(table.cookie(of: 7, at: .zero) == nil)
    table.keep(balancer.cookie(for: 2), of: 7, at: .zero)
    for _ in 0..<3 {
      let cookie = table.cookie(of: 7, at: .zero)
      #expect(cookie.flatMap { balancer.pickHolder(of: $0, at: .zero) } == 2)
    }
    #expect(balancer[2].connections == 3)
    balancer.setAvailable(2, false)
    let cookie = table.cookie(of: 7, at: .zero)
    #expect(cookie.flatMap { balancer.pickHolder(of: $0, at: .zero) } == nil)
    #expect(balancer.pick(at: .zero, using: &draws) == 0)
    table.keep(balancer.cookie(for: 0), of: 7, at: .zero)
    balancer.setAvailable(2, true)
    let moved = table.cookie(of: 7, at: .zero)
    #expect(moved.flatMap { balancer.pickHolder(of: $0, at: .zero) } == 0)
    #expect(table.count == 1)
  }

  @Test
  func `who was not seen for the longest makes room, and who was idle for too long is forgotten`() {
    let balancer = TargetBalancer(.init(algorithm: .roundRobin), targetCount: 3)
    var table = SessionTable(.init(capacity: 2, idleLimit: .seconds(10)))
    table.keep(balancer.cookie(for: 0), of: 1, at: .zero)
    table.keep(balancer.cookie(for: 1), of: 2, at: .zero)
    #expect(table.cookie(of: 1, at: second(1)) != nil)
    table.keep(balancer.cookie(for: 2), of: 3, at: second(2))
    #expect(table.cookie(of: 2, at: second(2)) == nil)
    // Seen at 1 s, and again 9 s later.
    #expect(table.cookie(of: 1, at: second(10)) == balancer.cookie(for: 0))
    #expect(table.cookie(of: 3, at: second(13)) == nil)
    #expect(table.cookie(of: 1, at: second(19)) != nil)
    #expect(SessionTable.Policy(capacity: 0).problem != nil)
    #expect(SessionTable.Policy(idleLimit: .zero).problem != nil)
    #expect(SessionTable.Policy().problem == nil)
  }
}
