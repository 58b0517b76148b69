import ArchitectureSimulation
import TimeBase

/// What became of the jobs of a queue, in words.
struct JobRemarks {
  let jobs: JobResult
  let style: ReportStyle

  var texts: [String] {
    [finalStates, unfinished, again, times, attempts, deliveries].compactMap(\.self)
  }

  private var finalStates: String {
    var text = "\(Figure.count(jobs.accepted)) jobs accepted, "
    text += "\(Figure.count(jobs.succeeded)) succeeded, \(Figure.count(jobs.failed)) failed"
    let causes = jobs.failures.prefix(3).map {
      "\($0.cause.word) at \($0.place) \(Figure.count($0.count))"
    }
    if !causes.isEmpty { text += " (\(causes.joined(separator: ", ")))" }
    return text + ", \(Figure.count(jobs.lost)) lost"
  }

  private var unfinished: String? {
    guard jobs.unfinishedAtEnd > 0 else { return nil }
    let parts = [
      (jobs.waitingAtEnd, "waiting"), (jobs.workedOnAtEnd, "being worked on"),
      (jobs.setAsideAtEnd, "between two deliveries"),
    ]
    let words = parts.filter { $0.0 > 0 }.map { "\(Figure.count($0.0)) \($0.1)" }
    let age = jobs.oldestAtEnd.map { ", the oldest for \(time($0))" } ?? ""
    return "at the end \(words.joined(separator: ", "))" + age
  }

  private var again: String? {
    var parts: [String] = []
    if jobs.duplicates > 0 { parts.append("\(Figure.count(jobs.duplicates)) times done again") }
    if jobs.suppressed > 0 {
      parts.append("\(Figure.count(jobs.suppressed)) not taken a second time")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var times: String? {
    let parts = [("success", jobs.timeToSuccess), ("failure", jobs.timeToFailure)]
    let words = parts.compactMap { word, summary in
      summary.map {
        "\(word) after \(time($0.mean)) on average, p95 \(time($0.p95)), \(time($0.maximum)) at most"
      }
    }
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  private var attempts: String? {
    guard jobs.attempts.count > 1 || jobs.attempts.first.map({ $0.number > 1 }) ?? false else {
      return nil
    }
    return "attempts: " + list(jobs.attempts)
  }

  private var deliveries: String? {
    guard jobs.deliveries.contains(where: { $0.number > 1 }) else { return nil }
    return "deliveries: " + list(jobs.deliveries)
  }

  /// Such as `20 took 1, 3 took 4`.
  private func list(_ counts: [JobResult.Count]) -> String {
    counts.prefix(8).map { "\(Figure.count($0.count)) took \($0.number)" }.joined(separator: ", ")
  }

  private func time(_ span: TimeSpan) -> String { Figure.time(span, inASCII: style.inASCII) }
}
