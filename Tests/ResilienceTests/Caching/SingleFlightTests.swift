import Resilience
import Testing
import TimeBase

@Suite struct SingleFlightTests {
  /// Vector SFL, after Go's `singleflight`: a load takes 100 ms; callers come at 0, 0, 0, 50 and,
  /// after the completion, at 100.
  @Test func `vector SFL`() throws {
    var flights = SingleFlight<String, Int>()
    var loads: [Int] = []
    var lead: FlightID?
    for (caller, milliseconds) in [(1, 0), (2, 0), (3, 0), (4, 50)] {
      guard case .leads(let flight) = flights.join("user", as: caller) else { continue }
      loads.append(milliseconds)
      lead = flight
    }
    #expect(loads == [0])
    #expect(flights.complete(try #require(lead)) == [2, 3, 4])
    guard case .leads = flights.join("user", as: 5) else {
      Issue.record("a completed flight was not forgotten")
      return
    }
  }

  @Test func `keys do not wait for each other`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let first = try lead(of: flights.join(1, as: 10))
    let second = try lead(of: flights.join(2, as: 20))
    _ = try seat(of: flights.join(1, as: 11))
    _ = try seat(of: flights.join(2, as: 21))
    #expect(flights.flightCount == 2)
    #expect(flights.waiterCount == 2)
    #expect(flights.complete(second) == [21])
    #expect(flights.complete(first) == [11])
    #expect(flights.flightCount == 0)
    #expect(flights.waiterCount == 0)
  }

  @Test func `a forgotten key is fetched anew while its old flight goes on`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let old = try lead(of: flights.join(1, as: 1))
    _ = try seat(of: flights.join(1, as: 2))
    #expect(flights.forget(1) == true)
    #expect(flights.forget(1) == false)
    let new = try lead(of: flights.join(1, as: 3))
    _ = try seat(of: flights.join(1, as: 4))
    #expect(flights.complete(old) == [2])
    _ = try seat(of: flights.join(1, as: 5))
    #expect(flights.complete(new) == [4, 5])
  }

  @Test(arguments: [1, 2, 3, 4])
  func `a waiter who leaves disturbs nobody`(leaver: Int) throws {
    var flights = SingleFlight<UInt64, Int>()
    let flight = try lead(of: flights.join(1, as: 0))
    let seats = try (1...4).map { try seat(of: flights.join(1, as: $0)) }
    #expect(flights.cancel(seats[leaver - 1]) == true)
    #expect(flights.cancel(seats[leaver - 1]) == false)
    _ = try seat(of: flights.join(1, as: 5))
    #expect(flights.complete(flight) == [1, 2, 3, 4, 5].filter { $0 != leaver })
    for seat in seats { #expect(flights.cancel(seat) == false) }
  }

  @Test func `the seat of one who was told names nobody who comes later`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let first = try lead(of: flights.join(1, as: 0))
    let stale = try seat(of: flights.join(1, as: 1))
    #expect(flights.complete(first) == [1])
    let second = try lead(of: flights.join(1, as: 2))
    let fresh = try seat(of: flights.join(1, as: 3))
    #expect(stale != fresh)
    #expect(flights.cancel(stale) == false)
    #expect(flights.complete(second) == [3])
  }

  @Test func `a leader who gives up promotes nobody unless asked`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let flight = try lead(of: flights.join(1, as: 0))
    _ = try seat(of: flights.join(1, as: 1))
    _ = try seat(of: flights.join(1, as: 2))
    // Nothing was asked: newcomers still follow.
    _ = try seat(of: flights.join(1, as: 3))
    #expect(flights.promote(flight) == 1)
    _ = try seat(of: flights.join(1, as: 4))
    #expect(flights.promote(flight) == 2)
    #expect(flights.complete(flight) == [3, 4])
  }

  @Test func `promoting with nobody waiting ends the flight`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let flight = try lead(of: flights.join(1, as: 0))
    #expect(flights.promote(flight) == nil)
    #expect(flights.flightCount == 0)
    _ = try lead(of: flights.join(1, as: 1))
  }

  @Test func `waiters can be taken one by one while others come`() throws {
    var flights = SingleFlight<UInt64, Int>()
    let flight = try lead(of: flights.join(1, as: 0))
    _ = try seat(of: flights.join(1, as: 1))
    _ = try seat(of: flights.join(1, as: 2))
    #expect(flights.takeWaiter(completing: flight) == 1)
    let next = try lead(of: flights.join(1, as: 3))
    _ = try seat(of: flights.join(1, as: 4))
    #expect(flights.takeWaiter(completing: flight) == 2)
    #expect(flights.takeWaiter(completing: flight) == nil)
    #expect(flights.complete(next) == [4])
  }

  @Test func `who finds no room fetches alone`() throws {
    var flights = SingleFlight<UInt64, Int>(flightLimit: 1, waiterLimit: 1)
    let flight = try lead(of: flights.join(1, as: 0))
    #expect(flights.join(2, as: 1) == .refused)
    let first = try seat(of: flights.join(1, as: 2))
    #expect(flights.join(1, as: 3) == .refused)
    #expect(flights.cancel(first) == true)
    _ = try seat(of: flights.join(1, as: 4))
    // A forgotten flight still takes room until it has ended.
    flights.forget(1)
    #expect(flights.join(1, as: 5) == .refused)
    #expect(flights.complete(flight) == [4])
    _ = try lead(of: flights.join(2, as: 6))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func `a random script agrees with a naive twin`(seed: UInt64) throws {
    var random = ScriptRandom(seed: seed)
    var flights = SingleFlight<UInt64, Int>()
    var twin: [(flight: FlightID, key: UInt64?, waiters: [(seat: FlightSeat, name: Int)])] = []
    for caller in 0..<10_000 {
      let action = random.below(100)
      let chosen = twin.isEmpty ? nil : Int(random.below(Int64(twin.count)))
      if action < 70 {
        let key = UInt64(random.below(12))
        switch flights.join(key, as: caller) {
        case .leads(let flight):
          #expect(!twin.contains { $0.key == key })
          twin.append((flight, key, []))
        case .follows(let seat):
          let index = try #require(twin.firstIndex { $0.key == key })
          twin[index].waiters.append((seat, caller))
        case .refused:
          Issue.record("refused without a limit")
        }
      } else if action < 80, let chosen {
        #expect(flights.complete(twin[chosen].flight) == twin[chosen].waiters.map(\.name))
        twin.remove(at: chosen)
      } else if action < 95, let chosen, !twin[chosen].waiters.isEmpty {
        let leaver = Int(random.below(Int64(twin[chosen].waiters.count)))
        #expect(flights.cancel(twin[chosen].waiters.remove(at: leaver).seat) == true)
      } else if action < 98, let chosen {
        let successor = twin[chosen].waiters.first?.name
        #expect(flights.promote(twin[chosen].flight) == successor)
        if successor == nil { twin.remove(at: chosen) } else { twin[chosen].waiters.removeFirst() }
      } else if let chosen, let key = twin[chosen].key {
        #expect(flights.forget(key) == true)
        twin[chosen].key = nil
      }
      #expect(flights.flightCount == twin.count)
      #expect(flights.waiterCount == twin.reduce(0) { $0 + $1.waiters.count })
    }
  }

  @Test func `a flight cannot end twice`() async {
    await #expect(processExitsWith: .failure) {
      var flights = SingleFlight<UInt64, Int>()
      guard case .leads(let flight) = flights.join(1, as: 0) else { return }
      _ = flights.complete(flight)
      _ = flights.complete(flight)
    }
  }

  private func lead(of role: FlightRole) throws -> FlightID {
    guard case .leads(let flight) = role else { throw UnexpectedRole(role: role) }
    return flight
  }

  private func seat(of role: FlightRole) throws -> FlightSeat {
    guard case .follows(let seat) = role else { throw UnexpectedRole(role: role) }
    return seat
  }
}

private struct UnexpectedRole: Error {
  var role: FlightRole
}
