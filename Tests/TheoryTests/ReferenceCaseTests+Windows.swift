import ArchitectureModel
import ArchitectureSimulation
import Testing

extension ReferenceCaseTests {
  /// As many requests as a limit allows, and one more, just before a window ends, and the same again
  /// just after it has begun.
  func checkBoundary(_ given: ReferenceCase) throws {
    let limit = given.parameters.integer("limit") ?? 0
    let window = CaseModel.seconds(given.parameters.number("window_s") ?? 0)
    for (metric, expected) in given.expected {
      let limiter =
        switch metric {
        case "admitted_in_2ms_fixed_window":
          "{ \"fixedWindow\": \"\(window)\", \"limit\": \(limit) }"
        case "admitted_in_2ms_sliding_log": "{ \"slidingLog\": \"\(window)\", \"limit\": \(limit) }"
        default: "{ \"tokenBucket\": \"\(limit)/s\", \"capacity\": \(limit) }"
        }
      guard var model = CaseModel(given, requests: 0, warmup: 0) else { continue }
      model.durationSeconds = 3
      model.clients = ["999ms", "1001ms"].map { time in
        (
          "at\(time)",
          """
          { "arrivals": { "constant": "1/s", "first": "\(time)", "limit": \(limit + 1),
                          "batch": { "empirical": [\(limit + 1)] } }, "calls": "station" }
          """
        )
      }
      model.components = CaseModel.limited(by: limiter)
      let document = try ModelDocument(model.text, named: "case.json")
      let result = ArchitectureRun(try document.architecture()).result()
      #expect(result.clients.allSatisfy { $0.total.offered == UInt64(limit + 1) })
      let admitted = result.clients.reduce(0) { $0 + $1.total.succeeded }
      #expect(
        abs(Double(admitted) - expected.value) <= expected.tolerance,
        "\(given.id): \(metric) is \(admitted), not \(expected.value)")
    }
  }
}
