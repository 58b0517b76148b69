import EventEngine
import Resilience
import TimeBase

/// Running the program of a call, from one step that takes time to the next.
extension Simulation {
  /// Carries on at the call's counter until a step takes time or the program ends.
  mutating func proceed(_ call: CallID) {
    if plan.changesPace, standsStill(call, .program) { return }
    while true {
      let counter = Int(calls[call].counter)
      let operation = program[counter].operation
      switch operation {
      case .compute, .wait:
        if takesTime(call, counter) { return }
      case .call, .lookUp, .enqueue, .ask:
        calls[call].site = UInt16(truncatingIfNeeded: program[counter].operand)
        calls[call].attempt = 0
        place(call)
        return
      case .fill: fill(call, counter)
      case .secure, .crossOrigin:
        if !passesEdge(call, counter) { return }
      case .find, .serve, .health, .respond, .passOn, .end:
        if let span = program[counter].retryAfter { saysRetryAfter(call, span) }
        end(call, lastWord(of: call, counter))
        return
      case .fail:
        if happens(call, counter) {
          end(call, answered(call, program[counter].status))
          return
        }
      case .chance:
        if !happens(call, counter) {
          calls[call].counter = program[counter].target
          continue
        }
      case .jump:
        calls[call].counter = program[counter].target
        continue
      case .limit:
        if !passes(call, program[counter].operand) { return }
      case .limitChain, .authorise, .writeLimit, .turnAway, .limitBody:
        if !isLetThrough(call, counter) { return }
      case .dispatch, .enter:
        guard entersHandler(call, operation) else { return }
        continue
      case .agree:
        if takesTimeToAgree(call, counter) { return }
      case .release: letGo(of: plan.program[counter].operand, by: call)
      case .fork, .grant, .takeLoop:
        handOver(call, counter)
        return
      case .store:
        if !usesStore(call, counter) { return }
      case .giveLoop, .lock, .unlock:
        if !changesHands(call, counter) { return }
      case .select:
        calls[call].counter = selected(call, program[counter].operand)
        continue
      case .count: recorder.count(program[counter].operand, inProcess: Int(calls[call].instance))
      case .refuse, .unresolved, .carryOut, .lookUpName, .learnName, .refuseNameless:
        if !reachesOut(call, counter) { return }
      case .readFile, .reserveFile, .commitFile, .leaveFile, .begin, .commit, .settle:
        if !changesTransaction(call, counter) { return }
        continue
      case .takeDisk, .leaveDisk:
        if !changesDisk(call, counter) { return }
      case .mayWrite, .checkpoint:
        if !goesOnWriting(call, counter) { return }
      case .renew, .readVersion, .writeVersion: noteVersion(call, operation)
      case .buffer:
        if bufferWrite(call, counter) { continue }
      }
      calls[call].counter &+= 1
    }
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
  @inline(__always)
  private mutating func lastWord(of call: CallID, _ counter: Int) -> Outcome {
    switch program[counter].operation {
    case .find: find(call, counter)
    case .serve: serve(call, counter)
    case .health: answered(call, foundHealth(program[counter].operand))
    // What a proxy has got from its upstream.
    case .passOn: calls[call].outcome
    case .end: .success()
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

  /// A timer of the call's own has rung: the step is done.
  mutating func workIsDone(_ call: CallID) {
    calls[call].counter &+= 1
    proceed(call)
  }

  /// A call that the program made has ended.
  mutating func programResumes(_ call: CallID) {
    if plan.changesPace, standsStill(call, .outcome) { return }
    let counter = Int(calls[call].counter)
    let outcome = calls[call].outcome
    switch program[counter].operation {
    case .lookUp:
      cacheHasAnswered(call, counter, outcome)
    case .ask:
      cacheHasOperated(call, counter, outcome)
    case .call, .enqueue, .fork:
      if outcome.isSuccess {
        calls[call].counter &+= 1
        proceed(call)
      } else if program[counter].target != Instruction.noTarget {
        calls[call].counter = program[counter].target
        proceed(call)
      } else {
        let isProxy = stationPlans[Int(calls[call].station)].isProxy
        end(call, isProxy ? outcome.asProxyAnswer : outcome.asServiceAnswer)
      }
    default:
      preconditionFailure("a step that calls nobody cannot be resumed by an answer")
    }
  }

  /// Starts the step's timer; `false` if the drawn time is zero.
  @inline(__always)
  private mutating func takesTime(_ call: CallID, _ counter: Int) -> Bool {
    let time = time(of: call, counter)
    guard time > .zero else { return false }
    let isComputing = program[counter].operation == .compute
    return spends(time, call, isComputing: isComputing, hasLoop: program[counter].hasLoop)
  }

  /// The same for agreeing on encryption.
  private mutating func takesTimeToAgree(_ call: CallID, _ counter: Int) -> Bool {
    let caller = calls[call].parent
    guard caller != .none else { return false }
    let wire = sites[Int(calls[caller].site)].wire
    let sampler = plan.wires[wire].handshakeWork
    let time = time(of: call, sampler, program[counter].purpose)
    return time > .zero && spends(time, call, isComputing: true, hasLoop: false)
  }

  @inline(__always)
  private mutating func spends(
    _ undisturbed: TimeSpan, _ call: CallID, isComputing: Bool, hasLoop: Bool
  ) -> Bool {
    let number = Int(calls[call].station)
    var time = undisturbed
    if stationPlans[number].warmUpRequests > 0, isComputing {
      time = timeWhenCold(time, at: instance(of: call), number)
    }
    // Who has the loop need not ask for it.
    if stationPlans[number].hasProcessor, isComputing, !hasLoop {
      process(call, for: time, at: host(of: call))
      return true
    }
    if stations[number].isDegraded {
      time = TimeSpan(
        roundingNanoseconds: Double(time.nanoseconds) * slowness(of: instance(of: call)))
    }
    work(call, for: time)
    return true
  }

  /// The time that a step takes where nothing is slower than usual.
  @inline(__always)
  mutating func time(of call: CallID, _ counter: Int) -> TimeSpan {
    time(of: call, program[counter].operand, program[counter].purpose)
  }

  /// A time that is drawn for a call.
  @inline(__always)
  mutating func time(of call: CallID, _ sampler: Int, _ purpose: UInt64) -> TimeSpan {
    if let time = formulas[sampler].formula.constant { return time }
    if formulas[sampler].formula.takesOneWord {
      return formulas[sampler].formula.duration(for: word(for: call, purpose))
    }
    return drawnTime(of: call, sampler, purpose)
  }

  /// The same for any distribution.
  @inline(never)
  private mutating func drawnTime(
    of call: CallID, _ sampler: Int, _ purpose: UInt64
  ) -> TimeSpan {
    var draws = self.draws(for: call, purpose)
    return formulas[sampler].needsTable
      ? samplers[sampler].sample(&draws) : formulas[sampler].formula.sample(&draws)
  }

  private mutating func answered(_ call: CallID, _ status: UInt16) -> Outcome {
    // Whoever calls an endpoint of others follows no redirect.
    status < (stationPlans[Int(calls[call].station)].external < 0 ? 400 : 300)
      ? .success(status) : .failure(.error, at: calls[call].station, status: status)
  }

  /// A failure that a fault draws for a call that went well.
  mutating func drawnFailure(of call: CallID, _ number: Int, _ instance: Int) -> Outcome? {
    let station = stations[number]
    let ofInstance = instances[instance].errorShare
    var draws = self.draws(for: call, Purpose.faultError)
    if draws.happens(station.errorShare) {
      return .failure(.error, at: UInt16(truncatingIfNeeded: number), status: station.errorStatus)
    }
    if draws.happens(ofInstance) {
      return .failure(
        .error, at: UInt16(truncatingIfNeeded: number), status: instances[instance].errorStatus)
    }
    return nil
  }
}

/// Continuing whoever waited for a call.
extension Simulation {
  /// The caller's call has ended for good: no further attempt.
  @inline(__always)
  mutating func callHasEnded(_ caller: CallID) {
    guard !calls[caller].flags.contains(.branch) else {
      // A balancer has no program, and what else it begins by itself is checks.
      if stationPlans[Int(calls[caller].station)].isBalancer {
        checkHasEnded(caller)
      } else {
        programResumes(caller)
      }
      return
    }
    switch stationPlans[Int(calls[caller].station)].role {
    case .client:
      clientPlans[Int(calls[caller].station)].fetch < 0
        ? requestHasEnded(caller) : fetchHasEnded(caller)
    case .balancer(let number):
      let station = Int(calls[caller].station)
      targetHasAnswered(caller, number + stationPlans[station].state(of: calls[caller].instance))
    case .server: programResumes(caller)
    }
  }
}
