public import ArchitectureSimulation
import TimeBase

/// The run over time in the OpenMetrics text format 1.0, which Prometheus and its relatives read.
///
/// Time stamps are seconds of virtual time, the end of each step of the series. Counters run from the
/// start of the run. What is not known of a step has no sample there.
public struct OpenMetricsText: Hashable, Sendable {
  /// In UTF-8, ending with `# EOF`.
  public var text: String

  public init(_ result: RunResult) {
    var families = Families(result)
    families.addClients()
    families.addComponents()
    text = families.text + "# EOF\n"
  }

  private struct Families {
    let result: RunResult
    var text = ""

    init(_ result: RunResult) {
      self.result = result
    }

    mutating func addClients() {
      let clients = result.series.clients
      begin("rehearsal_requests", "counter", "Requests of clients by what became of them.")
      for client in clients {
        let name = client.name
        count(
          "rehearsal_requests", [("client", name), ("outcome", "offered")],
          client.points.map(\.offered))
        count(
          "rehearsal_requests", [("client", name), ("outcome", "succeeded")],
          client.points.map(\.succeeded))
        count(
          "rehearsal_requests", [("client", name), ("outcome", "failed")],
          client.points.map(\.failed))
      }
      begin("rehearsal_in_flight", "gauge", "Requests of clients under way, mean of the step.")
      for client in clients {
        gauge("rehearsal_in_flight", [("client", client.name)], client.points.map(\.inFlightMean))
      }
      begin(
        "rehearsal_latency_seconds", "gauge",
        "Latency of successes of the step: the percentile named by the label.", unit: "seconds")
      for client in clients {
        let columns: [(String, [TimeSpan?])] = [
          ("50", client.points.map(\.p50)), ("95", client.points.map(\.p95)),
          ("99", client.points.map(\.p99)),
        ]
        for (percentile, values) in columns {
          for (step, value) in values.enumerated() {
            guard let value else { continue }
            sample(
              "rehearsal_latency_seconds", [("client", client.name), ("percentile", percentile)],
              JSONTree.secondsText(of: value.nanoseconds), step)
          }
        }
      }
    }

    mutating func addComponents() {
      typealias Point = SeriesResult.ComponentPoint
      let counters: [(String, String, KeyPath<Point, UInt64>)] = [
        (
          "rehearsal_completions", "Calls that left after their work, well or badly.", \.completions
        ),
        ("rehearsal_failures", "Calls that left with a failure.", \.failures),
        ("rehearsal_turned_away", "Calls that left without being worked on.", \.turnedAway),
        ("rehearsal_limited", "Requests that limits of the component rejected.", \.limited),
        ("rehearsal_cache_hits", "Lookups that found their key.", \.hits),
        ("rehearsal_cache_misses", "Lookups that did not.", \.misses),
      ]
      let components = result.series.components
      for (name, help, figure) in counters {
        begin(name, "counter", help)
        for component in components {
          count(name, [("component", component.name)], component.points.map { $0[keyPath: figure] })
        }
      }
      let gauges: [(String, String, KeyPath<Point, Double>)] = [
        ("rehearsal_queue_length", "Calls that wait in line, mean of the step.", \.queueMean),
        ("rehearsal_busy", "Calls that are worked on, mean of the step.", \.busyMean),
      ]
      for (name, help, figure) in gauges {
        begin(name, "gauge", help)
        for component in components {
          gauge(name, [("component", component.name)], component.points.map { $0[keyPath: figure] })
        }
      }
    }

    private mutating func begin(_ name: String, _ type: String, _ help: String, unit: String? = nil)
    {
      text += "# TYPE \(name) \(type)\n"
      if let unit { text += "# UNIT \(name) \(unit)\n" }
      text += "# HELP \(name) \(help)\n"
    }

    private mutating func count(_ name: String, _ labels: [(String, String)], _ counts: [UInt64]) {
      var sum: UInt64 = 0
      for (step, count) in counts.enumerated() {
        sum &+= count
        sample(name + "_total", labels, String(sum), step)
      }
    }

    private mutating func gauge(_ name: String, _ labels: [(String, String)], _ values: [Double]) {
      for (step, value) in values.enumerated() where value.isFinite {
        sample(name, labels, JSONTree.decimalText(of: value), step)
      }
    }

    private mutating func sample(
      _ name: String, _ labels: [(String, String)], _ value: String, _ step: Int
    ) {
      let list = labels.map { $0.0 + "=\"" + Self.escaped($0.1) + "\"" }.joined(separator: ",")
      let time = min(
        Instant.zero + result.series.step * Int64(step + 1),
        max(result.window.end, .zero))
      text += "\(name){\(list)} \(value) \(JSONTree.secondsText(of: time.nanoseconds))\n"
    }

    private static func escaped(_ text: String) -> String {
      var escaped = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": escaped += "\\\\"
        case "\"": escaped += "\\\""
        case "\n": escaped += "\\n"
        default: escaped.unicodeScalars.append(scalar)
        }
      }
      return escaped
    }
  }
}
