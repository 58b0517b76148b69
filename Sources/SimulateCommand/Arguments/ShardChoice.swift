import Experiments

/// Which part of the work is meant.
enum ShardChoice: Hashable {
  case whole
  case given(Shard)

  /// As the scheduler of jobs says; with the number of shards, where it does not know that.
  case automatic(shards: Int?)

  init(_ parsed: ParsedArguments) throws(UsageProblem) {
    let shards = try parsed.count(of: .shards, atLeast: 1)
    let text = parsed.value(of: .shard)
    if text != "auto", shards != nil {
      throw UsageProblem("--shards goes with --shard auto; otherwise say --shard 3/16")
    }
    switch text {
    case nil: self = .whole
    case "auto": self = .automatic(shards: shards)
    case let text?:
      do {
        self = .given(try Shard(text))
      } catch {
        throw UsageProblem("--shard: \(error.message)")
      }
    }
  }

  /// The shard, once the environment has been asked.
  ///
  /// A Slurm job array says number, first number, step and count of its tasks in
  /// `SLURM_ARRAY_TASK_ID`, `…_MIN`, `…_STEP` and `…_COUNT`; a Kubernetes Indexed Job and others of its
  /// kind only the number, from 0, in `JOB_COMPLETION_INDEX`.
  func shard(_ variable: (String) -> String?) throws(UsageProblem) -> Shard {
    switch self {
    case .whole: return .whole
    case .given(let shard): return shard
    case .automatic(let shards):
      let number: Int
      var count = shards
      if let task = try Self.number("SLURM_ARRAY_TASK_ID", variable) {
        let first = try Self.number("SLURM_ARRAY_TASK_MIN", variable) ?? 0
        let step = max(1, try Self.number("SLURM_ARRAY_TASK_STEP", variable) ?? 1)
        number = (task - first) / step
        if count == nil { count = try Self.number("SLURM_ARRAY_TASK_COUNT", variable) }
      } else if let index = try Self.number("JOB_COMPLETION_INDEX", variable) {
        number = index
      } else {
        throw UsageProblem(
          "--shard auto: neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set; outside of a"
            + " job array say --shard 3/16")
      }
      guard let count else {
        throw UsageProblem("--shard auto: say with --shards how many there are in all")
      }
      do {
        return try Shard(number + 1, of: count)
      } catch {
        throw UsageProblem("--shard auto: \(error.message)")
      }
    }
  }

  private static func number(
    _ name: String, _ variable: (String) -> String?
  ) throws(UsageProblem) -> Int? {
    guard let text = variable(name), !text.isEmpty else { return nil }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(text),
      number <= 1_000_000_000
    else {
      throw UsageProblem("--shard auto: \(name) is \(text.quotedForMessage), which is no number")
    }
    return number
  }
}
