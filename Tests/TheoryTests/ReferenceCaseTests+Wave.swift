import ArchitectureModel
import ArchitectureSimulation
import Foundation
import Testing

extension ReferenceCaseTests {
  /// Means over replications of what is inside at fixed phases of the third period, by when nothing is
  /// left of the empty start; where the peak lies and how high it is follows from four of them.
  ///
  /// Every replication stands for one of the cycles that the case averages over.
  func checkWave(_ given: ReferenceCase) throws {
    let cycles = Self.isComplete ? Int(given.measured) : 20
    let stretch = (given.measured / Double(cycles)).squareRoot()
    guard var model = CaseModel(given, requests: 1, warmup: 0),
      let period = given.parameters.child("arrivals")?.number("period_s")
    else { return }
    let levels = try [0.25, 0.5, 0.75, 1].map { phase in
      model.durationSeconds = period * (2 + phase)
      let document = try ModelDocument(model.text, named: "case.json")
      let run = ArchitectureRun(try document.architecture())
      let sum = (0..<cycles).reduce(0.0) { sum, replication in
        let result = run.result(.init(replication: UInt64(replication)))
        return sum + Double(result.components[0].total.inSystemAtEnd)
      }
      return sum / Double(cycles)
    }
    // mean + sine sin(2π phase) + cosine cos(2π phase), of which these phases show one part each.
    let mean = levels.reduce(0, +) / 4
    let (sine, cosine) = ((levels[0] - levels[2]) / 2, (levels[3] - levels[1]) / 2)
    for (metric, expected) in given.expected {
      let observed: Double
      switch metric {
      case "concurrency_at_0.25_period": observed = levels[0]
      case "concurrency_at_0.5_period": observed = levels[1]
      case "concurrency_at_0.75_period": observed = levels[2]
      case "concurrency_at_1.0_period": observed = levels[3]
      case "peak_concurrency": observed = mean + (sine * sine + cosine * cosine).squareRoot()
      case "peak_time_in_period_s": observed = period * atan2(sine, cosine) / (2 * .pi)
      default: observed = .nan
      }
      #expect(
        abs(observed - expected.value) <= expected.tolerance * stretch,
        "\(given.id): \(metric) is \(observed), not \(expected.value)")
    }
  }
}
