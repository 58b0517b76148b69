import Foundation
import Synchronization

/// Threads that share numbered pieces of work. What they make is handed over in the order of the
/// numbers, whoever was ready first.
struct WorkCrew {
  let threads: Int

  /// Pieces that each thread may be ahead of what was handed over.
  let lead: Int

  /// How often the caller looks at the progress.
  private static let interval = DispatchTimeInterval.milliseconds(50)

  /// Enough for a run, whose state the compiler puts on the stack now and then.
  private static let stackSize = 16 << 20

  init(threads: Int, lead: Int = 2) {
    precondition(threads > 0, "no work gets done by \(threads) threads")
    self.threads = threads
    self.lead = lead
  }

  /// Carries out pieces 0 to `count` - 1.
  ///
  /// - Parameters:
  ///   - work: Makes one piece, on any thread; says in between which share of it is done and how many
  ///     events that took, and returns `nil` when it is told by `false` to give up.
  ///   - proceed: As in ``RunSeries/perform(threads:proceed:deliver:)``.
  ///   - notice: Gets each product once, as soon as it is there and whatever is still missing before
  ///     it, on the thread of the caller; `false` breaks the work off.
  ///   - deliver: As there.
  /// - Returns: Whether `proceed` never broke it off.
  func perform<Product: Sendable>(
    _ count: Int,
    work: @escaping @Sendable (Int, _ report: (Double, UInt64) -> Bool) -> Product?,
    proceed: (SeriesProgress) -> Bool, notice: (Int, Product) -> Bool = { _, _ in true },
    deliver: (Int, Product) -> Bool
  ) -> Bool {
    let threads = min(threads, max(1, count))
    let desk = WorkDesk<Product>(count: count, threads: threads)
    for _ in 0..<threads * lead { desk.room.signal() }
    for worker in 0..<threads {
      let thread = Thread { Self.serve(desk, as: worker, work) }
      thread.stackSize = Self.stackSize
      thread.start()
    }
    let isWhole = supervise(desk, count, proceed: proceed, notice: notice, deliver: deliver)
    desk.close()
    for _ in 0..<threads { desk.room.signal() }
    for _ in 0..<threads { desk.left.wait() }
    // What was finished while the others were told to stop.
    for (number, product) in desk.takeFresh() where !notice(number, product) { break }
    return isWhole
  }

  private func supervise<Product>(
    _ desk: WorkDesk<Product>, _ count: Int, proceed: (SeriesProgress) -> Bool,
    notice: (Int, Product) -> Bool, deliver: (Int, Product) -> Bool
  ) -> Bool {
    var next = 0
    while next < count {
      let mayProceed = proceed(desk.progress(handedOver: next))
      for (number, product) in desk.takeFresh() where !notice(number, product) { return false }
      // What is ready is handed over also when the work is broken off: nothing finished is lost.
      while let product = desk.take(next) {
        next += 1
        guard deliver(next - 1, product) else { return true }
        desk.room.signal()
      }
      guard mayProceed else { return false }
      if next < count { _ = desk.news.wait(timeout: .now() + Self.interval) }
    }
    return true
  }

  private static func serve<Product>(
    _ desk: WorkDesk<Product>, as worker: Int,
    _ work: (Int, _ report: (Double, UInt64) -> Bool) -> Product?
  ) {
    defer { desk.left.signal() }
    while true {
      desk.room.wait()
      guard let number = desk.next() else { return }
      let product = work(number) { share, events in
        desk.note(share, events, by: worker)
        return !desk.isClosed
      }
      guard let product else { return }
      desk.put(product, number, by: worker)
    }
  }
}

/// Where the threads fetch their work and leave what they made.
private final class WorkDesk<Product: Sendable>: Sendable {
  private struct State: Sendable {
    var next = 0
    var products: [Int: Product] = [:]

    /// Those of them that nobody has seen yet.
    var fresh: [Int] = []

    /// What each thread is at.
    var shares: [Double]
    var events: [UInt64]
  }

  private let count: Int
  private let state: Mutex<State>
  private let closed = Atomic<Bool>(false)

  /// Counts pieces that may be begun; said when there is something new to hand over; counts threads that
  /// have gone.
  let room = DispatchSemaphore(value: 0)
  let news = DispatchSemaphore(value: 0)
  let left = DispatchSemaphore(value: 0)

  init(count: Int, threads: Int) {
    self.count = count
    let state = State(
      shares: Array(repeating: 0, count: threads), events: Array(repeating: 0, count: threads))
    self.state = Mutex(state)
  }

  var isClosed: Bool { closed.load(ordering: .relaxed) }

  func close() { closed.store(true, ordering: .relaxed) }

  func next() -> Int? {
    guard !isClosed else { return nil }
    return state.withLock { state in
      guard state.next < count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func note(_ share: Double, _ events: UInt64, by worker: Int) {
    state.withLock { state in
      state.shares[worker] = share
      state.events[worker] = events
    }
  }

  func put(_ product: Product, _ number: Int, by worker: Int) {
    state.withLock { state in
      state.products[number] = product
      state.fresh.append(number)
      state.shares[worker] = 0
      state.events[worker] = 0
    }
    news.signal()
  }

  /// A product whose turn it is, if it has been seen.
  func take(_ number: Int) -> Product? {
    state.withLock { state in
      state.fresh.contains(number) ? nil : state.products.removeValue(forKey: number)
    }
  }

  /// What has come since the last time, in the order in which it came.
  func takeFresh() -> [(Int, Product)] {
    state.withLock { state in
      defer { state.fresh = [] }
      return state.fresh.compactMap { number in
        state.products[number].map { (number, $0) }
      }
    }
  }

  func progress(handedOver: Int) -> SeriesProgress {
    state.withLock { state in
      let finished = handedOver + state.products.count
      return SeriesProgress(
        finished: finished, advance: state.shares.reduce(Double(finished), +),
        events: state.events.reduce(0, +))
    }
  }
}
