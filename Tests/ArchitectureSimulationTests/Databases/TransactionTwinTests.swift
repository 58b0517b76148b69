import ArchitectureSimulation
import Testing
import TimeBase

/// Transactions that lock rows in any order, held against the simplest replay of them.
@Suite struct TransactionTwinTests {
  /// Thirty transactions of two to four steps over five rows, within a fifth of a second; no two times
  /// are equal.
  private static func plans(seed: UInt64) -> [LockingTwin.Plan] {
    var word = seed
    func next(_ bound: UInt64) -> Int {
      word = word &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((word >> 33) % bound)
    }
    return (0..<30).map { number in
      LockingTwin.Plan(
        start: Int64(number) * 6_700_003 + Int64(next(1_000)),
        steps: (0..<2 + next(3)).map { _ in (next(5), Int64(9_000_000 + next(5_000_000))) })
    }
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `who waits, who gives up and when is what a replay finds`(seed: UInt64) throws {
    let plans = Self.plans(seed: seed)
    let twin = LockingTwin(plans)
    let operations = plans.enumerated().flatMap { number, plan in
      plan.steps.enumerated().map { step, part in
        #""\#(number)/\#(step)": { "locked": "\#(part.time)ns", "row": "\#(part.row)" }"#
      }
    }
    let handlers = plans.enumerated().map { number, plan in
      let calls = plan.steps.indices.map { #"{ "call": "database", "as": "\#(number)/\#($0)" }"# }
      return #""\#(number)": \#(TransactionTests.transaction(calls.joined(separator: ", ")))"#
    }
    let result = try Sketch(
      run: #""duration": "5m", "warmup": "0s""#,
      clients: plans.enumerated().map { number, plan in
        Sketch.once(
          "client\(number)", at: "\(plan.start)ns", #""requests": { "\#(number)": {} }"#)
      },
      components: [
        (
          "app",
          #"""
          { "kind": "service", "workers": "unlimited",
            "handles": { \#(handlers.joined(separator: ", ")) } }
          """#
        ),
        (
          "database",
          #"""
          { "kind": "database", "connections": 50,
            "operations": { \#(operations.joined(separator: ", ")) } }
          """#
        ),
      ]
    ).play()
    #expect(Books(of: result).complaints == [])
    let books = try TransactionTests.transactions(result)
    let victims = twin.isVictim.count { $0 }
    #expect(victims > 0)
    #expect(books.deadlocks == UInt64(victims))
    #expect(books.committed == UInt64(plans.count - victims))
    #expect(books.lockWaits == UInt64(twin.waits))
    for (number, plan) in plans.enumerated() {
      let client = try result.client("client\(number)")
      #expect(client.latencyOfAll?.maximum.nanoseconds == twin.ends[number] - plan.start)
      #expect(client.count(.deadlock) == (twin.isVictim[number] ? 1 : 0))
    }
  }
}

/// Locks with lines of those who wait, and a look for deadlocks a second after each wait began.
private struct LockingTwin {
  struct Plan {
    var start: Int64
    var steps: [(row: Int, time: Int64)]
  }

  private struct Moment {
    var time: Int64
    var order: Int
    var who: Int
    var isCheck = false
  }

  private let plans: [Plan]
  private(set) var ends: [Int64]
  private(set) var isVictim: [Bool]
  private(set) var waits = 0
  private var holders = [Int?](repeating: nil, count: 5)
  private var lines = [[Int]](repeating: [], count: 5)
  private var places: [Int]
  private var awaited: [Int?]
  private var since: [Int64]
  private var moments: [Moment] = []
  private var order = 0

  init(_ plans: [Plan]) {
    self.plans = plans
    ends = plans.map { _ in 0 }
    isVictim = plans.map { _ in false }
    places = plans.map { _ in 0 }
    awaited = plans.map { _ in nil }
    since = plans.map { _ in 0 }
    for (who, plan) in plans.enumerated() { add(plan.start, who) }
    while let index = moments.indices.min(by: {
      (moments[$0].time, moments[$0].order) < (moments[$1].time, moments[$1].order)
    }) {
      let next = moments.remove(at: index)
      if next.isCheck { check(next) } else { goOn(next.who, next.time) }
    }
  }

  private mutating func add(_ time: Int64, _ who: Int, isCheck: Bool = false) {
    order += 1
    moments.append(Moment(time: time, order: order, who: who, isCheck: isCheck))
  }

  private mutating func goOn(_ who: Int, _ now: Int64) {
    guard places[who] < plans[who].steps.count else {
      finish(who, now)
      return
    }
    let row = plans[who].steps[places[who]].row
    guard holders[row] == nil || holders[row] == who else {
      lines[row].append(who)
      awaited[who] = row
      since[who] = now
      waits += 1
      add(now + 1_000_000_000, who, isCheck: true)
      return
    }
    has(row, who, now)
  }

  private mutating func has(_ row: Int, _ who: Int, _ now: Int64) {
    holders[row] = who
    awaited[who] = nil
    add(now + plans[who].steps[places[who]].time, who)
    places[who] += 1
  }

  private mutating func finish(_ who: Int, _ now: Int64) {
    ends[who] = now
    for row in holders.indices where holders[row] == who {
      holders[row] = nil
      if !lines[row].isEmpty { has(row, lines[row].removeFirst(), now) }
    }
  }

  private mutating func check(_ moment: Moment) {
    let who = moment.who
    guard awaited[who] != nil, since[who] + 1_000_000_000 == moment.time else { return }
    var other = who
    for _ in plans {
      guard let row = awaited[other], let holder = holders[row] else { return }
      other = holder
      guard other == who else { continue }
      isVictim[who] = true
      lines[row].removeAll { $0 == who }
      if let own = awaited[who] { lines[own].removeAll { $0 == who } }
      awaited[who] = nil
      finish(who, moment.time)
      return
    }
  }
}
