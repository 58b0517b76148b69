import Resilience
import Testing
import TimeBase

@Suite struct IdempotencyStoreTests {
  @Test func `the first request executes, and those after it get its result`() {
    var store = IdempotencyStore<Int>()
    #expect(store.begin(7, fingerprint: 1, at: .zero) == .executes)
    #expect(store.begin(7, fingerprint: 1, at: .zero) == .inProgress)
    #expect(store.complete(7, 500) == true)
    // Failures of the server are results as well.
    #expect(store.begin(7, fingerprint: 1, at: .zero) == .replays(500))
    #expect(store.begin(7, fingerprint: 2, at: .zero) == .differs)
    #expect(store.begin(8, fingerprint: 2, at: .zero) == .executes)
  }

  @Test func `what was refused before anything was done may be sent again`() {
    var store = IdempotencyStore<Int>()
    _ = store.begin(7, fingerprint: 1, at: .zero)
    #expect(store.abandon(7) == true)
    #expect(store.abandon(7) == false)
    #expect(store.begin(7, fingerprint: 2, at: .zero) == .executes)
  }

  @Test func `a key is forgotten a day after it began`() {
    var store = IdempotencyStore<Int>()
    _ = store.begin(7, fingerprint: 1, at: .zero)
    store.complete(7, 200)
    let day = Instant.zero + .minutes(24 * 60)
    #expect(store.begin(7, fingerprint: 1, at: day - .nanoseconds(1)) == .replays(200))
    #expect(store.begin(7, fingerprint: 1, at: day) == .executes)
    #expect(store.count == 1)
  }

  @Test func `of too many keys the oldest is forgotten, and its result finds no place`() {
    var store = IdempotencyStore<Int>(.init(limit: 2))
    for key in 1...2 as ClosedRange<UInt64> { _ = store.begin(key, fingerprint: 0, at: .zero) }
    #expect(store.begin(3, fingerprint: 0, at: .zero) == .executesForgetting(1))
    #expect(store.complete(1, 200) == false)
    #expect(store.count == 2)
  }

  /// The three places where a worker can crash between a delivery and its acknowledgement, and how
  /// often the effect has happened after the redelivery.
  @Test(
    arguments: [
      ("before the effect", 1), ("before the result is kept", 2),
      ("before the acknowledgement", 1),
    ])
  func `a crash repeats the effect only if its result was not kept`(place: String, effects: Int) {
    // The key that is left in progress is forgotten before the message comes back; a result is not.
    var store = IdempotencyStore<Int>(.init(retention: .seconds(60)))
    let isKept = place == "before the acknowledgement"
    let timeout = TimeSpan.seconds(isKept ? 30 : 90)
    var queue = VisibilityQueue<UInt64>(.init(visibilityTimeout: timeout))
    queue.send(7, at: .zero)
    var count = 0
    for attempt in 0..<2 as Range<Int64> {
      let now = Instant.zero + timeout * attempt
      guard case .delivered(let key, let receipt) = queue.receive(at: now) else {
        Issue.record("nothing was delivered")
        return
      }
      let crashes = attempt == 0
      if crashes, place == "before the effect" { continue }
      if store.begin(key, fingerprint: 0, at: now) == .executes {
        count += 1
        if crashes, place == "before the result is kept" { continue }
        store.complete(key, 200)
      }
      if crashes { continue }
      #expect(queue.delete(receipt, at: now) == .done)
    }
    #expect(count == effects && queue.count == 0)
  }

  @Test func `completing twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var store = IdempotencyStore<Int>()
      _ = store.begin(7, fingerprint: 1, at: .zero)
      store.complete(7, 200)
      store.complete(7, 500)
    }
  }

  @Test func `an impossible policy says why`() {
    typealias Policy = IdempotencyStore<Int>.Policy
    #expect(Policy(retention: .zero).problem == "a retention of 0s is not longer than zero")
    #expect(Policy(limit: 0).problem == "0 keys are not in 1...100000000")
    #expect(Policy().problem == nil)
  }
}
