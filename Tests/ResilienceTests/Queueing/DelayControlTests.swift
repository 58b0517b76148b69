import Resilience
import Testing
import TimeBase

@Suite struct DelayControlTests {
  private static func verdicts(_ steps: [(time: Int64, wait: Int64)]) -> [Bool] {
    var control = CoDel(.init(), at: .zero)
    return steps.map {
      control.drops(waited: .milliseconds($0.wait), at: .init(milliseconds: $0.time))
    }
  }

  /// folly's own test of its class [upstream].
  @Test func `a server drops after an interval in which all have waited`() {
    let steps: [(Int64, Int64)] = [(110, 100), (200, 50), (200, 50), (310, 2), (400, 20)]
    #expect(Self.verdicts(steps) == [false, false, true, false, true])
  }

  /// Recomputed from folly's algorithm: the interval ends at construction, so that overload can be
  /// declared on the second request.
  @Test func `a server keeps the first request of each interval`() {
    let steps: [(Int64, Int64)] = [
      (1, 20), (2, 20), (50, 20), (90, 8), (103, 30), (104, 30), (110, 11), (111, 10), (150, 9),
      (204, 30), (205, 4), (210, 30), (305, 30), (306, 30),
    ]
    let dropped = zip(steps, Self.verdicts(steps)).filter(\.1).map(\.0.0)
    #expect(dropped == [50, 104, 110, 210])
  }

  @Test(arguments: [(0, 0), (1, 10), (5, 50), (9, 90), (10, 100), (50, 100)] as [(Int64, Int64)])
  func `the load is how far the shortest wait has come`(wait: Int64, percent: Int64) {
    var control = CoDel(.init(), at: .zero)
    _ = control.drops(waited: .milliseconds(wait), at: .zero)
    #expect(control.load == percent)
  }

  /// RFC 8289's control law for 100 ms: 100, 70.711, 57.735, 50 and 44.721 ms.
  @Test(
    arguments: [
      (1, 100_000_000), (2, 70_710_678), (3, 57_735_026), (4, 50_000_000), (5, 44_721_359),
      (.max, 1_525),
    ] as [(UInt32, Int64)])
  func `drops come closer with the square root of their number`(count: UInt32, spacing: Int64) {
    #expect(NetworkCoDel.spacing(.milliseconds(100), after: count).nanoseconds == spacing)
  }

  @Test func `the square root is exact to the last digit`() {
    var draws = TestDraws(seed: 5)
    for _ in 0..<2_000 {
      let bits = draws.below(128)
      let number = (UInt128(draws.next()) << 64 | UInt128(draws.next())) >> UInt128(bits)
      let root = number.integerSquareRoot
      #expect(root * root <= number)
      let next = (root + 1).multipliedReportingOverflow(by: root + 1)
      #expect(next.overflow || next.partialValue > number)
    }
    #expect(UInt128.max.integerSquareRoot == UInt128(UInt64.max))
  }

  @Test(arguments: 1...6)
  func `a router drops as the pseudo-code of RFC 8289 does`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var control = NetworkCoDel(.init())
    var twin = PseudoCoDel()
    var line: [Int64] = []
    var now: Int64 = 0
    var dropCount = 0
    for step in 0..<8_000 {
      now += Int64(draws.below(4_000_000))
      // Overload comes and goes.
      let arrivals = step / 1_000 % 2 == 0 ? draws.below(4) : draws.below(2)
      for _ in 0..<arrivals { line.append(now) }
      twin.line = line
      twin.dropped = 0
      let expected = twin.dequeue(at: now)
      var served: Int64?
      var dropped = 0
      var isEmpty = true
      while !line.isEmpty {
        let since = line.removeFirst()
        let drops = control.drops(
          waited: .nanoseconds(now - since), behind: line.count, at: .init(nanoseconds: now))
        guard drops else {
          served = since
          isEmpty = false
          break
        }
        dropped += 1
      }
      if isEmpty { control.queueIsEmpty() }
      #expect(served == expected && dropped == twin.dropped && line.count == twin.line.count)
      #expect(control.isDropping == twin.isDropping)
      dropCount += dropped
    }
    #expect(dropCount > 40)
  }

  /// Fail at Scale (from memory): 5 ms in a queue that has not been empty for 100 ms, else 100 ms.
  @Test func `patience is short in a queue that stands`() {
    var queue = SelectedQueue<Int>(
      .init(delayControl: .standingQueueTimeout(.init())))
    _ = queue.offer(1, at: .zero)
    _ = queue.offer(2, at: .init(milliseconds: 100))
    _ = queue.offer(3, at: .init(milliseconds: 101))
    #expect(queue.take(at: .init(milliseconds: 107)) == .dropped(1, .delayControl))
    #expect(queue.take(at: .init(milliseconds: 107)) == .served(2))
    #expect(queue.take(at: .init(milliseconds: 107)) == .dropped(3, .delayControl))
    #expect(queue.take(at: .init(milliseconds: 107)) == nil)
    _ = queue.offer(4, at: .init(milliseconds: 107))
    #expect(queue.take(at: .init(milliseconds: 207)) == .served(4))
  }

  @Test func `a queue asks its delay control about each whose turn it is`() {
    var queue = SelectedQueue<Int>(.init(delayControl: .coDel(.init())))
    for element in 1...3 { _ = queue.offer(element, at: .zero) }
    #expect(queue.take(at: .init(milliseconds: 110)) == .served(1))
    #expect(queue.take(at: .init(milliseconds: 200)) == .served(2))
    #expect(queue.take(at: .init(milliseconds: 200)) == .dropped(3, .delayControl))
  }
}

/// RFC 8289, section 5, transcribed with packets of one full size.
private struct PseudoCoDel {
  let target: Int64 = 5_000_000
  let interval: Int64 = 100_000_000
  var line: [Int64] = []
  var dropped = 0
  var firstAboveTime: Int64 = 0
  var dropNext: Int64 = 0
  var count: UInt32 = 0
  var lastCount: UInt32 = 0
  var isDropping = false

  func controlLaw(_ time: Int64, _ count: UInt32) -> Int64 {
    time + NetworkCoDel.spacing(.nanoseconds(interval), after: count).nanoseconds
  }

  mutating func remove(at now: Int64) -> (packet: Int64?, mayDrop: Bool) {
    guard !line.isEmpty else {
      firstAboveTime = 0
      return (nil, false)
    }
    let packet = line.removeFirst()
    if now - packet < target || line.count <= 1 {
      firstAboveTime = 0
      return (packet, false)
    }
    if firstAboveTime == 0 {
      firstAboveTime = now + interval
      return (packet, false)
    }
    return (packet, now >= firstAboveTime)
  }

  mutating func dequeue(at now: Int64) -> Int64? {
    var result = remove(at: now)
    if isDropping {
      if !result.mayDrop { isDropping = false }
      while now >= dropNext && isDropping {
        dropped += 1
        count += 1
        result = remove(at: now)
        if result.mayDrop {
          dropNext = controlLaw(dropNext, count)
        } else {
          isDropping = false
        }
      }
    } else if result.mayDrop {
      dropped += 1
      result = remove(at: now)
      isDropping = true
      let delta = count &- lastCount
      count = delta > 1 && now - dropNext < 16 * interval ? delta : 1
      dropNext = controlLaw(now, count)
      lastCount = count
    }
    return result.packet
  }
}
