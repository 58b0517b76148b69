import ArchitectureSimulation
import Testing
import TimeBase

/// Parts of operations that need one of so many disk slots.
@Suite struct DiskTests {
  private static func play(
    _ client: String, slots: Int, read: String, run: String = #""duration": "10s", "warmup": "0s""#,
    _ traits: String = "", faults: [String] = []
  ) throws -> RunResult {
    let result = try Sketch(
      run: run, clients: [("web", client)],
      components: [
        (
          "database",
          """
          { "kind": "database", "connections": "unlimited", "diskSlots": \(slots), \(traits)
            "operations": { "*": \(read) } }
          """
        )
      ], faults: faults
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  private static func disk(_ result: RunResult) throws -> ComponentResult.Disk {
    try #require(try result.component("database").disk)
  }

  private static let fourUsers = #"{ "users": 4, "think": "0s", "calls": "database" }"#

  @Test func `so many are at the disks and the others wait in order`() throws {
    let result = try Self.play(Self.fourUsers, slots: 2, read: #"{ "disk": "10ms" }"#)
    let disk = try Self.disk(result)
    #expect(disk.slots == 2)
    #expect(disk.utilisation == 1)
    #expect(disk.queueMean == 2)
    #expect(disk.queueMaximum == 2)
    // The first two take 10 ms, everybody from then on 20.
    let latency = try #require(try result.client().latency)
    #expect(latency.p50.nanoseconds >= 20_000_000 && latency.maximum == .milliseconds(20))
    #expect(try result.client().succeeded == 2_000)
  }

  /// Each is 5 ms elsewhere for 10 ms at the disk: with enough slots nobody waits.
  @Test func `the parts of an operation come one after the other`() throws {
    let read = #"{ "time": "2ms", "cpu": "3ms", "disk": "10ms", "locked": "5ms" }"#
    let client = #"{ "arrivals": { "constant": "10/s" }, "calls": "database" }"#
    let result = try Self.play(client, slots: 1, read: read, #""cores": 1,"#)
    #expect(try #require(try result.client().latency).areAll(.milliseconds(20)))
    let disk = try Self.disk(result)
    // The law of utilisation: ten a second for 10 ms each.
    #expect(abs(disk.utilisation - 0.1) < 0.002)
    #expect(disk.queueMean == 0)
  }

  /// Erlang's formula for two slots and a load of 1.5: who comes waits with probability 0.6429, for
  /// 1 / (200/s - 150/s) on average, and is there for 10 ms.
  @Test func `random operations wait as Erlang says`() throws {
    let result = try Self.play(
      #"{ "arrivals": { "poisson": "150/s" }, "calls": "database" }"#, slots: 2,
      read: #"{ "disk": { "exponential": "10ms" } }"#, run: #""duration": "200s", "warmup": "10s""#)
    let mean = try #require(try result.client().latency).meanNanoseconds / 1e6
    #expect(abs(mean - 22.857) < 1.4, "\(mean)")
    let disk = try Self.disk(result)
    #expect(abs(disk.utilisation - 0.75) < 0.02)
    // Little's law for those who wait.
    #expect(abs(disk.queueMean - 150 * 0.012857) < 0.25)
  }

  @Test(arguments: [
    (#"{ "at": "1s", "for": "5s", "slow": "database", "factor": 2 }"#, 300),
    (#"{ "at": "1s", "for": "5s", "freeze": "database" }"#, 1_000),
  ])
  func `a server that is slow or stands still is so at its disks`(
    _ fault: String, _ count: UInt64
  ) throws {
    let result = try Self.play(
      #"{ "users": 2, "think": "0s", "calls": "database" }"#, slots: 1,
      read: #"{ "disk": "5ms" }"#, faults: [fault])
    // Of 2,000 in ten seconds, without those of five that were lost or half lost.
    let lost: UInt64 = count == 1_000 ? 1_000 : 500
    #expect(try result.client().succeeded == 2_000 - lost)
  }

  @Test func `who is cancelled at the disks, or in their line, leaves them to others`() throws {
    let result = try Self.play(
      """
      { "arrivals": { "poisson": "400/s" }, "calls": "database", "timeout": "15ms",
        "onTimeout": "cancel" }
      """, slots: 2, read: #"{ "disk": { "exponential": "10ms" } }"#)
    #expect(try result.client().count(.timeout) > 100)
    #expect(try Self.disk(result).utilisation > 0.9)
    #expect(try result.station("database").inSystemMaximum < 30)
  }

  @Test func `a crash leaves nobody at the disks`() throws {
    let result = try Self.play(
      #"{ "users": 4, "think": "1s", "calls": "database" }"#, slots: 1,
      read: #"{ "disk": "100ms" }"#, run: #""duration": "3s", "warmup": "0s""#,
      faults: [#"{ "at": "1150ms", "for": "50ms", "crash": "database" }"#])
    // One was done, one was there, and two waited; a second later there is room for all of them.
    #expect(try result.client().blame == ["3 crashed at database"])
    #expect(try Self.disk(result).queueMaximum == 3)
    #expect(try result.client().succeeded == 5)
  }
}
