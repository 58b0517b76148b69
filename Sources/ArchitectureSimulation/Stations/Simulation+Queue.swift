import EventEngine
import Resilience
import TimeBase

/// Job queues: whoever enqueues is answered at once, and the job goes its own way.
extension Simulation {
  /// Takes a job in or, if the queue is full, refuses it.
  mutating func acceptJob(_ call: CallID, at instance: Int) {
    let number = Int(calls[call].station)
    guard !instances[instance].hasLine || instances[instance].pool.hasRoom else {
      turnAway(call, .failure(.rejected, at: UInt16(truncatingIfNeeded: number), status: 503))
      return
    }
    var job = calls[call]
    job.parent = .none
    job.flags = [.job]
    job.deliveries = 0
    job.pendingEvents = 0
    job.state = .travelling
    let jobID = CallID(index: calls.insert(job))
    answer(call, .success(202))
    line(up: jobID, at: instance)
  }

  /// A job whose wait for another delivery is over.
  mutating func redeliver(_ job: CallID) {
    let number = Int(calls[job].station)
    let instance = plan.stations[number].firstInstance
    recorder.redelivered[number] &+= 1
    line(up: job, at: instance)
  }

  private mutating func line(up job: CallID, at instance: Int) {
    calls[job].deliveries &+= 1
    guard instances[instance].hasLine else {
      start(job)
      return
    }
    // Whether there is room was decided when the job was accepted.
    if let ticket = instances[instance].pool.readmit(job) {
      waitInLine(job, ticket.index, at: instance)
    } else {
      start(job)
    }
  }

  /// A worker is done with a job: it is finished, tried again later, or a dead letter.
  mutating func jobHasEnded(_ job: CallID, _ outcome: Outcome, at instance: Int) {
    let number = Int(calls[job].station)
    if !outcome.isSuccess {
      if let retry = plan.stations[number].jobRetry,
        Int(calls[job].deliveries) < retry.attempts, outcome.isCovered(by: retry.conditions)
      {
        calls[job].state = .awaitingRedelivery
        let word = random.block(
          component: plan.stations[number].id, purpose: Purpose.redelivery,
          index: calls[job].draws.index, attempt: UInt64(calls[job].deliveries)
        ).first
        let delay = retry.backoff.delay(
          beforeRetry: Int(calls[job].deliveries), draw: word)
        schedule(.retry, job, after: delay, phase: .timer)
        return
      }
      recorder.deadLettered[number] &+= 1
    }
    recorder.complete(calls[job], at: number, instance, outcome, now)
    release(job)
  }
}
