import Resilience
import Testing
import TimeBase

@Suite struct VisibilityQueueTests {
  private static func seconds(_ count: Int64) -> Instant { .zero + .seconds(count) }

  /// Vector Q1: visibility 30 s, received at 0 and not deleted.
  @Test func `a message is hidden until its timeout and then received again`() {
    var queue = VisibilityQueue<Int>(.init(maximumReceives: 3))
    queue.send(1, at: .zero)
    #expect(queue.count(receivedAt: .zero) == 1)
    #expect(queue.nextVisible == Self.seconds(30))
    #expect(queue.receive(at: Self.seconds(29)) == nil)
    #expect(queue.count(receivedAt: Self.seconds(30)) == 2)
  }

  /// Vector Q2, the example of AWS: 60 s, changed to 10 s at 15.
  @Test func `a changed timeout counts from the change`() throws {
    var queue = VisibilityQueue<Int>(.init(visibilityTimeout: .seconds(60)))
    queue.send(1, at: .zero)
    let receipt = try queue.receipt(at: .zero)
    #expect(queue.changeVisibility(of: receipt, to: .seconds(10), at: Self.seconds(15)) == .done)
    #expect(queue.receive(at: Self.seconds(25) - .nanoseconds(1)) == nil)
    #expect(queue.count(receivedAt: Self.seconds(25)) == 2)
  }

  /// Vector Q3: received at 0, 30 and 60, at most three times.
  @Test func `a message that was received as often as it may be is a dead letter`() {
    var queue = VisibilityQueue<Int>(.init(maximumReceives: 3))
    queue.send(7, at: .zero)
    for time in [0, 30, 60] as [Int64] {
      #expect(queue.message(receivedAt: Self.seconds(time)) == 7)
    }
    #expect(queue.receive(at: Self.seconds(90)) == .deadLettered(7))
    #expect(queue.receive(at: Self.seconds(90)) == nil)
    #expect(queue.count == 0 && queue.inFlightCount == 0)
  }

  /// Vector Q4: work of 40 s with a timeout of 30.
  @Test func `who takes too long shares the message and cannot delete it`() throws {
    var queue = VisibilityQueue<Int>()
    queue.send(1, at: .zero)
    let first = try queue.receipt(at: .zero)
    let second = try queue.receipt(at: Self.seconds(30))
    #expect(queue.delete(first, at: Self.seconds(40)) == .stale)
    #expect(queue.count == 1)
    #expect(queue.delete(second, at: Self.seconds(70)) == .done)
    #expect(queue.delete(second, at: Self.seconds(70)) == .unknown)
    #expect(queue.delete(first, at: Self.seconds(70)) == .unknown)
  }

