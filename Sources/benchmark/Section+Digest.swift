import EventEngine
import TimeBase

extension Section {
  /// What it costs that two runs can be compared event by event.
  static var digest: Section {
    Section(
      name: "digest",
      about: "one operation folds one event, of five words, into the digest of a run",
      cases: [
        Case("digest", operations: 200_000) { Folding() },
        Case("digest and checkpoints", operations: 200_000) { CheckedFolding() },
      ])
  }

  fileprivate static func fold(_ number: UInt64, into digest: inout TraceDigest) {
    let word = TraceDigest.word(
      at: Instant(nanoseconds: Int64(number) &* 1_000), phase: number & 3, kind: number & 7,
      component: 0x1234_5678_9ABC_DEF0, request: number >> 3)
    digest.foldEvent(word, sequence: number)
  }
}

private final class Folding: Workload {
  private var digest = TraceDigest()
  private var number: UInt64 = 0

  func run(operations: Int) -> UInt64 {
    var digest = digest
    for number in number..<number + UInt64(operations) {
      Section.fold(number, into: &digest)
    }
    self.digest = digest
    number += UInt64(operations)
    return digest.value
  }
}

private final class CheckedFolding: Workload {
  private var digest = TraceDigest()
  private var checkpoints = TraceCheckpoints()
  private var number: UInt64 = 0

  func run(operations: Int) -> UInt64 {
    var digest = digest
    Self.loop(&checkpoints, &digest, number..<number + UInt64(operations))
    self.digest = digest
    number += UInt64(operations)
    return digest.value
  }

  private static func loop(
    _ checkpoints: inout TraceCheckpoints, _ digest: inout TraceDigest, _ numbers: Range<UInt64>
  ) {
    for number in numbers {
      Section.fold(number, into: &digest)
      checkpoints.record(at: Instant(nanoseconds: Int64(number) &* 1_000), digest)
    }
  }
}
