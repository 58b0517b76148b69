import Rehearsal
import Testing

@Suite struct DatabaseOutageTests {
  @Test func `users are served from the cache while the database is away`() throws {
    let run = try Rehearsal.run("three-instances.json", scenario: "database-outage", seed: 7)
    let web = run.client("web")
    #expect(web.latency.p95 < .milliseconds(200), "\(run)")
    #expect(web.failures(.refused) > 0, "\(run)")
    #expect(run.component("database").utilisation < 0.5, "\(run)")
    #expect(run.expectationsHold, "\(run)")
  }
}