  @Test func `a late delete works as long as nobody else has the message`() throws {
    var queue = VisibilityQueue<Int>()
    queue.send(1, at: .zero)
    let receipt = try queue.receipt(at: .zero)
    #expect(
      queue.changeVisibility(of: receipt, to: .seconds(9), at: Self.seconds(31)) == .notInFlight)
    #expect(queue.delete(receipt, at: Self.seconds(31)) == .done)
    #expect(queue.receive(at: Self.seconds(31)) == nil)
  }

  @Test func `a message cannot be hidden for more than twelve hours in all`() throws {
    var queue = VisibilityQueue<Int>()
    queue.send(1, at: .zero)
    let receipt = try queue.receipt(at: .zero)
    let now = Self.seconds(20)
    let rest = TimeSpan.minutes(12 * 60) - .seconds(20)
    #expect(
      queue.changeVisibility(of: receipt, to: rest + .nanoseconds(1), at: now)
        == .beyondMaximum(rest))
    #expect(queue.changeVisibility(of: receipt, to: rest, at: now) == .done)
    #expect(queue.nextVisible == .zero + .minutes(12 * 60))
  }

  @Test func `with a timeout of zero a message is there again at once`() throws {
    var queue = VisibilityQueue<Int>(.init(visibilityTimeout: .zero))
    queue.send(1, at: .zero)
    let first = try queue.receipt(at: .zero)
    #expect(queue.count(receivedAt: .zero) == 2)
    #expect(queue.inFlightCount == 0)
    #expect(queue.delete(first, at: .zero) == .stale)
  }

  @Test func `a delayed message is not seen before its time, and those before it are no obstacle`()
  {
    var queue = VisibilityQueue<Int>()
    queue.send(1, delay: .seconds(5), at: .zero)
    queue.send(2, at: Self.seconds(1))
    #expect(queue.visibleCount == 1 && queue.inFlightCount == 0)
    #expect(queue.message(receivedAt: Self.seconds(1)) == 2)
    #expect(queue.receive(at: Self.seconds(4)) == nil)
    #expect(queue.message(receivedAt: Self.seconds(5)) == 1)
  }

  @Test func `a message that is too old comes out as expired, whoever has it`() throws {
    var queue = VisibilityQueue<Int>(.init(retention: .minutes(1)))
    queue.send(1, at: .zero)
    queue.send(2, at: Self.seconds(1))
    let receipt = try queue.receipt(at: Self.seconds(50))
    #expect(queue.receive(at: Self.seconds(60)) == .expired(1))
    #expect(queue.delete(receipt, at: Self.seconds(60)) == .unknown)
    #expect(queue.message(receivedAt: Self.seconds(60)) == 2)
    #expect(queue.receive(at: Self.seconds(61)) == .expired(2))
  }

  @Test func `nothing is delivered while as many are in flight as may be`() throws {
    var queue = VisibilityQueue<Int>(.init(inFlightLimit: 1))
    queue.send(1, at: .zero)
    queue.send(2, at: .zero)
    let receipt = try queue.receipt(at: .zero)
    #expect(queue.receive(at: .zero) == .overLimit)
    #expect(queue.delete(receipt, at: .zero) == .done)
    #expect(queue.message(receivedAt: .zero) == 2)
  }

  @Test func `a group goes on when its first message is deleted or given up, others do at once`()
    throws
  {
    var queue = VisibilityQueue<Int>(.init(maximumReceives: 1))
    for (message, group) in [(1, 7), (2, 7), (3, 8), (4, 7)] as [(Int, UInt64)] {
      queue.send(message, group: group, at: .zero)
    }
    let first = try queue.receipt(at: .zero)
    #expect(queue.message(receivedAt: .zero) == 3)
    #expect(queue.message(receivedAt: .zero) == nil)
    #expect(queue.delete(first, at: Self.seconds(1)) == .done)
    #expect(queue.message(receivedAt: Self.seconds(1)) == 2)
    #expect(queue.receive(at: Self.seconds(31)) == .deadLettered(2))
    #expect(queue.receive(at: Self.seconds(31)) == .deadLettered(3))
    #expect(queue.message(receivedAt: Self.seconds(31)) == 4)
    #expect(queue.count == 1)
  }

  @Test(arguments: 1...4)
  func `of a group one is in flight at most, and they are deleted in their order`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var queue = VisibilityQueue<Int>(.init(retention: .minutes(5)))
    var sent: [[Int]] = Array(repeating: [], count: 3)
    var latest: [(receipt: MessageReceipt, group: Int)?] = Array(repeating: nil, count: 3)
    var deletedCount = 0
    for step in 0..<3_000 {
      let now = Self.seconds(Int64(step))
      switch draws.below(3) {
      case 0:
        let group = draws.below(3)
        // The number of a message tells its group.
        sent[group].append(step * 3 + group)
        queue.send(step * 3 + group, group: UInt64(group), at: now)
      case 1:
        guard let (receipt, group) = latest[draws.below(3)] else { break }
        if queue.delete(receipt, at: now) == .done {
          sent[group].removeFirst()
          deletedCount += 1
        }
      default:
        switch queue.receive(at: now) {
        case .delivered(let message, let receipt):
          #expect(message == sent[message % 3].first)
          latest[message % 3] = (receipt, message % 3)
        case .expired(let message): #expect(message == sent[message % 3].removeFirst())
        case .deadLettered, .overLimit: Issue.record("there is no limit")
        case nil: break
        }
      }
      #expect(queue.inFlightCount + queue.visibleCount <= 3)
      #expect(queue.count == sent.reduce(0) { $0 + $1.count })
    }
    #expect(deletedCount > 100)
  }

  @Test(arguments: 1...4)
  func `the queue agrees with a plain list of messages`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let policy = VisibilityQueuePolicy(
      visibilityTimeout: .seconds(30), retention: .minutes(4), maximumReceives: 4,
      inFlightLimit: 20)
    var queue = VisibilityQueue<Int>(policy)
    var twin = MessageTwin(policy)
    var receipts: [(new: MessageReceipt, message: Int)] = []
    var now = Instant.zero
    var counts = (sent: 0, deleted: 0, gone: 0)
    for step in 0..<2_500 {
      now += .seconds(Int64(draws.below(3)))
      switch draws.below(7) {
      case 0, 1:
        let delay = TimeSpan.seconds(Int64(draws.below(40)))
        queue.send(step, delay: delay, at: now)
        twin.entries.append(.init(message: step, sent: now, visible: now + delay))
        counts.sent += 1
      case 5 where !receipts.isEmpty:
        let (receipt, message) = receipts[draws.below(receipts.count)]
        let outcome = queue.delete(receipt, at: now)
        #expect(outcome == twin.delete(message, receipt.receiveCount))
        if outcome == .done { counts.deleted += 1 }
      case 6 where !receipts.isEmpty:
        let (receipt, message) = receipts[draws.below(receipts.count)]
        let span = TimeSpan.seconds(Int64(draws.below(60)))
        #expect(
          queue.changeVisibility(of: receipt, to: span, at: now)
            == twin.change(message, receipt.receiveCount, to: span, at: now))
      default:
        let reception = queue.receive(at: now)
        #expect(reception?.kind == twin.receive(at: now))
        switch reception {
        case .delivered(let message, let receipt): receipts.append((receipt, message))
        case .deadLettered, .expired: counts.gone += 1
        case .overLimit, nil: break
        }
        if receipts.count > 6 { receipts.removeFirst() }
      }
      #expect(queue.count == twin.entries.count)
      #expect(queue.count == counts.sent - counts.deleted - counts.gone)
    }
    #expect(counts.deleted > 50 && counts.gone > 50)
  }

  @Test(
    arguments: [
      (.init(visibilityTimeout: .seconds(-1)), "a visibility timeout of -1s is not in 0s...12h"),
      (.init(delay: .minutes(16)), "a delay of 16m is not in 0s...15m"),
      (.init(retention: .seconds(59)), "a retention of 59s is not in 1m...14d"),
      (
        .init(maximumReceives: 0), "a message cannot be received 0 times; the least is 1"
      ),
      (.init(inFlightLimit: 0), "0 messages in flight are too few; the least is 1"),
    ] as [(VisibilityQueuePolicy, String)])
  func `an impossible policy says why`(policy: VisibilityQueuePolicy, problem: String) {
    #expect(policy.problem == problem)
    #expect(VisibilityQueuePolicy().problem == nil)
  }
}

