import RunStatistics
import Testing

/// Queues with closed forms, held against tables that were computed independently.
@Suite struct KnownQueueTests {
  private func isClose(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 1e-8 * max(1, abs(expected))
  }

  @Test(
    arguments: [
      (8.0, 10, 0.409180151, 0.204590075, 9.636720603),
      (1.6, 2, 0.711111111, 1.777777778, 4.444444444),
      (2.4, 3, 0.647191011, 1.078651685, 4.988764045),
      (4, 5, 0.554112554, 0.554112554, 6.216450216),
      (0.8, 1, 0.8, 4, 4), (0.5, 1, 0.5, 1, 1),
    ])
  func `Erlang's C and what follows from it`(
    rate: Double, servers: Int, waiting: Double, wait: Double, population: Double
  ) {
    let queue = ErlangQueue(arrivalRate: rate, meanService: 1, servers: servers)
    #expect(isClose(queue.waiting, waiting) || abs(queue.waiting - waiting) < 1e-9)
    #expect(abs(queue.meanWait - wait) < 1e-8)
    #expect(abs(queue.meanQueue + rate - population) < 1e-8)
    #expect(isClose(queue.meanResponse, queue.meanWait + 1))
  }

  @Test(arguments: [
    (1, 1.0, 0.5), (3, 2, 0.210526316), (10, 5, 0.018384570), (100, 90, 0.026957380),
  ])
  func `Erlang's B`(servers: Int, load: Double, blocking: Double) {
    let queue = ErlangQueue(arrivalRate: load, meanService: 1, servers: servers)
    #expect(abs(queue.blocking - blocking) < 1e-9)
    #expect(abs(queue.limited(toLine: 0).blocking - blocking) < 1e-9)
  }

  @Test(
    arguments: [
      (0.8, 4, 0.088819499, 1.868332032, 2.563065207),
      (1.2, 9, 0.192586495, 6.710708678, 6.926137844),
    ])
  func `a line with little room`(
    rate: Double, room: Int, blocking: Double, population: Double, response: Double
  ) {
    let queue = ErlangQueue(arrivalRate: rate, meanService: 1, servers: 1).limited(toLine: room)
    #expect(abs(queue.blocking - blocking) < 1e-9)
    #expect(abs(queue.meanBusy + queue.meanQueue - population) < 1e-8)
    #expect(abs(queue.meanResponse - response) < 1e-8)
    #expect(isClose(queue.throughput, rate * (1 - blocking)))
  }

  @Test func `room for a million and a load far too high overflow nothing`() {
    let queue = ErlangQueue(arrivalRate: 1_000, meanService: 1, servers: 2).limited(toLine: 10_000)
    #expect(isClose(queue.throughput, 2))
    #expect(queue.meanQueue > 9_999)
  }

  @Test(arguments: [(0.0, 2.0), (1, 4), (4, 10)])
  func `Pollaczek and Khinchine`(squaredCV: Double, wait: Double) {
    let queue = GeneralQueue(arrivalRate: 0.8, meanService: 1, squaredCV: squaredCV)
    #expect(isClose(queue.meanWait, wait))
    #expect(isClose(queue.meanQueue, 0.8 * wait))
    #expect(isClose(queue.meanSharedResponse, 5))
  }

  @Test(
    arguments: [
      (1, 0.625, 0.6), (2, 1.185185185, 0.6875), (5, 2.420923051, 1.065327932),
      (10, 3.193706209, 2.131158393), (20, 3.330971335, 5.004254611),
    ])
  func `mean value analysis`(population: Int, throughput: Double, response: Double) {
    let solution = ClosedNetwork(demands: [0.1, 0.3, 0.2], think: 1)
      .solution(population: population)
    #expect(abs(solution.throughput - throughput) < 1e-8)
    #expect(abs(solution.response - response) < 1e-8)
    #expect(isClose(solution.population.reduce(0, +) + solution.throughput, Double(population)))
  }

  @Test(arguments: [(1, 1), (4, 2), (10, 3), (30, 8)])
  func `several servers are what the machine repair model says`(users: Int, servers: Int) {
    let solution = ClosedNetwork([.init(demand: 0.5, servers: servers)], think: 2)
      .solution(population: users)
    // The chance of n broken machines, by their weights.
    var weights = [1.0]
    for broken in 1...users {
      let ratio = Double(users - broken + 1) / 2 * 0.5 / Double(min(broken, servers))
      weights.append(weights[broken - 1] * ratio)
    }
    let sum = weights.reduce(0, +)
    let mean = weights.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / sum
    #expect(abs(solution.population[0] - mean) < 1e-9)
    #expect(abs(solution.throughput - (Double(users) - mean) / 2) < 1e-9)
  }

  @Test(arguments: [1, 2, 5, 10, 20, 100])
  func `no network is better than its bounds`(users: Int) {
    let demands = [0.1, 0.3, 0.2]
    let solution = ClosedNetwork(demands: demands, think: 1).solution(population: users)
    let bounds = AsymptoticBounds(demandsPerServer: demands, response: 0.6)
    #expect(solution.throughput <= bounds.throughput(users: users, think: 1) + 1e-12)
    #expect(solution.response >= bounds.response(users: users, think: 1) - 1e-12)
    #expect(isClose(bounds.greatestThroughput, 1 / 0.3))
    #expect(isClose(bounds.knee(think: 1), 1.6 / 0.3))
  }
}
