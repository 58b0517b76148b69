import RunStatistics
import Testing

@Suite struct DDSketchTests {
  /// Computed from i = ⌈ln v / ln γ⌉ and 2γ^i / (γ + 1); the last four are reference case
  /// `ddsketch-0.01`.
  @Test(arguments: [
    (1, 0, 0.99), (1.5, 21, 1.5067630358630386), (10, 116, 10.074696689511331),
    (1_000, 346, 1002.42800852213), (123_456, 587, 124286.04729556368),
    (1e9, 1_037, 1007402465.8027781), (0.001, -345, 0.000997478114637),
    (0.01, -230, 0.00994979154395), (0.25, -69, 0.249051310218), (12, 125, 12.061674179),
  ])
  func `a value has its bucket and estimate`(value: Double, bucket: Int, estimate: Double) {
    let mapping = LogarithmicMapping(relativeAccuracy: 0.01)
    #expect(mapping.index(of: value) == bucket)
    #expect(abs(mapping.estimate(ofBucket: bucket) / estimate - 1) < 1e-11)
    #expect(abs(mapping.gamma - 1.0202020202) < 1e-11)
  }

  @Test func `a bucket includes its upper edge`() {
    // With an accuracy of a half γ is 3, whose powers are exact for a while.
    let mapping = LogarithmicMapping(relativeAccuracy: 0.5)
    var edge = 1.0
    for bucket in 0...30 {
      #expect(mapping.index(of: edge) == bucket)
      #expect(mapping.index(of: edge.nextUp) == bucket + 1)
      #expect(mapping.estimate(ofBucket: bucket) == edge / 2)
      edge *= 3
    }
    #expect(mapping.index(of: 1 / 3) == -1 && mapping.index(of: 0.334) == 0)
    #expect(mapping.index(of: 1 / 9) == -2 && mapping.index(of: 0.112) == -1)
  }

  @Test(arguments: [(0.01, 1_446), (0.001, 14_456)])
  func `so many buckets span 1 ns to 1 h`(accuracy: Double, buckets: Int) {
    #expect(LogarithmicMapping(relativeAccuracy: accuracy).index(of: 3.6e12) == buckets)
  }

  @Test(arguments: [0.00001, 0.001, 0.01, 0.05, 0.5])
  func `an estimate is within the accuracy at any magnitude`(accuracy: Double) {
    var generator = SplitMix64(seed: 7)
    let mapping = LogarithmicMapping(relativeAccuracy: accuracy)
    let values = (0..<1_000).map { _ in
      let bits = 2 + generator.next(below: 2_045)
      return Double(bitPattern: UInt64(bits) << 52 | generator.next() >> 12)
    }
    let wrong = values.filter { value in
      let bucket = mapping.index(of: value)
      let error = abs(mapping.estimate(ofBucket: bucket) / value - 1)
      return error > accuracy * (1 + 1e-6) || mapping.index(of: value.nextUp) - bucket > 1
    }
    #expect(wrong == [])
    #expect(mapping.index(of: mapping.smallestValue) < 0)
    #expect(mapping.estimate(ofBucket: mapping.index(of: .greatestFiniteMagnitude)) > 1e307)
  }

  @Test(arguments: [0.01, 0.05], 0..<6 as Range<UInt64>)
  func `a quantile is within the accuracy of the sorted value`(accuracy: Double, seed: UInt64)
    throws
  {
    var generator = SplitMix64(seed: seed)
    var sketch = DDSketch(relativeAccuracy: accuracy)
    let values = (0..<1_500).map { _ in
      generator.next(below: 50) == 0 ? 0 : 1 / (generator.unit() + 1e-9)
    }
    for value in values { sketch.add(value) }
    let sorted = values.sorted()
    #expect(sketch.count == 1_500 && !sketch.isCollapsed)
    #expect(sketch.zeroCount == Int64(sorted.count { $0 == 0 }))
    #expect(sketch.minimum == sorted.first && sketch.maximum == sorted.last)
    for quantile in HistogramTests.quantiles {
      let exact = sorted[Int(quantile.rank(among: 1_500)) - 1]
      let told = try #require(sketch.quantile(quantile))
      #expect(abs(told - exact) <= exact * accuracy * (1 + 1e-9))
    }
  }

  @Test(arguments: [64, 4_096], 0..<8 as Range<UInt64>)
  func `merged sketches equal one sketch of everything, in any order`(limit: Int, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let parts = (0..<3).map { part in
      (0..<(part == 1 ? Int(seed) : 200)).map { _ in Double(generator.magnitude(bits: 40)) }
    }
    func sketch(of values: some Sequence<Double>) -> DDSketch {
      var sketch = DDSketch(relativeAccuracy: 0.02, bucketLimit: limit)
      for value in values { sketch.add(value) }
      return sketch
    }
    let all = sketch(of: parts.joined())
    let sketches = parts.map { sketch(of: $0) }
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
      var merged = sketch(of: [])
      for index in order { merged.merge(sketches[index]) }
      #expect(merged == all)
    }
    #expect(all.isCollapsed == (limit == 64))
    #expect(all.bucketCount <= limit)
  }

  @Test func `joins the lowest buckets where there would be too many`() throws {
    var sketch = DDSketch(relativeAccuracy: 0.01, bucketLimit: 100)
    for value in 1...1_000 { sketch.add(Double(value)) }
    #expect(sketch.isCollapsed && sketch.bucketCount == 100)
    #expect(abs(try #require(sketch.quantile(.p99)) - 990) <= 9.9)
    #expect(abs(try #require(sketch.quantile(.p50)) - 500) <= 5)
    #expect(try #require(sketch.quantile(Quantile(1, of: 100))) > 10)
  }

  @Test func `has no quantile of nothing and refuses what it cannot count`() async {
    #expect(DDSketch(relativeAccuracy: 0.01).quantile(.p50) == nil)
    await #expect(processExitsWith: .failure) {
      var sketch = DDSketch(relativeAccuracy: 0.01)
      sketch.add(-1)
    }
    await #expect(processExitsWith: .failure) {
      var sketch = DDSketch(relativeAccuracy: 0.01)
      sketch.add(.nan)
    }
    await #expect(processExitsWith: .failure) {
      var sketch = DDSketch(relativeAccuracy: 0.01)
      sketch.merge(DDSketch(relativeAccuracy: 0.02))
    }
  }
}
