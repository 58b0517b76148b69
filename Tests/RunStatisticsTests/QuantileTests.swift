import RunStatistics
import Testing

@Suite struct QuantileTests {
  @Test(arguments: [
    (Quantile.p50, 1, 1), (.p50, 2, 1), (.p50, 3, 2), (.p50, 100, 50), (.p50, 101, 51),
    (.p90, 10, 9), (.p90, 11, 10), (.p95, 20, 19), (.p99, 100, 99), (.p99, 101, 100),
    (.p999, 1_000, 999), (.p999, 1_001, 1_000), (.p999, 10, 10),
    // 0.07 · 100 in doubles is 7.000000000000001, whose ceiling is 8.
    (Quantile(7, of: 100), 100, 7),
    (Quantile(0, of: 1), 5, 1), (Quantile(1, of: 1), 5, 5),
    (.p50, Int64.max, 1 << 62), (.p999, Int64.max, 9_214_148_664_817_921_032),
    (Quantile(.max - 1, of: .max), .max, .max - 1),
  ])
  func `its rank is the ceiling of q times n, and at least one`(
    quantile: Quantile, count: Int64, rank: Int64
  ) {
    #expect(quantile.rank(among: count) == rank)
  }

  @Test(arguments: [
    ("p50", Quantile.p50, "p50"), ("p99.9", .p999, "p99.9"), ("p999", .p999, "p99.9"),
    ("p9999", Quantile(9_999, of: 10_000), "p99.99"), ("p995", Quantile(995, of: 1_000), "p99.5"),
    ("p99.90", .p999, "p99.9"), ("p0", Quantile(0, of: 1), "p0"),
    ("p100", Quantile(1, of: 1), "p100"), ("p0.05", Quantile(5, of: 10_000), "p0.05"),
    ("p5", Quantile(5, of: 100), "p5"), ("p12.5", Quantile(1, of: 8), "p12.5"),
    ("1/3", Quantile(1, of: 3), "1/3"), ("3/4", .p75, "p75"),
  ])
  func `is read as a percentile or a fraction and printed short`(
    text: String, quantile: Quantile, printed: String
  ) throws {
    let read = try #require(Quantile(text))
    #expect(read == quantile)
    #expect(read.description == printed)
    #expect(Quantile(read.description) == read)
  }

  @Test(arguments: [
    "", "p", "50", "99.9", "p101", "p100.1", "p1000", "p-5", "p50%", "p.5", "p5.", "p9 9", "2/1",
    "1/0", "1/2/3", "/2", "P50", "median", "p5..0",
  ])
  func `what is no quantile is not read`(text: String) {
    #expect(Quantile(text) == nil)
  }

  @Test func `equal fractions are equal, and order is by value`() {
    #expect(Quantile(50, of: 100) == .p50)
    #expect(
      [Quantile.p999, .p50, .p99, Quantile(1, of: 3)].sorted().map(\.description)
        == ["1/3", "p50", "p99", "p99.9"])
    #expect(Quantile.p999.fraction == 0.999)
  }

  @Test func `refuses what is not from 0 to 1`() async {
    await #expect(processExitsWith: .failure) { _ = Quantile(3, of: 2) }
    await #expect(processExitsWith: .failure) { _ = Quantile(-1, of: 2) }
    await #expect(processExitsWith: .failure) { _ = Quantile(0, of: 0) }
    await #expect(processExitsWith: .failure) { _ = Quantile.p50.rank(among: 0) }
  }
}
