import Resilience
import TimeBase

/// Borrows a connection and gives it back.
final class PoolTurns: Workload {
  private var pool = ConnectionPool<UInt32>(.init())

  func run(operations: Int) -> UInt64 { Self.loop(&pool, operations) }

  private static func loop(_ pool: inout ConnectionPool<UInt32>, _ operations: Int) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      checksum &+= pool.acquire(UInt32(truncatingIfNeeded: number)) == .granted ? 1 : 0
      checksum = checksum &* 31 &+ UInt64(pool.release() ?? 0)
    }
    return checksum
  }
}

/// Borrows a connection that has a life of its own and gives it back.
final class ManagedTurns: Workload {
  private var pool = ManagedConnectionPool<UInt32>()
  private var now = Instant.zero

  init() {
    while let time = pool.nextCreation(at: now) {
      now = time
      if pool.beginCreation(at: now) { _ = pool.creationSucceeded(at: now, word: 0) }
    }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&pool, now, operations) }

  private static func loop(
    _ pool: inout ManagedConnectionPool<UInt32>, _ now: Instant, _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      let acquisition = pool.acquire(UInt32(truncatingIfNeeded: number), at: now)
      guard case .granted(let lease) = acquisition else { continue }
      checksum = checksum &* 31 &+ UInt64(pool.release(lease.connection, at: now)?.waiter ?? 1)
    }
    return checksum
  }
}

/// Adds a job to a shared processor and takes the next out that is done.
final class SharingTurns: Workload {
  private var processor = ProcessorShare<UInt32>(cores: 4)
  private var steps = RandomSteps.exponential()
  private var now = Instant.zero

  init(jobs: Int) {
    for number in 0..<UInt32(jobs) {
      _ = processor.add(number, demand: steps.next(), at: now)
    }
  }

  func run(operations: Int) -> UInt64 { Self.loop(&processor, &steps, &now, operations) }

  private static func loop(
    _ processor: inout ProcessorShare<UInt32>, _ steps: inout RandomSteps, _ now: inout Instant,
    _ operations: Int
  ) -> UInt64 {
    var checksum: UInt64 = 0
    for number in 0..<operations {
      now = processor.nextFinish ?? now
      checksum = checksum &* 31 &+ UInt64(processor.finish(at: now) ?? 0)
      _ = processor.add(UInt32(truncatingIfNeeded: number), demand: steps.next(), at: now)
    }
    return checksum
  }
}
