import Resilience
import Testing
import TimeBase

@Suite struct DelayQueueTests {
  @Test func `what is due comes out at its time, and at one time in the order it came`() {
    var queue = DelayQueue<Int>()
    for (element, time) in [(1, 20), (2, 10), (3, 20), (4, 10)] as [(Int, Int64)] {
      queue.schedule(element, at: .init(milliseconds: time))
    }
    #expect(queue.takeDue(at: .init(milliseconds: 9)) == nil)
    #expect(queue.nextDue == .init(milliseconds: 10))
    let due = (1...5).compactMap { _ in queue.takeDue(at: .init(milliseconds: 20)) }
    #expect(due == [2, 4, 1, 3] && queue.isEmpty)
  }

  @Test(arguments: 1...6)
  func `the queue agrees with a sorted list`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    var queue = DelayQueue<Int>()
    var twin: [(element: Int, time: Instant, order: Int, ticket: QueueTicket)] = []
    for step in 0..<4_000 {
      let time = Instant(nanoseconds: Int64(step + draws.below(200)))
      switch draws.below(6) {
      case 0...2: twin.append((step, time, step, queue.schedule(step, at: time)))
      case 3 where !twin.isEmpty:
        let leaver = twin.remove(at: draws.below(twin.count))
        #expect(queue.cancel(leaver.ticket) == leaver.element)
      case 4 where !twin.isEmpty:
        let index = draws.below(twin.count)
        queue.reschedule(twin[index].ticket, at: time)
        (twin[index].time, twin[index].order) = (time, step)
      default:
        twin.sort { ($0.time, $0.order) < ($1.time, $1.order) }
        let now = Instant(nanoseconds: Int64(step))
        let isDue = twin.first.map { $0.time <= now } ?? false
        #expect(queue.takeDue(at: now) == (isDue ? twin.removeFirst().element : nil))
      }
      #expect(queue.count == twin.count)
    }
  }

  @Test func `cancelling twice is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var queue = DelayQueue<Int>()
      let ticket = queue.schedule(1, at: .zero)
      queue.cancel(ticket)
      queue.cancel(ticket)
    }
  }
}
