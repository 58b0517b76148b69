import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports
import Testing

@Suite struct ExperimentPageTests {
  private static let model = #"""
    {
      "format": 1, "name": "</script><b>", "run": { "duration": "4s", "warmup": "0s" },
      "clients": { "<i>": { "arrivals": { "poisson": "50/s" }, "calls": "app" } },
      "components": { "app": { "kind": "service", "workers": 1, "work": { "exponential": "4ms" } } }
    }
    """#

  private func manifest() throws -> SweepManifest {
    let document = try ModelDocument(Self.model, named: "model.json")
    let plan = try SweepPlan([try Knob(path: "<i>.arrivals.poisson", values: "50/s,100/s,150/s")])
    return SweepManifest(
      try Sweep(of: document, plan, overrides: [], .init(seed: 42)), .whole)
  }

  /// Points as a sweep over the load would have them.
  private func rows(power: [Double]) -> [SweepRow] {
    power.enumerated().compactMap { point, power in
      let load = 50 * (point + 1)
      return SweepRow(
        #"{"point": \#(point), "<i>.arrivals.poisson": "\#(load)/s", "<i>.offered": \#(load), "#
          + #""<i>.goodput": \#(load), "<i>.latency.mean": \#(Double(load) / power), "#
          + #""verdict": null, "failing": null, "digest": "0123456789012345", "note": null}"#)
    }
  }

  @Test(arguments: [
    ([1, 3, 2], [1]), ([1, 2, 3], []), ([3, 2, 1], []), ([1, 5, 4, 3], [1]), ([1, 2], []),
  ])
  func `the knee is where power is largest, if that is between the ends`(
    power: [Double], points: [Int]
  ) {
    let knees = SaturationKnee.all(
      of: rows(power: power), knobs: ["<i>.arrivals.poisson"], clients: ["<i>"])
    #expect(knees.map(\.point) == points)
  }

  @Test func `the page of a sweep has its rows as they are, and names only as text`() throws {
    let rows = rows(power: [1, 3, 2])
    let text = SweepPage(try manifest(), rows: rows).text
    #expect(text == SweepPage(try manifest(), rows: rows).text)
    for tag in ["</script><b>", "<i>"] { #expect(!text.contains(tag)) }
    #expect(
      text.contains(
        #"[1, "100/s", 100, 100, 33.333333333333336, null, null, "0123456789012345", null]"#))
    #expect(text.contains("--vary"))
    #expect(text.contains(#""point": 1}"#))
  }

  @Test func `a page of a large sweep holds a part of the rows`() {
    #expect(SweepPage.stride(ofBytes: 0) == 1)
    #expect(SweepPage.stride(ofBytes: SweepPage.mostBytes) == 1)
    #expect(SweepPage.stride(ofBytes: SweepPage.mostBytes + 1) == 2)
    #expect(SweepPage.stride(ofBytes: 300_000_000) == 250)
  }

  @Test func `a sweep without a row has a page`() throws {
    #expect(SweepPage(try manifest(), rows: []).text.hasSuffix("</html>\n"))
  }
}
