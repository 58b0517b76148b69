import ArchitectureSimulation
public import Experiments
import RunStatistics

/// The metrics of several replications as comma-separated values, a row each.
///
///     subject,request,metric,unit,value,lower,upper,minimum,maximum,count
///     web,,latency.p95,seconds,0.0123,0.0119,0.0127,0.0104,0.0141,20
///
/// Fields are empty where there is nothing to tell, and quoted as in RFC 4180 where they need to be.
public struct MetricsCSV: Hashable, Sendable {
  public var text: String

  public init(_ result: ReplicatedResult) {
    var text = "subject,request,metric,unit,value,lower,upper,minimum,maximum,count\n"
    for metric in result.metrics {
      let numbers = [
        metric.value, metric.interval?.lower, metric.interval?.upper, metric.range?.lower,
        metric.range?.upper,
      ]
      let fields =
        [
          SeriesCSV.field(metric.metric.subject), SeriesCSV.field(metric.metric.request ?? ""),
          metric.metric.name, metric.metric.unit.rawValue,
        ] + numbers.map { $0.map { JSONTree.decimalText(of: $0) } ?? "" }
        + ["\(metric.sample.count)"]
      text += fields.joined(separator: ",") + "\n"
    }
    self.text = text
  }
}
