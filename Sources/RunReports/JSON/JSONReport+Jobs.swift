import ArchitectureSimulation

extension JSONReport {
  /// What became of the jobs of a queue.
  static func members(of jobs: JobResult?) -> [JSONTree.Member] {
    guard let jobs else { return [] }
    return [
      .init(
        "jobs",
        .object([
          .init("unfinishedAtStart", .count(jobs.unfinishedAtStart)),
          .init("accepted", .count(jobs.accepted)),
          .init("succeeded", .count(jobs.succeeded)),
          .init("failed", failed(jobs.failed, jobs.failures)),
          .init("lost", .count(jobs.lost)),
          .init("waitingAtEnd", .count(jobs.waitingAtEnd)),
          .init("workedOnAtEnd", .count(jobs.workedOnAtEnd)),
          .init("setAsideAtEnd", .count(jobs.setAsideAtEnd)),
          .init("oldestAtEnd", .optional(jobs.oldestAtEnd, JSONTree.seconds)),
          .init("blocked", .count(jobs.blocked)),
          .init("duplicates", .count(jobs.duplicates)),
          .init("suppressed", .count(jobs.suppressed)),
          .init("timeToSuccess", JSONTree.time(jobs.timeToSuccess)),
          .init("timeToFailure", JSONTree.time(jobs.timeToFailure)),
          .init("attempts", tree(of: jobs.attempts)),
          .init("deliveries", tree(of: jobs.deliveries)),
        ]))
    ]
  }

  private static func tree(of counts: [JobResult.Count]) -> JSONTree {
    .row(counts.map { JSONTree.Member("\($0.number)", .count($0.count)) })
  }
}
