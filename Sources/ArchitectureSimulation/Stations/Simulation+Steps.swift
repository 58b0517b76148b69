import EventEngine
import Resilience
import TimeBase

/// Steps of programs that are none of the most frequent ones.
extension Simulation {
  /// Does what an instruction says that is none of the most frequent ones.
  ///
  /// - Returns: Whether the program goes on at once, at the call's counter.
  @inline(never)
  mutating func carriesOut(_ call: CallID, _ counter: Int) -> Bool {
    let operation = program[counter].operation
    switch operation {
    case .fill: fill(call, counter)
    case .secure, .crossOrigin:
      if !passesEdge(call, counter) { return false }
    case .serve, .health, .respond:
      if let span = program[counter].retryAfter { saysRetryAfter(call, span) }
      end(call, lastWord(of: call, counter))
      return false
    case .fail:
      if happens(call, counter) {
        end(call, answered(call, program[counter].status))
        return false
      }
    case .chance:
      if !happens(call, counter) {
        calls[call].counter = program[counter].target
        return true
      }
    case .jump:
      calls[call].counter = program[counter].target
      return true
    case .limitChain, .authorise, .writeLimit, .turnAway, .limitBody:
      if !isLetThrough(call, counter) { return false }
    case .dispatch, .enter: return entersHandler(call, operation)
    case .agree:
      if takesTimeToAgree(call, counter) { return false }
    case .release: letGo(of: plan.program[counter].operand, by: call)
    case .fork, .grant, .takeLoop:
      handOver(call, counter)
      return false
    case .store:
      if !usesStore(call, counter) { return false }
    case .giveLoop, .lock, .unlock:
      if !changesHands(call, counter) { return false }
    case .select:
      calls[call].counter = selected(call, program[counter].operand)
      return true
    case .count: recorder.count(program[counter].operand, inProcess: Int(calls[call].instance))
    case .refuse, .unresolved, .carryOut, .lookUpName, .learnName, .refuseNameless:
      if !reachesOut(call, counter) { return false }
    case .readFile, .reserveFile, .commitFile, .leaveFile, .begin, .commit, .settle:
      return changesTransaction(call, counter)
    case .takeDisk, .leaveDisk:
      if !changesDisk(call, counter) { return false }
    case .mayWrite, .checkpoint:
      if !goesOnWriting(call, counter) { return false }
    case .renew, .readVersion, .writeVersion: noteVersion(call, operation)
    case .buffer:
      if bufferWrite(call, counter) { return true }
    case .compute, .wait, .call, .lookUp, .enqueue, .ask, .passOn, .end, .find, .limit:
      preconditionFailure("a step that is carried out where the program goes on")
    }
    calls[call].counter &+= 1
    return true
  }

  /// Whether what has a share at an instruction comes about for a call.
  @inline(__always)
  private mutating func happens(_ call: CallID, _ counter: Int) -> Bool {
    var draws = self.draws(for: call, program[counter].purpose)
    return draws.happens(program[counter].share)
  }

  /// Leaves it to others when the call goes on.
  private mutating func handOver(_ call: CallID, _ counter: Int) {
    switch program[counter].operation {
    case .fork: fork(call, plan.program[counter].operand)
    case .grant: grant(call)
    default: takeLoop(call)
    }
  }

  /// What a call ends with at an instruction that ends it.
  private mutating func lastWord(of call: CallID, _ counter: Int) -> Outcome {
    switch program[counter].operation {
    case .serve: serve(call, counter)
    case .health: answered(call, foundHealth(program[counter].operand))
    default: answered(call, program[counter].status)
    }
  }

  /// Goes on with the handler of the call's own name, after what comes before all of them.
  private mutating func entersHandler(
    _ call: CallID, _ operation: Instruction.Operation
  ) -> Bool {
    let (number, name) = (Int(calls[call].station), Int(calls[call].request))
    let handler =
      operation == .enter ? entry(of: name, at: number) : handler(of: name, at: number)
    guard handler != Instruction.noTarget else {
      end(call, .failure(.error, at: UInt16(truncatingIfNeeded: number), status: 404))
      return false
    }
    calls[call].counter = handler
    return true
  }

  private mutating func answered(_ call: CallID, _ status: UInt16) -> Outcome {
    // Whoever calls an endpoint of others follows no redirect.
    status < (stationPlans[Int(calls[call].station)].external < 0 ? 400 : 300)
      ? .success(status) : .failure(.error, at: calls[call].station, status: status)
  }
}
