import ArchitectureModel
import ArchitectureSimulation
import Experiments
import Testing

@Suite struct RunSeriesTests {
  private func digests(
    _ variants: [Architecture], limit: Int, threads: Int, until last: Int = .max
  ) -> [UInt64] {
    var digests: [UInt64] = []
    let series = RunSeries(of: variants, .init(replication: 5), limit: limit)
    let isWhole = series.perform(threads: threads, proceed: { _ in true }) { number, result in
      #expect(number == digests.count)
      digests.append(result.digest.total)
      return number < last
    }
    #expect(isWhole)
    return digests
  }

  @Test(arguments: [1, 2, 8])
  func `results come in the order of their numbers, on any number of threads`(threads: Int) throws {
    let variants = [
      try Station(duration: "30s").architecture(),
      try Station(duration: "30s").architecture(["app.workers=2"]),
    ]
    let found = digests(variants, limit: 12, threads: threads)
    let runs = variants.map { ArchitectureRun($0) }
    let expected = (0..<12).map { number in
      runs[number % 2].result(.init(replication: 5 + UInt64(number / 2))).digest.total
    }
    #expect(found == expected)
    #expect(Set(found).count == 12)
  }

  @Test(arguments: [1, 3])
  func `whoever has enough ends the series`(threads: Int) throws {
    let architecture = try Station(duration: "30s").architecture()
    #expect(digests([architecture], limit: 1_000_000, threads: threads, until: 4).count == 5)
  }

  @Test(arguments: [1, 3])
  func `a series that is broken off keeps what was finished before`(threads: Int) throws {
    let architecture = try Station(duration: "30s").architecture()
    var looks = 0
    var delivered = 0
    let isWhole = RunSeries(of: [architecture], limit: 1_000_000).perform(threads: threads) {
      looks += 1
      #expect($0.advance >= Double($0.finished))
      return delivered < 3
    } deliver: { number, _ in
      delivered = number + 1
      return true
    }
    #expect(!isWhole)
    #expect(delivered >= 3)
    #expect(looks >= 2)
  }

  @Test func `nothing at all is done in no time`() throws {
    let architecture = try Station().architecture()
    let isWhole = RunSeries(of: [architecture], limit: 0)
      .perform(threads: 4, proceed: { _ in false }, deliver: { _, _ in true })
    #expect(isWhole)
  }
}
