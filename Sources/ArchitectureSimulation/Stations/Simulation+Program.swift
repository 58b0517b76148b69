import EventEngine
import Resilience
import TimeBase

/// Running the program of a call, from one step that takes time to the next.
extension Simulation {
  /// Carries on at the call's counter until a step takes time or the program ends.
  mutating func proceed(_ call: CallID) {
    while true {
      let counter = Int(calls[call].counter)
      let operation = plan.program[counter].operation
      switch operation {
      case .compute, .wait:
        if takesTime(call, counter) { return }
      case .call, .lookUp, .enqueue:
        calls[call].site = UInt16(truncatingIfNeeded: plan.program[counter].operand)
        calls[call].attempt = 0
        place(call)
        return
      case .fill:
        fill(call, counter)
      case .find:
        end(call, find(call, counter))
        return
      case .respond:
        end(call, answered(call, plan.program[counter].status))
        return
      case .fail:
        var draws = self.draws(for: call, plan.program[counter].purpose)
        if draws.happens(plan.program[counter].share) {
          end(call, answered(call, plan.program[counter].status))
          return
        }
      case .chance:
        var draws = self.draws(for: call, plan.program[counter].purpose)
        if !draws.happens(plan.program[counter].share) {
          calls[call].counter = plan.program[counter].target
          continue
        }
      case .jump:
        calls[call].counter = plan.program[counter].target
        continue
      case .limit:
        if !passes(call, plan.program[counter].operand) { return }
      case .authorise:
        if !isAuthorised(call, counter) {
          end(call, .failure(.unauthorized, at: calls[call].station, status: 401))
          return
        }
      case .end:
        end(call, .success())
        return
      }
      calls[call].counter &+= 1
    }
  }

  /// A timer of the call's own has rung: the step is done.
  mutating func workIsDone(_ call: CallID) {
    calls[call].counter &+= 1
    proceed(call)
  }

  /// A call that the program made has ended.
  mutating func programResumes(_ call: CallID) {
    let counter = Int(calls[call].counter)
    let outcome = calls[call].outcome
    switch plan.program[counter].operation {
    case .lookUp:
      cacheHasAnswered(call, counter, outcome)
    case .call, .enqueue:
      if outcome.isSuccess {
        calls[call].counter &+= 1
        proceed(call)
      } else if plan.program[counter].target != Instruction.noTarget {
        calls[call].counter = plan.program[counter].target
        proceed(call)
      } else {
        let isProxy = plan.stations[Int(calls[call].station)].isProxy
        end(call, isProxy ? outcome.asProxyAnswer : outcome.asServiceAnswer)
      }
    default:
      preconditionFailure("a step that calls nobody cannot be resumed by an answer")
    }
  }

  /// Starts the step's timer; `false` if the drawn time is zero.
  private mutating func takesTime(_ call: CallID, _ counter: Int) -> Bool {
    let number = Int(calls[call].station)
    let instance = plan.stations[number].firstInstance + Int(calls[call].instance)
    var draws = self.draws(for: call, plan.program[counter].purpose)
    let sampler = plan.program[counter].operand
    var time =
      formulas[sampler].needsTable
      ? samplers[sampler].sample(&draws) : formulas[sampler].formula.sample(&draws)
    if stations[number].isDegraded {
      let slowness = stations[number].slowness * instances[instance].slowness
      time = TimeSpan(roundingNanoseconds: Double(time.nanoseconds) * slowness)
    }
    guard time > .zero else { return false }
    if plan.stations[number].cores > 0, plan.program[counter].operation == .compute {
      calls[call].state = .processing
      instances[instance].processor.add(call, demand: time, at: now)
      armProcessor(instance)
    } else {
      calls[call].state = .working
      schedule(.work, call, after: time, phase: .completion)
    }
    return true
  }

  private mutating func answered(_ call: CallID, _ status: UInt16) -> Outcome {
    status < 400
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
  mutating func callHasEnded(_ caller: CallID) {
    switch plan.stations[Int(calls[caller].station)].role {
    case .client: requestHasEnded(caller)
    case .balancer(let number): targetHasAnswered(caller, number)
    case .server: programResumes(caller)
    }
  }
}
