import ArchitectureSimulation
import Testing
import TimeBase

/// An interpreter that lets one thread of a process compute at a time is a process with one core: who
/// waits lets go of it.
@Suite struct InterpreterLockTests {
  private func play(_ cores: String, _ clients: [(String, String)], does steps: String) throws
    -> RunResult
  {
    let result = try Sketch(
      run: #""duration": "40s", "warmup": "0s""#, clients: clients,
      components: [
        Sketch.service(
          "app", #""workers": "unlimited", "cpu": { \#(cores) }"#, does: steps)
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  /// Each computes for 10 ms, waits for 10 ms and computes for 10 ms.
  @Test(arguments: [
    // The second computes while the first waits: 0 to 10, 20 to 30, and 10 to 20, 30 to 40.
    (#""cores": 1, "sharing": "inOrder""#, Int64(30), Int64(40)),
    // Both compute at half the pace until 20 ms, and again from 30 ms to 50 ms.
    (#""cores": 1"#, 50, 50),
    (#""cores": 4"#, 30, 30),
  ])
  func `One thread computes at a time, and who waits lets others compute`(
    _ cores: String, _ first: Int64, _ second: Int64
  ) throws {
    let result = try play(
      cores, [Sketch.once("web1"), Sketch.once("web2")],
      does: #"{ "compute": "10ms" }, { "wait": "10ms" }, { "compute": "10ms" }"#)
    #expect(try result.client("web1").latency?.maximum == .milliseconds(first))
    #expect(try result.client("web2").latency?.maximum == .milliseconds(second))
  }

  /// Four threads that compute for 5 ms and wait for 10 ms on average are four machines and one
  /// repairman: nobody computes with probability 1 / (1 + 2 + 3 + 3 + 1.5), so that 1 - 2/21 of the
  /// time yields a request for every 5 ms: 181 a second. Of 7,238 four standard deviations are less
  /// than 5 %.
  @Test func `Threads under a lock are machines with one repairman`() throws {
    let result = try play(
      #""cores": 1"#, [("web", #"{ "users": 4, "think": "0s", "calls": "app" }"#)],
      does: #"{ "compute": { "exponential": "5ms" } }, { "wait": { "exponential": "10ms" } }"#)
    let expected = 40 * (1 - 2.0 / 21) / 0.005
    #expect(abs(Double(try result.client().succeeded) / expected - 1) < 0.05)
  }
}