/// All messages in an array, the oldest first, searched each time.
private struct MessageTwin {
  struct Entry {
    var message: Int
    var sent: Instant
    var visible: Instant
    var received = Instant.zero
    var receives = 0
  }

  let policy: VisibilityQueuePolicy
  var entries: [Entry] = []

  init(_ policy: VisibilityQueuePolicy) { self.policy = policy }

  mutating func receive(at now: Instant) -> String? {
    if let old = entries.first, old.sent + policy.retention <= now {
      entries.removeFirst()
      return "expired \(old.message)"
    }
    guard let index = entries.firstIndex(where: { $0.visible <= now }) else { return nil }
    if entries[index].receives == policy.maximumReceives {
      return "dead \(entries.remove(at: index).message)"
    }
    if entries.count(where: { $0.receives > 0 && $0.visible > now }) == policy.inFlightLimit {
      return "limit"
    }
    entries[index].receives += 1
    entries[index].received = now
    entries[index].visible = now + policy.visibilityTimeout
    return "delivered \(entries[index].message) \(entries[index].receives)"
  }

  mutating func delete(_ message: Int, _ receives: Int) -> ReceiptOutcome {
    guard let index = entries.firstIndex(where: { $0.message == message }) else { return .unknown }
    guard entries[index].receives == receives else { return .stale }
    entries.remove(at: index)
    return .done
  }

  mutating func change(
    _ message: Int, _ receives: Int, to span: TimeSpan, at now: Instant
  ) -> ReceiptOutcome {
    guard let index = entries.firstIndex(where: { $0.message == message }) else { return .unknown }
    guard entries[index].receives == receives else { return .stale }
    guard entries[index].visible > now else { return .notInFlight }
    entries[index].visible = now + span
    return .done
  }
}

extension MessageReception where Message == Int {
  fileprivate var kind: String {
    switch self {
    case .delivered(let message, let receipt): "delivered \(message) \(receipt.receiveCount)"
    case .deadLettered(let message): "dead \(message)"
    case .expired(let message): "expired \(message)"
    case .overLimit: "limit"
    }
  }
}

/// There was nothing to receive.
private struct NothingDelivered: Error {}

extension VisibilityQueue where Message == Int {
  fileprivate mutating func receipt(at now: Instant) throws -> MessageReceipt {
    guard case .delivered(_, let receipt) = receive(at: now) else { throw NothingDelivered() }
    return receipt
  }

  /// The next message; `nil` if there is none.
  fileprivate mutating func message(receivedAt now: Instant) -> Int? {
    if case .delivered(let message, _) = receive(at: now) { message } else { nil }
  }

  /// The how many-th time the next message is received; `nil` if there is none.
  fileprivate mutating func count(receivedAt now: Instant) -> Int? {
    if case .delivered(_, let receipt) = receive(at: now) { receipt.receiveCount } else { nil }
  }
}
