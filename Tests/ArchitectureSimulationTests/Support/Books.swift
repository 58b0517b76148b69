import ArchitectureSimulation
import TimeBase

/// Everything that does not add up in a result; a result in order has none.
///
/// Each identity is checked on the published figures, as a reader of a report would.
struct Books {
  private(set) var complaints: [String] = []

  init(of result: RunResult) {
    let audit = result.audit
    if !audit.isClean { complaints.append("the audit says \(audit)") }
    for client in result.clients {
      check(client.total)
      client.requests.forEach { check($0) }
      let sums: [(String, (RequestResult) -> UInt64)] = [
        ("offered", \.offered), ("succeeded", \.succeeded), ("failed", \.failed),
        ("attempts", \.attempts), ("inFlightAtEnd", \.inFlightAtEnd),
      ]
      for (name, figure) in sums {
        let sum = client.requests.reduce(0) { $0 + figure($1) }
        expect(sum == figure(client.total), "\(client.name): \(name) do not add up")
      }
    }
    for component in result.components {
      if case .queue(let queue) = component.details, let jobs = queue.jobs {
        check(jobs, component.name)
      }
      check(component.total, component.name)
      for (number, instance) in component.instances.enumerated() {
        check(instance, "\(component.name)[\(number)]")
      }
      guard !component.instances.isEmpty else { continue }
      let sums: [(String, (StationResult) -> UInt64)] = [
        ("arrivals", \.arrivals), ("completions", \.completions), ("failures", \.failures),
        ("turnedAway", \.turnedAway), ("inSystemAtEnd", \.inSystemAtEnd), ("waited", \.waited),
        ("wasted", \.wasted),
      ]
      for (name, figure) in sums {
        let sum = component.instances.reduce(0) { $0 + figure($1) }
        expect(sum == figure(component.total), "\(component.name): \(name) do not add up")
      }
    }
  }

  private mutating func check(_ books: RequestResult) {
    let name = books.name
    expect(
      books.inFlightAtStart + books.offered == books.completed + books.inFlightAtEnd,
      "\(name): offered \(books.offered), completed \(books.completed), in flight"
        + " \(books.inFlightAtEnd)")
    expect(
      books.completed == books.succeeded + books.failed, "\(name): completed is not the sum")
    expect(
      books.failures.reduce(0) { $0 + $1.count } == books.failed, "\(name): causes \(books.blame)")
    let answers = books.statuses.filter { $0.status < 400 }.reduce(0) { $0 + $1.count }
    expect(answers == books.succeeded, "\(name): statuses \(books.statuses)")
    expect(
      books.statuses.reduce(0) { $0 + $1.count } <= books.completed, "\(name): too many statuses")
    expect((books.latency?.count ?? 0) == books.succeeded, "\(name): latencies of successes")
    expect((books.latencyOfAll?.count ?? 0) == books.completed, "\(name): latencies of all")
    expect(books.attempts >= books.completed, "\(name): \(books.attempts) attempts")
    check(books.latency, name)
    check(books.latencyOfAll, name)
  }

  private mutating func check(_ books: StationResult, _ name: String) {
    expect(
      books.inSystemAtStart + books.arrivals
        == books.completions + books.turnedAway + books.inSystemAtEnd,
      "\(name): arrivals \(books.arrivals), completions \(books.completions), turned away"
        + " \(books.turnedAway), left \(books.inSystemAtEnd)")
    expect(books.failures <= books.completions, "\(name): more failures than completions")
    expect(books.wasted <= books.completions, "\(name): more waste than completions")
    expect((books.utilisation ?? 0) <= 1, "\(name): utilisation \(books.utilisation ?? 0)")
    expect((books.saturatedShare ?? 0) <= 1, "\(name): saturated all the time and more")
    expect(books.inSystemMean >= books.queueMean, "\(name): more in line than inside")
    check(books.wait, name)
    check(books.service, name)
    check(books.residence, name)
  }

  private mutating func check(_ jobs: JobResult, _ name: String) {
    expect(
      jobs.unfinishedAtStart + jobs.accepted
        == jobs.succeeded + jobs.failed + jobs.lost + jobs.unfinishedAtEnd,
      "\(name): \(jobs)")
    expect(jobs.failures.reduce(0) { $0 + $1.count } == jobs.failed, "\(name): causes")
    expect((jobs.timeToSuccess?.count ?? 0) == jobs.succeeded, "\(name): times of successes")
    expect((jobs.timeToFailure?.count ?? 0) == jobs.failed, "\(name): times of failures")
    expect(
      jobs.deliveries.reduce(0) { $0 + $1.count } == jobs.succeeded + jobs.failed,
      "\(name): deliveries")
    check(jobs.timeToSuccess, name)
    check(jobs.timeToFailure, name)
  }

  private mutating func check(_ times: TimeSummary?, _ name: String) {
    guard let times else { return }
    let ascending = [times.p50, times.p90, times.p95, times.p99, times.p999, times.maximum]
    expect(ascending == ascending.sorted(), "\(name): percentiles \(ascending)")
    expect(times.p50 >= .zero && times.mean <= times.maximum, "\(name): mean \(times.mean)")
  }

  private mutating func expect(_ holds: Bool, _ complaint: @autoclosure () -> String) {
    if !holds { complaints.append(complaint()) }
  }
}
