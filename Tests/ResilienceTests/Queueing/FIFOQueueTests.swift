import Resilience
import Testing

@Suite struct FIFOQueueTests {
  @Test func `who comes first is served first`() {
    var queue = FIFOQueue<Int>()
    for element in 1...5 { #expect(queue.enqueue(element) != nil) }
    #expect(queue.first == 1)
    #expect(queue.elements == [1, 2, 3, 4, 5])
    #expect((1...6).map { _ in queue.dequeue() } == [1, 2, 3, 4, 5, nil])
    #expect(queue.isEmpty)
  }

  @Test func `a full line takes nobody until somebody leaves`() throws {
    var queue = FIFOQueue<Int>(capacity: 2)
    #expect(queue.capacity == 2)
    _ = queue.enqueue(1)
    let second = queue.enqueue(2)
    #expect(!queue.hasRoom)
    #expect(queue.enqueue(3) == nil)
    #expect(queue.remove(try #require(second)) == 2)
    #expect(queue.enqueue(4) != nil)
    #expect(queue.elements == [1, 4])
  }

  @Test func `a line without places takes nobody`() {
    var queue = FIFOQueue<Int>(capacity: 0)
    #expect(queue.enqueue(1) == nil)
    #expect(queue.dequeue() == nil)
  }

  @Test(arguments: [(0, [2, 3, 4]), (1, [1, 3, 4]), (3, [1, 2, 3])])
  func `anybody may leave, wherever he stands`(position: Int, rest: [Int]) {
    var queue = FIFOQueue<Int>()
    var tickets: [QueueTicket] = []
    for element in 1...4 {
      if let ticket = queue.enqueue(element) { tickets.append(ticket) }
    }
    #expect(queue.remove(tickets[position]) == position + 1)
    #expect(queue.elements == rest)
    #expect(queue.enqueue(5) != nil)
    #expect(queue.elements == rest + [5])
    #expect((1...4).map { _ in queue.dequeue() } == rest + [5])
  }

  @Test(arguments: 1...8)
  func `the line agrees with a plain list of those who wait`(seed: UInt64) {
    var draws = TestDraws(seed: seed)
    let capacity = seed.isMultiple(of: 2) ? 20 : nil
    var queue = FIFOQueue<Int>(capacity: capacity)
    var twin: [(element: Int, ticket: QueueTicket)] = []
    var longest = 0
    for step in 0..<4_000 {
      // Arrivals prevail in the first half and departures in the second.
      switch draws.below(step < 2_000 ? 4 : 5) {
      case 0, 1:
        let ticket = queue.enqueue(step)
        #expect((ticket == nil) == (twin.count == capacity))
        if let ticket { twin.append((step, ticket)) }
      case 2 where !twin.isEmpty:
        let leaver = twin.remove(at: draws.below(twin.count))
        #expect(queue.remove(leaver.ticket) == leaver.element)
      default:
        #expect(queue.dequeue() == (twin.isEmpty ? nil : twin.removeFirst().element))
      }
      longest = max(longest, twin.count)
      #expect(queue.count == twin.count)
      #expect(queue.first == twin.first?.element)
    }
    #expect(queue.elements == twin.map(\.element))
    #expect(queue.placeCount == longest)
    queue.removeAll()
    #expect(queue.isEmpty && queue.dequeue() == nil)
    #expect(queue.enqueue(1) != nil && queue.elements == [1])
  }

  @Test func `leaving a second time is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var queue = FIFOQueue<Int>()
      _ = queue.enqueue(1)
      if let ticket = queue.enqueue(2) {
        queue.remove(ticket)
        queue.remove(ticket)
      }
    }
  }

  @Test func `leaving after being served is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var queue = FIFOQueue<Int>()
      if let ticket = queue.enqueue(1) {
        _ = queue.dequeue()
        queue.remove(ticket)
      }
    }
  }
}
