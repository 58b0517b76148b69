import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Databases in a file: nobody lines up for it, but who finds it locked sleeps and asks again.
///
/// What a call has of the file shows in where it stands in its program.
extension Simulation {
  /// Asks for something of the file or lets go of it.
  ///
  /// - Returns: Whether the call goes on, its counter set; if not it sleeps, or has ended.
  mutating func changesFile(_ call: CallID, _ counter: Int) -> Bool {
    let file = stationPlans[Int(calls[call].station)].file
    let isGranted: Bool
    if calls[call].flags.contains(.statement) { return statementChangesFile(call, counter) }
    switch program[counter].operation {
    case .readFile: isGranted = files[file].read()
    case .reserveFile: isGranted = files[file].reserve(call, at: now)
    case .commitFile: isGranted = files[file].commit(call)
    default:
      letGoOfFile(call, counter)
      isGranted = true
    }
    guard isGranted else {
      sleepUntilFree(call, file)
      return false
    }
    // The commit is a statement of its own, with a busy timeout of its own.
    calls[call].attempt = 0
    calls[call].counter = program[counter].target
    return true
  }

  /// Whether the database of the call takes writes; if not, the call ends with an error.
  mutating func mayWrite(_ call: CallID) -> Bool {
    let station = calls[call].station
    if stations[Int(station)].readOnlys == 0 { return true }
    end(call, .failure(.error, at: station, status: 500))
    return false
  }

  /// Whether a write can go on; if not, it has ended or waits.
  mutating func goesOnWriting(_ call: CallID, _ counter: Int) -> Bool {
    guard program[counter].operation == .checkpoint else { return mayWrite(call) }
    guard let checkpoints = plan.checkpoints[program[counter].operand] else { return true }
    let longer: TimeSpan
    if let slowdown = checkpoints.slowdown {
      // It stands at the end of a write: what that has taken is known.
      guard checkpoints.end(at: calls[call].since) != nil else { return true }
      let taken = elapsed(since: calls[call].since)
      longer = TimeSpan(roundingNanoseconds: Double(taken.nanoseconds) * (slowdown - 1))
    } else {
      guard let end = checkpoints.end(at: now) else { return true }
      longer = end - now
    }
    guard longer > .zero else { return true }
    work(call, for: longer)
    return false
  }

  mutating func sleepUntilFree(_ call: CallID, _ file: Int) {
    guard let pause = files[file].busy.pause(beforeRetry: Int(calls[call].attempt)) else {
      files[file].books.timeouts &+= 1
      end(call, .failure(.locked, at: calls[call].station))
      return
    }
    files[file].books.polls &+= 1
    calls[call].attempt &+= 1
    work(call, for: pause)
  }

  /// Lets go of what the call has of the file at an instruction.
  mutating func letGoOfFile(_ call: CallID, _ counter: Int) {
    let file = stationPlans[Int(calls[call].station)].file
    switch program[counter].file {
    case .nothing: break
    case .reading: files[file].endRead()
    case .writing:
      let isCommitted = program[counter].operation == .leaveFile
      files[file].endWrite(call, isCommitted: isCommitted, at: now)
    }
  }
}
