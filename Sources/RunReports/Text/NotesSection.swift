import ArchitectureSimulation
import TimeBase

/// What a reader must know before trusting or comparing the figures, and what they might overlook.
struct NotesSection {
  let result: RunResult
  let style: ReportStyle

  /// Wasted work and requests left over below this share are not worth a sentence.
  private static let worthTelling = 0.01

  var lines: [ReportLine] {
    ReportLine.list(
      "Notes", ending + warmup + retries + lateSending + wastedWork + leftOver, style: style)
  }

  private var ending: [String] {
    guard case .stopped(let time, let reason) = result.ending else { return [] }
    let span = Figure.span(time - .zero, inASCII: style.inASCII)
    let duration = Figure.span(result.duration, inASCII: style.inASCII)
    return ["The run was stopped at \(span) of \(duration): \(reason)"]
  }

  private var warmup: [String] {
    guard case .notFound(let reason) = result.warmup else { return [] }
    return [
      "No end of the warm-up was found, so the figures mix the start with the rest: \(reason)"
    ]
  }

  private var retries: [String] {
    result.clients.compactMap { client in
      let total = client.total
      let attempts = Double(total.attempts) / Double(max(1, total.completed))
      guard attempts >= 1 + Self.worthTelling else { return nil }
      return "\(short(client.name)) made \(Figure.number(attempts)) attempts for each request"
    }
  }

  /// What a load generator would have shown that counts from when it got round to sending.
  private var lateSending: [String] {
    result.clients.compactMap { client in
      guard let naive = client.total.naiveLatency, let latency = client.total.latency,
        naive != latency
      else { return nil }
      func figures(_ times: TimeSummary) -> String {
        let (mean, p99) = (times.mean, times.p99)
        return "mean \(Figure.time(mean, inASCII: style.inASCII)),"
          + " p99 \(Figure.time(p99, inASCII: style.inASCII))"
      }
      return
        "requests of \(short(client.name)) waited in the client to be sent; counted from their sending"
        + " they took less (\(figures(naive))) than from when they were due (\(figures(latency)))"
    }
  }

  /// Only where work occupies somebody: what passes through a proxy that nothing limits is no work.
  private var wastedWork: [String] {
    result.components.compactMap { component in
      let station = component.total
      guard let service = station.service, station.wasted > 0, station.servers != nil else {
        return nil
      }
      let work = service.meanNanoseconds * Double(service.count)
      let share = Double(station.wastedTime.nanoseconds) / work
      guard share >= Self.worthTelling, share.isFinite else { return nil }
      let time = Figure.time(station.wastedTime, inASCII: style.inASCII)
      return
        "\(Figure.share(min(1, share))) of the work at \(short(component.name)) was for nobody: "
        + "\(Figure.count(station.wasted)) completions (\(time)) after their callers had gone"
    }
  }

  private var leftOver: [String] {
    result.clients.compactMap { client in
      let total = client.total
      let share = Double(total.inFlightAtEnd) / Double(max(1, total.offered))
      guard share >= Self.worthTelling, total.inFlightAtEnd > 1 else { return nil }
      return
        "\(Figure.count(total.inFlightAtEnd)) requests of \(short(client.name)) were still in flight "
        + "at the end, so no latency includes them"
    }
  }

  private func short(_ name: String) -> String {
    DisplayText.truncated(name, to: 32, ellipsis: style.ellipsis)
  }
}
