import ArchitectureModel
import ArchitectureSimulation
import Testing

extension ReferenceCaseTests {
  /// Throughput of N users is N over their mean latency (Little's law with no time to think).
  func checkScalability(_ given: ReferenceCase) throws {
    for (metric, expected) in given.expected {
      let value: Double
      if metric == "N_peak" {
        let law = Service.Processor.scalable(
          contention: given.parameters.number("sigma") ?? 0,
          coherency: given.parameters.number("kappa") ?? 0)
        value = try #require(law.peakConcurrency)
      } else {
        let users = try #require(Int(metric.dropFirst("throughput_N".count)))
        let model = CaseModel.scalability(given.parameters, users: users)
        let document = try ModelDocument(model.text, named: "case.json")
        let result = ArchitectureRun(try document.architecture()).result()
        #expect(result.audit.isClean, "\(result.audit)")
        let latency = try #require(result.clients[0].total.latency?.meanSeconds)
        value = CaseModel.slowMotion * Double(users) / latency
      }
      #expect(
        abs(value - expected.value) <= expected.tolerance,
        "\(given.id): \(metric) is \(value), not \(expected.value) ± \(expected.tolerance)")
    }
  }
}
