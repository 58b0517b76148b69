import Rehearsal
import Testing

/// The scenarios of the shipped model of callbacks that take no more than an instant: what the README of
/// the original claims, what its code does, and what was measured of it.
@Test(arguments: [
  "lg_basic", "sync_c1", "small_queue", "callback_slow_11s", "db_outage", "sigterm_mid_queue",
  "ssrf_blocked", "ssrf_at_accept", "ssrf_scheme", "ssrf_disabled", "slow_dns_threaded",
  "what_if_outbox", "what_if_idempotency", "what_if_retry_after",
])
func `the model of callbacks shows what its sources say`(scenario: String) throws {
  let run = try Rehearsal.run("sync-async.json", scenario: scenario)
  #expect(run.expectationsHold, "\(run)")
}
