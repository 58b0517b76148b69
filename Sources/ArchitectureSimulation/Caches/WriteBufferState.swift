import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Writes that wait in the memory of a process.
struct WriteBufferState {
  /// What a write is made for.
  struct Write: BitwiseCopyable {
    var draws: DrawAddress
    var origin: UInt16
    var request: UInt16
  }

  var buffer: WriteBehindBuffer<UInt64, Write>

  /// When the next batch is looked for; `nil` if nobody will.
  var wakeUp: Instant?
  var books = WriteBufferBooks()

  /// One for each process of each service that makes writes later.
  static func all(_ plan: Plan) -> [WriteBufferState] {
    plan.writeBuffers.flatMap { buffer in
      (0..<plan.stations[buffer.station].instanceCount).map { _ in
        WriteBufferState(buffer.buffer)
      }
    }
  }

  init(_ buffer: CachedWrite.Buffer) {
    self.buffer = WriteBehindBuffer(
      delay: buffer.delay, batchLimit: buffer.batch, capacity: buffer.capacity)
  }
}

struct WriteBufferBooks: BitwiseCopyable, Sendable {
  var accepted: UInt64 = 0
  var coalesced: UInt64 = 0
  var written: UInt64 = 0
  var failed: UInt64 = 0
  var lost: UInt64 = 0
  var waiting: UInt64 = 0
}

/// Making writes later than they were acknowledged.
extension Simulation {
  /// Lets the write of a call wait.
  ///
  /// - Returns: Whether there was room for it, and the call goes on.
  mutating func bufferWrite(_ call: CallID, _ counter: Int) -> Bool {
    let number = program[counter].operand
    let place = plan.writeBuffers[number].first + Int(calls[call].instance)
    let siblings = calls[call].children
    calls[call].children = siblings &+ 1
    let write = WriteBufferState.Write(
      draws: calls[call].draws.child(siblings), origin: calls[call].origin,
      request: calls[call].request)
    let key = key(of: call)
    guard writeBuffers[place].buffer.append(key, write, at: now) else { return false }
    writeBuffers[place].books.accepted &+= 1
    awaitBatch(place)
    calls[call].counter = program[counter].target
    return true
  }

  private mutating func awaitBatch(_ place: Int) {
    guard let next = writeBuffers[place].buffer.nextBatch else { return }
    let due = max(next, now)
    if let wakeUp = writeBuffers[place].wakeUp, wakeUp <= due { return }
    writeBuffers[place].wakeUp = due
    timeline.schedule(
      Event(.flush, subject: UInt32(truncatingIfNeeded: place)), at: due, phase: .timer)
  }

  /// A batch may be due.
  mutating func flush(_ place: Int) {
    if writeBuffers[place].wakeUp == now { writeBuffers[place].wakeUp = nil }
    while true {
      let batch = writeBuffers[place].buffer.takeBatch(at: now)
      if batch.isEmpty { break }
      for (_, write) in batch { make(write, from: place) }
    }
    awaitBatch(place)
  }

  private mutating func make(_ write: WriteBufferState.Write, from place: Int) {
    let buffer = writeBufferPlan(of: place)
    let station = UInt16(truncatingIfNeeded: buffer.station)
    let instance = UInt16(truncatingIfNeeded: place - buffer.first)
    let like = Call(
      parent: .none, draws: write.draws, arrived: now, since: now, origin: write.origin,
      station: station, instance: instance, request: write.request, state: .working)
    let branch = addLooseBranch(draws: write.draws, like: like, at: buffer.entry)
    luggage[branch] = Luggage(buffer: Int32(truncatingIfNeeded: place))
  }

  mutating func writeBufferPlan(of place: Int) -> WriteBufferPlan {
    let number = plan.writeBuffers.lastIndex { $0.first <= place } ?? 0
    return plan.writeBuffers[number]
  }

  /// A branch of no call is over.
  mutating func looseBranchHasEnded(_ branch: CallID, _ outcome: Outcome) {
    let place = Int(luggage[branch].buffer)
    guard place >= 0 else { return }
    if outcome.isSuccess {
      writeBuffers[place].books.written &+= 1
    } else {
      writeBuffers[place].books.failed &+= 1
    }
  }

  /// What waits in the memory of processes is gone with them.
  mutating func loseBufferedWrites(of affected: Range<Int>, _ station: Int) {
    for buffer in plan.writeBuffers where buffer.station == station {
      for instance in affected {
        let place = buffer.first + instance - stationPlans[station].firstInstance
        let lost = writeBuffers[place].buffer.removeAll()
        writeBuffers[place].books.lost &+= UInt64(lost)
      }
    }
  }

  /// The books of a buffer as they are now.
  func writeBufferBooks(_ place: Int) -> WriteBufferBooks {
    var books = writeBuffers[place].books
    books.coalesced = UInt64(writeBuffers[place].buffer.coalesced)
    books.waiting = UInt64(writeBuffers[place].buffer.count)
    return books
  }
}
