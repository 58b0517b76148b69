import Resilience
import Testing
import TimeBase

/// Service in random order: anybody of those who wait may be next.
@Suite struct RandomOrderTests {
  @Test(arguments: [1, 2, 3, 7, 64])
  func `each of those who wait has the same share of all words`(count: Int) {
    var queue = SelectedQueue<Int>(.init(discipline: .siro))
    for element in 0..<count { _ = queue.offer(element, at: .zero) }
    // One word of each of as many equal parts of all words.
    let part = UInt64.max / UInt64(count)
    var chosen: [Int] = []
    for number in 0..<count {
      var copy = queue
      guard
        case .served(let element)? = copy.take(at: .zero, word: part * UInt64(number) + part / 2)
      else { continue }
      #expect(copy.count == count - 1)
      chosen.append(element)
    }
    #expect(chosen.sorted() == Array(0..<count))
  }

  @Test func `everybody leaves once, whoever withdraws meanwhile`() {
    var draws = TestDraws(seed: 5)
    var queue = SelectedQueue<Int>(.init(discipline: .siro, capacity: 20))
    var waiting: [(element: Int, ticket: QueueTicket)] = []
    for element in 0..<2_000 {
      switch draws.below(5) {
      case 0...2:
        guard let ticket = queue.offer(element, at: .zero).ticket else {
          #expect(waiting.count == 20)
          continue
        }
        waiting.append((element, ticket))
      case 3 where !waiting.isEmpty:
        let leaver = waiting.remove(at: draws.below(waiting.count))
        #expect(queue.remove(leaver.ticket) == leaver.element)
      default:
        guard case .served(let element)? = queue.take(at: .zero, word: draws.next()) else {
          #expect(waiting.isEmpty)
          continue
        }
        let place = waiting.firstIndex { $0.element == element }
        #expect(place != nil)
        if let place { waiting.remove(at: place) }
      }
      #expect(queue.count == waiting.count)
    }
  }

  @Test func `nobody is displaced, and without a word nobody is chosen`() async {
    #expect(
      QueuePolicy(discipline: .siro, capacity: 5, whenFull: .displaces).problem
        == "a line in random order can do without nobody better than without others")
    await #expect(processExitsWith: .failure) {
      var queue = SelectedQueue<Int>(.init(discipline: .siro))
      _ = queue.offer(1, at: .zero)
      _ = queue.take(at: .zero)
    }
  }
}
