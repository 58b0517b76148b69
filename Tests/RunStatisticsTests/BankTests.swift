import RunStatistics
import Testing

@Suite struct BankTests {
  @Test func `each histogram in it is its own`() {
    var bank = Bank<Histogram>(count: 3) { Histogram(digits: $0 + 1) }
    for index in bank.indices { bank[index].record(Int64(index), times: Int64(index) + 1) }
    let appended = bank.append(Histogram(digits: 5))
    #expect(appended == 3)
    let counts = bank.indices.map { bank[$0].count }
    #expect(counts == [1, 2, 3, 0])
    let digits = bank.indices.map { bank[$0].layout.digits }
    #expect(digits == [1, 2, 3, 5])
  }

  @Test func `keeps what it has while it grows`() {
    var bank = Bank<Histogram>()
    for value: Int64 in 0..<100 {
      let index = bank.append(Histogram())
      bank[index].record(value)
    }
    let maxima = bank.indices.map { bank[$0].maximum }
    #expect(maxima == (0..<100).map { Int64($0) })
  }

  @Test func `ends its elements' lives with its own, once each`() {
    final class Tally {
      var ended: [Int] = []
    }
    struct Mortal: ~Copyable {
      let name: Int
      let tally: Tally

      deinit { tally.ended.append(name) }
    }
    let tally = Tally()
    do {
      var bank = Bank<Mortal>(count: 2) { Mortal(name: $0, tally: tally) }
      for name in 2..<7 { bank.append(Mortal(name: name, tally: tally)) }
      #expect(tally.ended.isEmpty)
    }
    #expect(tally.ended.sorted() == Array(0..<7))
  }

  @Test func `has no element beyond its count`() async {
    await #expect(processExitsWith: .failure) {
      let bank = Bank<Histogram>(count: 2) { _ in Histogram() }
      _ = bank[2].count
    }
    await #expect(processExitsWith: .failure) {
      var bank = Bank<Histogram>(count: 2) { _ in Histogram() }
      bank[-1].record(1)
    }
  }
}
