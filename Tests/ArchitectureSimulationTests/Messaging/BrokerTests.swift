import ArchitectureSimulation
import Testing
import TimeBase

/// Queues of brokers: visibility timeouts, acknowledgements, dead letters and duplicates.
@Suite struct BrokerTests {
  private func sketch(
    _ queue: String, steps: String, jobs: Int = 5, faults: [String] = []
  ) -> Sketch {
    Sketch(
      run: #""duration": "5m", "warmup": "0s""#,
      clients: [
        (
          "web",
          #"{ "arrivals": { "constant": "1000/s", "limit": \#(jobs) }, "calls": "app" }"#
        )
      ],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }"#),
        ("jobs", #"{ "kind": "queue", \#(queue), "steps": [ \#(steps) ] }"#),
      ], faults: faults)
  }

  private func play(_ sketch: Sketch) throws -> RunResult {
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    return result
  }

  // MARK: Visibility

  @Test func `who deletes in time shares nothing`() throws {
    let result = try play(
      sketch(#""workers": 2, "visibility": { "timeout": "30s" }"#, steps: #"{ "wait": "10s" }"#))
    let jobs = try result.jobs()
    #expect(jobs.succeeded == 5)
    #expect(jobs.duplicates == 0)
    #expect(jobs.deliveries == [.init(number: 1, count: 5)])
    // Two at a time: 10, 10, 20, 20 and 30 s.
    #expect(jobs.timeToSuccess?.maximum.seconds.rounded() == 30)
    #expect(try result.station("jobs").queueMaximum == 3)
  }

  /// A worker takes 40 s and the message is hidden for 30: a second one starts at 30 s, whose receipt
  /// makes the first one's stale, and so on until it has been received three times. The third would
  /// be done at 100 s, but at 90 s the message is a dead letter.
  @Test func `a worker that takes too long shares its message with others`() throws {
    let result = try play(
      sketch(
        #""workers": 3, "visibility": { "timeout": "30s", "maxReceives": 3 }"#,
        steps: #"{ "wait": "40s" }"#, jobs: 1))
    let jobs = try result.jobs()
    #expect(jobs.deliveries == [.init(number: 3, count: 1)])
    #expect(try result.queue().deadLettered == 1)
    #expect(jobs.timeToFailure?.areAll(.seconds(90)) == true)
    #expect(jobs.succeeded == 0)
    // Done at 40, 70 and 100 s, all but the first again.
    #expect(jobs.duplicates == 2)
    #expect(try result.station("jobs").busyMean * 300 == 120)
  }

  @Test func `what is visible again can still be deleted`() throws {
    // The message is visible again from 30 s on, but nobody is there to receive it before 40 s, when
    // it is deleted.
    let result = try play(
      sketch(
        #""workers": 1, "visibility": { "timeout": "30s" }"#, steps: #"{ "wait": "40s" }"#,
        jobs: 1))
    let jobs = try result.jobs()
    #expect(jobs.succeeded == 1)
    #expect(jobs.duplicates == 0)
    #expect(jobs.timeToSuccess?.areAll(.seconds(40)) == true)
  }

  @Test func `what fails is there again after its timeout, and in the end a dead letter`() throws {
    let result = try play(
      sketch(
        #""workers": 1, "visibility": { "timeout": "30s", "maxReceives": 3 }"#,
        steps: #"{ "wait": "1s" }, { "fail": "100%", "status": 500 }"#, jobs: 1))
    let jobs = try result.jobs()
    #expect(jobs.failed == 1)
    #expect(jobs.failures.map(\.cause) == [.error])
    // Received at 0, 30 and 60 s; at 90 s it is not delivered.
    #expect(jobs.timeToFailure?.areAll(.seconds(90)) == true)
    #expect(try result.queue().redelivered == 2)
    #expect(try result.queue().deadLettered == 1)
  }

  @Test func `a delay hides what is new, and age ends what nobody receives`() throws {
    let late = try play(
      sketch(#""visibility": { "delay": "20s" }"#, steps: #"{ "wait": "1s" }"#, jobs: 1))
    #expect(try late.jobs().timeToSuccess?.areAll(.seconds(21)) == true)
    // The second is received when the first is done, and is too old by then.
    let old = try play(
      sketch(
        #""visibility": { "retention": "1m", "timeout": "5m" }"#, steps: #"{ "wait": "90s" }"#,
        jobs: 2))
    #expect(try old.jobs().failures.map(\.cause) == [.queueTimeout])
    #expect(try old.queue().deadLettered == 0)
  }

  @Test func `no more than the limit are in flight`() throws {
    let result = try play(
      sketch(
        #""workers": 10, "visibility": { "inFlight": 2 }"#, steps: #"{ "wait": "10s" }"#, jobs: 6))
    #expect(try result.station("jobs").busyMean * 300 == 60)
    #expect(try result.jobs().timeToSuccess?.maximum.seconds.rounded() == 30)
  }

  /// At 500 ms the worker dies; the broker does not. The message is visible again at 30 s.
  @Test func `a crash of the workers costs a visibility timeout and no message`() throws {
    let result = try play(
      sketch(
        #""visibility": { "timeout": "30s" }"#, steps: #"{ "wait": "1s" }"#, jobs: 1,
        faults: [#"{ "at": "500ms", "for": "1s", "crash": "jobs" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.lost == 0)
    #expect(jobs.timeToSuccess?.areAll(.seconds(31)) == true)
    #expect(jobs.deliveries == [.init(number: 2, count: 1)])
  }

  /// The broker cannot be reached from 0.5 to 60 s: what was done at 1 s cannot be deleted.
  @Test func `a broker that is out hears of no deletion`() throws {
    let result = try play(
      sketch(
        #""visibility": { "timeout": "30s" }"#, steps: #"{ "wait": "1s" }"#, jobs: 1,
        faults: [#"{ "at": "500ms", "for": "59500ms", "outage": "jobs" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.timeToSuccess?.areAll(.seconds(61)) == true)
    #expect(jobs.duplicates == 1)
  }

  // MARK: Push

  /// A job takes 20 s, or 1 s if another is at it already. With any number unacknowledged, five jobs are
  /// dealt to two workers in turn, and two stand behind the long one, each to be a long one itself; with
  /// one, whoever is free takes the next.
  @Test(arguments: [("\"unlimited\"", 60.0), ("1", 20)])
  func `prefetching too much leaves work behind a slow job`(
    prefetch: String, seconds: Double
  ) throws {
    let result = try play(
      sketch(
        #""workers": 2, "push": { "prefetch": \#(prefetch) }"#,
        steps: #"""
          { "lock": "all", "timeout": "1ms", "do": [ { "wait": "20s" } ],
            "otherwise": [ { "wait": "1s" } ] }
          """#))
    #expect(try result.jobs().succeeded == 5)
    #expect(try result.jobs().timeToSuccess?.maximum.seconds.rounded() == seconds)
  }

  @Test(arguments: [("reject", 2, UInt64(3)), ("deadLetter", 20, 1)])
  func `what is rejected too often is a dead letter`(
    onFailure: String, limit: Int, deliveries: UInt64
  ) throws {
    let push =
      #""push": { "prefetch": 1, "onFailure": "\#(onFailure)", "deliveryLimit": \#(limit) }"#
    let result = try play(
      sketch(push, steps: #"{ "wait": "1s" }, { "fail": "100%", "status": 500 }"#, jobs: 2))
    let jobs = try result.jobs()
    #expect(jobs.failed == 2)
    #expect(try result.queue().deadLettered == 2)
    #expect(try result.queue().redelivered == 2 * (deliveries - 1))
    #expect(jobs.deliveries == [.init(number: Int(deliveries), count: 2)])
  }

  @Test func `what is requeued is tried again, without end`() throws {
    let result = try play(
      sketch(
        #""push": { "prefetch": 1 }"#,
        steps: #"{ "wait": "1s" }, { "fail": "100%", "status": 500 }"#, jobs: 1))
    #expect(try result.jobs().workedOnAtEnd == 1)
    #expect(try result.queue().redelivered >= 298)
  }

  /// One of five is in work when the worker dies, four are in its hands.
  @Test(arguments: [(false, UInt64(0), UInt64(5)), (true, 5, 0)])
  func `a lost worker gives back what it has not acknowledged`(
    isAutomatic: Bool, lost: UInt64, succeeded: UInt64
  ) throws {
    let result = try play(
      sketch(
        #""push": { "autoAcknowledge": \#(isAutomatic) }"#, steps: #"{ "wait": "1s" }"#,
        faults: [#"{ "at": "500ms", "for": "1s", "crash": "jobs" }"#]))
    let jobs = try result.jobs()
    #expect(jobs.lost == lost)
    #expect(jobs.succeeded == succeeded)
    #expect(try result.queue().redelivered == (isAutomatic ? 0 : 1))
    if !isAutomatic { #expect(jobs.timeToSuccess?.maximum.seconds.rounded(.down) == 6) }
  }

  @Test func `a full broker refuses`() throws {
    let result = try play(
      sketch(#""capacity": 2, "push": { "prefetch": 1 }"#, steps: #"{ "wait": "1s" }"#))
    #expect(try result.jobs().accepted == 3)
    #expect(try result.client().failed == 2)
  }

  // MARK: Duplicates

  /// The client sends its request three times, because the answer takes longer than it waits.
  @Test(arguments: [("", UInt64(3), UInt64(0)), (#""deduplicate": "5m","#, 1, 2)])
  func `what is sent again is taken once within the window`(
    key: String, accepted: UInt64, suppressed: UInt64
  ) throws {
    let sketch = Sketch(
      clients: [
        Sketch.once(
          "web", calls: "app", #""timeout": "1s", "retry": { "attempts": 3, "backoff": "none" }"#)
      ],
      components: [
        Sketch.service(does: #"{ "enqueue": "jobs" }, { "wait": "5s" }"#),
        ("jobs", #"{ "kind": "queue", \#(key) "steps": [ { "wait": "10ms" } ] }"#),
      ])
    let result = try play(sketch)
    #expect(try result.jobs().accepted == accepted)
    #expect(try result.jobs().suppressed == suppressed)
  }
}
