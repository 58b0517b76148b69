import ArchitectureSimulation
import RunReports

/// Runs a model under virtual time, for a test to assert what happens.
///
///     let run = try Rehearsal.run("three-instances.json", scenario: "database-outage", seed: 7)
///     #expect(run.client("web").latency.p95 < .milliseconds(200), "\(run)")
///
/// Equal arguments give equal runs, on every machine and in every build.
///
/// - Parameters:
///   - model: A path, or the name of a file in a folder `Models`, with or without `.json`. It is
///     looked for where the command line looks, from the current folder, and then from the folder of
///     `sourceFile` and those above it, up to the top of its package.
///   - scenario: One of the model's scenarios; without, the model is run as it is.
///   - seed: The seed of everything random; without, that of the model.
///   - duration: How much virtual time passes; without, what the model says.
///   - changes: Values of the model to replace, such as `"app.instances=5"`, in this order and after
///     the scenario.
///   - replication: Which of the independent repetitions of a seed is made.
///   - sourceFile: Where the call stands.
/// - Throws: `MissingModel` if there is no such model, `InvalidModel` with every problem of the model
///   or of the changes, ``SelfCheckFailure`` if the simulator is at fault; each says in words what is
///   wrong.
/// - Complexity: O(*n*) in the number of simulated requests: about a second for a million of them in
///   a release build, and some thirty times as long in a debug build.
public func run(
  _ model: String, scenario: String? = nil, seed: UInt64? = nil, duration: TimeSpan? = nil,
  setting changes: [String] = [], replication: UInt64 = 0, sourceFile: String = #filePath
) throws -> RehearsedRun {
  let request = try ModelRequest(
    model, scenario: scenario, seed: seed, duration: duration, changes: changes,
    sourceFile: sourceFile)
  var words = request.words
  if replication != 0 { words += ["--replication", "\(replication)"] }
  let run = RehearsedRun(request.architecture, replication: replication, command: words)
  guard run.result.audit.isClean else {
    throw SelfCheckFailure(run.result.audit, command: run.command)
  }
  return run
}
