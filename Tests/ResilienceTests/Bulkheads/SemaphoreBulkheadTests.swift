import Resilience
import Testing
import TimeBase

/// Defaults of the components specification, section 13.
@Suite struct SemaphoreBulkheadTests {
  private func admit(
    _ bulkhead: inout SemaphoreBulkhead<Int>, _ waiter: Int, at seconds: Int64
  ) -> SemaphoreBulkhead<Int>.Admission {
    bulkhead.admit(waiter, at: .zero + .seconds(seconds))
  }

  @Test(arguments: [(SemaphoreBulkheadPolicy(), 25), (.hystrix, 10)])
  func `without a wait whoever finds no place is turned away`(
    policy: SemaphoreBulkheadPolicy, places: Int
  ) {
    var bulkhead = SemaphoreBulkhead<Int>(policy)
    let admissions = (0..<(places + 5)).map { admit(&bulkhead, $0, at: 0) }
    #expect(admissions.count { $0 == .granted } == places)
    #expect(admissions.suffix(5).allSatisfy { $0 == .rejected })
    #expect(bulkhead.release() == nil && bulkhead.callCount == places - 1)
    #expect(admit(&bulkhead, 99, at: 0) == .granted)
  }

  @Test func `with a wait the first to come is the first to go`() {
    var bulkhead = SemaphoreBulkhead<Int>(.init(maxConcurrentCalls: 1, maxWait: .seconds(5)))
    _ = admit(&bulkhead, 0, at: 0)
    for number in 1...3 {
      guard case .waits(_, let until) = admit(&bulkhead, number, at: Int64(number)) else {
        Issue.record("\(number) does not wait")
        return
      }
      #expect(until == .zero + .seconds(Int64(number) + 5))
    }
    #expect(bulkhead.wakeUp == .zero + .seconds(6))
    #expect(bulkhead.release() == 1)
    #expect(bulkhead.expireNext(at: .zero + .milliseconds(6_999)) == nil)
    #expect(bulkhead.expireNext(at: .zero + .seconds(7)) == 2)
    #expect(bulkhead.release() == 3 && bulkhead.release() == nil && bulkhead.wakeUp == nil)
  }

  @Test func `who gives up loses the place in line, and the line may be bounded`() {
    var bulkhead = SemaphoreBulkhead<Int>(
      .init(maxConcurrentCalls: 1, maxWait: .seconds(5), waitingLimit: 2))
    _ = admit(&bulkhead, 0, at: 0)
    guard case .waits(let ticket, _) = admit(&bulkhead, 1, at: 0) else {
      Issue.record("the second does not wait")
      return
    }
    _ = admit(&bulkhead, 2, at: 0)
    #expect(admit(&bulkhead, 3, at: 0) == .rejected)
    #expect(bulkhead.giveUp(ticket) == 1 && bulkhead.waitingCount == 1)
    #expect(bulkhead.release() == 2)
  }

  @Test func `additional places go to those who wait`() {
    var bulkhead = SemaphoreBulkhead<Int>(.init(maxConcurrentCalls: 0, maxWait: .seconds(5)))
    for number in 1...3 { _ = admit(&bulkhead, number, at: 0) }
    bulkhead.resize(to: 2)
    #expect(bulkhead.grantNext() == 1 && bulkhead.grantNext() == 2 && bulkhead.grantNext() == nil)
    #expect(bulkhead.callCount == 2 && bulkhead.waitingCount == 1)
  }

  @Test func `a place is given back only by who has it`() async {
    await #expect(processExitsWith: .failure) {
      var bulkhead = SemaphoreBulkhead<Int>()
      _ = bulkhead.release()
    }
  }

  @Test(arguments: [
    (SemaphoreBulkheadPolicy(), nil),
    (.init(maxConcurrentCalls: -1), "-1 concurrent calls are not in 0...1000000000"),
    (.init(maxWait: .nanoseconds(-1)), "a wait cannot be -1ns"),
    (.init(waitingLimit: -1), "a limit of -1 waiting calls is not in 0...1000000000"),
  ])
  func `an impossible policy says why`(policy: SemaphoreBulkheadPolicy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
