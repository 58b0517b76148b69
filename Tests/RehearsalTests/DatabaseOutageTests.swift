import Rehearsal
import Testing

@Test func `a minute without the database costs at most a fifth of the requests`() throws {
  let run = try Rehearsal.run("three-instances.json", scenario: "database-outage", seed: 7)
  #expect(run.client("web").errorShare < 0.2, "\(run)")
  #expect(run.client("web").latency.p95 < .milliseconds(200), "\(run)")
  #expect(run.component("jobs").deadLettered == 0, "\(run)")
}
