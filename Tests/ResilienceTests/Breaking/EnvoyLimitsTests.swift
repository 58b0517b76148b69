import Resilience
import Testing

@Suite struct EnvoyLimitsTests {
  /// Components specification, section 5.2.
  @Test(arguments: [
    (EnvoyLimits.Resource.connection, 1024), (.pendingRequest, 1024), (.request, 1024), (.retry, 3),
  ])
  func `each count has its limit and no influence on the others`(
    resource: EnvoyLimits.Resource, limit: Int
  ) {
    var limits = EnvoyLimits()
    #expect(limits.limit(of: resource) == limit)
    var admitted = 0
    for _ in 0..<(limit + 10) where limits.acquire(resource) { admitted += 1 }
    #expect(admitted == limit && limits.count(of: resource) == limit && limits.overflowCount == 10)
    for other in EnvoyLimits.Resource.allCases where other != resource {
      let isAdmitted = limits.acquire(other)
      #expect(isAdmitted && limits.count(of: other) == 1)
    }
    limits.release(resource)
    let isAdmitted = limits.acquire(resource)
    #expect(isAdmitted && limits.count(of: resource) == limit)
  }

  /// Section 6.1: a budget of 20 % overrides the limit on retries; 100 requests make 20, and 10 make 3.
  @Test(arguments: [(0, 3), (10, 3), (15, 3), (20, 4), (99, 19), (100, 20)])
  func `a budget bounds the retries by the requests`(requests: Int, retries: Int) {
    var limits = EnvoyLimits(.init(retries: 1, retryBudget: .init()))
    for number in 0..<requests {
      let isAdmitted = limits.acquire(number % 3 == 0 ? .pendingRequest : .request)
      #expect(isAdmitted)
    }
    #expect(limits.limit(of: .retry) == retries)
  }

  @Test func `what is given back must have been taken`() async {
    await #expect(processExitsWith: .failure) {
      var limits = EnvoyLimits()
      limits.release(.retry)
    }
  }

  @Test(arguments: [
    (EnvoyLimits.Policy(), nil),
    (.init(connections: -1), "a limit of -1 connections is not in 0...1000000000"),
    (.init(retryBudget: .init(percentage: 101)), "a budget of 101.0 percent is not in 0...100"),
    (
      .init(retryBudget: .init(minimum: -1)),
      "a minimum of -1 retries is not in 0...1000000000"
    ),
  ])
  func `an impossible policy says why`(policy: EnvoyLimits.Policy, problem: String?) {
    #expect(policy.problem == problem)
  }
}
