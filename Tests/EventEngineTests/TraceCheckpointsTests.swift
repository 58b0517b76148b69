import EventEngine
import Testing
import TimeBase

@Suite struct TraceCheckpointsTests {
  /// A run of `count` events, one a nanosecond; from `change` on they are others.
  static func run(
    _ count: UInt64, changedFrom change: UInt64 = .max, spacing: UInt64 = 16, limit: Int = 8
  ) -> TraceCheckpoints {
    var checkpoints = TraceCheckpoints(spacing: spacing, limit: limit)
    var digest = TraceDigest()
    for event in 1...count {
      digest.fold(event < change ? event : ~event)
      checkpoints.record(at: Instant(nanoseconds: Int64(event)), digest)
    }
    return checkpoints
  }

  @Test func `a checkpoint is taken every 4096 events`() {
    var checkpoints = TraceCheckpoints()
    var digest = TraceDigest()
    for event in 1...10_000 as ClosedRange<Int64> {
      digest.fold(UInt64(event))
      checkpoints.record(at: Instant(nanoseconds: event), digest)
    }
    #expect(checkpoints.checkpoints.map(\.eventCount) == [4096, 8192])
    #expect(checkpoints.checkpoints.map(\.time.nanoseconds) == [4096, 8192])
    #expect(checkpoints.spacing == 4096)
    #expect(checkpoints.eventCount == 10_000)
  }

  @Test func `when there are too many, every second one is dropped`() {
    #expect(Self.run(128).checkpoints.map(\.eventCount) == [16, 32, 48, 64, 80, 96, 112, 128])
    let longer = Self.run(170)
    #expect(longer.checkpoints.map(\.eventCount) == [32, 64, 96, 128, 160])
    #expect(longer.spacing == 32)
  }

  @Test(arguments: [1000, 12_345, 100_000] as [UInt64])
  func `a run of any length keeps a bounded number`(count: UInt64) {
    let checkpoints = Self.run(count)
    #expect((4...8).contains(checkpoints.checkpoints.count))
    #expect(checkpoints.checkpoints.allSatisfy { $0.eventCount % checkpoints.spacing == 0 })
    #expect(checkpoints.eventCount == count)
  }

  @Test func `equal runs agree`() {
    let comparison = Self.run(120).compared(with: Self.run(120))
    #expect(comparison.agreedThrough == 112)
    #expect(comparison.difference == nil)
  }

  @Test(
    arguments: [(1, 0, 16), (16, 0, 16), (17, 16, 32), (50, 48, 64)] as [(UInt64, UInt64, UInt64)])
  func `the first checkpoint after the change differs`(
    change: UInt64, agreed: UInt64, differs: UInt64
  ) throws {
    let comparison = Self.run(120).compared(with: Self.run(120, changedFrom: change))
    #expect(comparison.agreedThrough == agreed)
    let difference = try #require(comparison.difference)
    #expect(difference.ours.eventCount == differs)
    #expect(difference.theirs.eventCount == differs)
    #expect(difference.ours.digest != difference.theirs.digest)
  }

  @Test func `runs of different lengths are compared where both have checkpoints`() {
    let (short, long) = (Self.run(120), Self.run(1000))
    #expect(long.spacing == 128)
    #expect(short.compared(with: long).agreedThrough == 0)
    #expect(short.compared(with: long).difference == nil)
    let middle = Self.run(300, changedFrom: 250)
    #expect(middle.spacing == 64)
    #expect(middle.compared(with: long).agreedThrough == 128)
    #expect(middle.compared(with: long).difference?.ours.eventCount == 256)
    #expect(long.compared(with: middle).difference?.theirs.eventCount == 256)
  }
}
