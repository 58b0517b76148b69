import Resilience

extension ResultBuilder {
  func stores(_ station: Int, in part: Part) -> [StoreResult] {
    plan.stores.filter { $0.station == station }.map { store in
      let range = store.first..<store.first + store.count
      let later = part.after.extras.stores[range]
      let earlier = part.before?.extras.stores[range]
      func count(_ figure: (StoreState) -> UInt64) -> UInt64 {
        later.reduce(0) { $0 + figure($1) } - (earlier?.reduce(0) { $0 + figure($1) } ?? 0)
      }
      // Each has given the numbers from 1 on: what several have is what all but the longest have.
      let given = later.map(\.records.lastNumber)
      return StoreResult(
        name: store.name, inserted: count(\.inserted), found: count(\.found),
        absent: count(\.absent), removed: count(\.removed),
        entriesAtEnd: later.map(\.records.count),
        collisions: given.reduce(0, +) - (given.max() ?? 0))
    }
  }
}
