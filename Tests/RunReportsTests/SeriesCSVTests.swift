import ArchitectureSimulation
import RunReports
import Testing

@Suite struct SeriesCSVTests {
  @Test func `names are quoted where they need to be`() {
    var result = Sample.tiny
    result.series.clients[0].name = "a,b \"c\"\nd"
    result.series.components = []
    let header = SeriesCSV(result).text.prefix { $0 != "0" }
    #expect(header.hasPrefix("time,\"a,b \"\"c\"\"\nd.offered\","))
  }

  @Test func `series of different length leave fields empty`() {
    var result = Sample.tiny
    result.series.components[0].points.removeLast(2)
    let lines = SeriesCSV(result).text.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(lines[3] == "2,1,1,0,0.000000001,0.00000002,0.0015,,,,")
    #expect(Set(lines.map { line in line.count { $0 == "," } }) == [10])
  }

  @Test func `an empty series has a header and no rows`() {
    #expect(SeriesCSV(Sample.empty).text == "time\n")
  }
}
