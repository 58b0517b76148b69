import EventEngine
import Foundation
import RunStatistics
import Testing

/// Cases that are about the instruments: samplers, histograms and sketches by themselves.
extension ReferenceCaseTests {
  /// No result counts the keys that were drawn, so that the sampler itself is asked.
  func checkZipf(_ given: ReferenceCase) throws {
    let objects = given.parameters.integer("objects") ?? 0
    let sampler = KeySampler(
      .zipf(keys: Int64(objects), exponent: given.parameters.number("zipf_s") ?? 0))
    let source = RandomSource(seed: 20_261_121)
    let count = Self.isComplete ? given.measured : 20_000
    var counts = [Int](repeating: 0, count: objects)
    for index in 0..<UInt64(count) {
      var draws = Draws(source, component: 1, purpose: 2, index: index)
      counts[Int(sampler.sample(&draws))] += 1
    }
    func share(_ ranks: Range<Int>) -> Double { Double(counts[ranks].reduce(0, +)) / count }
    try hold(
      [
        "p_rank1": share(0..<1), "p_rank10": share(9..<10),
        "p_top_1_percent": share(0..<objects / 100),
        "p_top_10_percent": share(0..<objects / 10),
      ], against: given, stretch: (given.measured / count).squareRoot())
  }

  func checkHistogram(_ given: ReferenceCase) throws {
    if let accuracy = given.parameters.number("relative_accuracy") {
      let mapping = LogarithmicMapping(relativeAccuracy: accuracy)
      var figures = ["gamma": mapping.gamma]
      for (metric, _) in given.expected {
        guard let value = metric.split(separator: "_").last.flatMap({ Double($0) }) else {
          continue
        }
        let index = mapping.index(of: value)
        figures[metric] =
          metric.hasPrefix("index") ? Double(index) : mapping.estimate(ofBucket: index)
      }
      // The file has twelve significant digits: of larger values they end above its tolerance.
      return try hold(figures.mapValues(Self.asPrinted), against: given)
    }
    let layout = HistogramLayout(digits: given.parameters.integer("significant_digits") ?? 0)
    var figures = [
      "sub_bucket_count": Double(layout.subBucketCount), "max_relative_error": layout.relativeWidth,
    ]
    for (metric, _) in given.expected {
      guard let value = metric.split(separator: "_").last.flatMap({ Int64($0) }) else { continue }
      figures[metric] = Double(
        metric.hasPrefix("lowest")
          ? layout.lowestEquivalent(to: value) : layout.highestEquivalent(to: value))
    }
    try hold(figures, against: given)
  }
  private static func asPrinted(_ value: Double) -> Double {
    Double(String(format: "%.12g", value)) ?? value
  }
}
