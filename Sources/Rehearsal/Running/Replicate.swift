import ArchitectureSimulation
public import Experiments
import RunReports
public import TimeBase

/// Runs a model several times with independent draws, for a test to assert what is certain.
///
///     let runs = try Rehearsal.replicate("three-instances.json", replications: 20)
///     let p95 = try #require(runs.metric("latency.p95", of: "web")?.interval)
///     #expect(p95.upper < 0.2)
///     #expect(runs.expectations.allSatisfy { $0.verdict == .pass })
///
/// Equal arguments give equal results, on every machine, in every build and for any number of threads.
///
/// - Parameters:
///   - replications: At least 2.
///   - confidence: Of every interval and verdict.
///   - threads: Runs that are made at a time.
/// - Throws: As ``run(_:scenario:seed:duration:setting:replication:sourceFile:)``.
public func replicate(
  _ model: String, scenario: String? = nil, seed: UInt64? = nil, duration: TimeSpan? = nil,
  setting changes: [String] = [], replications: Int = 20, confidence: Double = 0.95,
  threads: Int = 1, sourceFile: String = #filePath
) throws -> ReplicatedResult {
  let request = try ModelRequest(
    model, scenario: scenario, seed: seed, duration: duration, changes: changes,
    sourceFile: sourceFile)
  let policy = ReplicationPolicy(count: replications, confidence: confidence)
  var study = ReplicationStudy(request.architecture, policy)
  _ = RunSeries(of: [request.architecture], limit: replications)
    .perform(threads: threads, proceed: { _ in true }) { study.add($1) }
  guard let result = study.result() else {
    preconditionFailure("\(replications) replications gave no result")
  }
  if let broken = result.brokenAudit {
    let words = request.words + ["--replication", "\(broken.replication)"]
    throw SelfCheckFailure(broken.audit, command: ShellCommand(words).text)
  }
  return result
}

/// Runs two variants of a model in pairs with the same draws, for a test to assert that a change makes
/// a difference, or makes none that matters.
///
///     let change = try Rehearsal.compare("three-instances.json", with: ["app.instances=4"])
///     #expect(change.metric("latency.p95", of: "web")?.finding == .better)
///
/// - Parameters:
///   - variation: Values to replace in the second variant only.
///   - replications: Pairs of runs, at least 2.
/// - Throws: As ``run(_:scenario:seed:duration:setting:replication:sourceFile:)``.
public func compare(
  _ model: String, with variation: [String], scenario: String? = nil, seed: UInt64? = nil,
  duration: TimeSpan? = nil, setting changes: [String] = [], replications: Int = 20,
  confidence: Double = 0.95, threads: Int = 1, sourceFile: String = #filePath
) throws -> ComparisonResult {
  precondition(replications >= 2, "an interval takes at least 2 pairs of runs, not \(replications)")
  let requests = try [changes, changes + variation].map {
    try ModelRequest(
      model, scenario: scenario, seed: seed, duration: duration, changes: $0,
      sourceFile: sourceFile)
  }
  var study = ComparisonStudy(confidence: confidence)
  let series = RunSeries(of: requests.map(\.architecture), limit: 2 * replications)
  _ = series.perform(threads: threads, proceed: { _ in true }) { _, result in
    study.add(result)
    return true
  }
  guard let result = study.result() else {
    preconditionFailure("\(replications) pairs of runs gave no result")
  }
  if let broken = result.brokenAudit {
    let words = requests[1].words + ["--replication", "\(broken.replication)"]
    throw SelfCheckFailure(broken.audit, command: ShellCommand(words).text)
  }
  return result
}
