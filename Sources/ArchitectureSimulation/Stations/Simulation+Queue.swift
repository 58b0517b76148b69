import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// Job queues: whoever enqueues is answered at once, and the job goes its own way.
extension Simulation {
  /// Takes a job in or, if the queue is full, refuses it.
  mutating func acceptJob(_ call: CallID, at instance: Int) {
    let number = Int(calls[call].station)
    guard !instances[instance].hasLine || hasRoom(at: instance) else {
      turnAway(call, .failure(.rejected, at: UInt16(truncatingIfNeeded: number), status: 503))
      return
    }
    let books = stationPlans[number].jobs
    let origin = calls[call].draws.root.index
    let time = now
    if takenJobs[books]?.admit(origin, at: time) == .duplicate {
      recorder.jobs[books].counts.suppressed &+= 1
      recorder.complete(calls[call], at: number, instance, .success(202), now)
      answer(call, .success(202))
      return
    }
    var job = calls[call]
    job.parent = .none
    job.flags = [.job, .background]
    job.deliveries = 0
    job.pendingEvents = 0
    job.state = .travelling
    let jobID = CallID(index: calls.insert(job))
    recorder.jobs[books].counts.accepted &+= 1
    let isOrphan =
      stationPlans[number].endsWithRequest && !tie(jobID, to: calls[call].parent)
    if !calls[call].flags.contains(.background) {
      recorder.background[number].change(by: 1, at: now)
    }
    answer(call, .success(202))
    if stationPlans[number].broker >= 0 {
      send(jobID, at: instance)
    } else {
      line(up: jobID, at: instance)
    }
    if isOrphan { lose(jobID) }
  }

  /// A job whose wait for another delivery is over.
  mutating func redeliver(_ job: CallID) {
    let number = Int(calls[job].station)
    let instance = self.instance(of: job)
    guard instances[instance].crashes == 0 else {
      instances[instance].displaced.append(job)
      return
    }
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
    guard instances[instance].scheduled < 0 else {
      join(job, at: instance, isKnown: calls[job].deliveries > 1)
      return
    }
    switch instances[instance].pool.arrive(job, beyondLimit: true) {
    case .starts: start(job)
    case .waits(let ticket): waitInLine(job, ticket.index, at: instance)
    case .rejected: preconditionFailure("a line that ignores its limit cannot be full")
    }
  }

  /// A worker is done with a job: it is finished, tried again later, or a dead letter.
  mutating func jobHasEnded(_ job: CallID, _ outcome: Outcome, at instance: Int) {
    let number = Int(calls[job].station)
    defer { if plan.awaitsJobs { shutdownLearns(ofJobAt: instance) } }
    if !outcome.isSuccess {
      if isDeliveredAgain(job, outcome) { return }
      recorder.deadLettered[number] &+= 1
    }
    recorder.jobEnds(calls[job], outcome, stationPlans[number].jobs, now)
    calls[job].outcome = outcome
    recorder.complete(calls[job], at: number, instance, outcome, now)
    release(job)
  }

  /// A job leaves the line without having been worked on.
  mutating func jobIsDropped(_ job: CallID, _ cause: FailureCause, at instance: Int) {
    let number = Int(calls[job].station)
    recorder.deadLettered[number] &+= 1
    recorder.jobEnds(
      calls[job], .failure(cause, at: UInt16(truncatingIfNeeded: number)),
      stationPlans[number].jobs, now)
    recorder.turnAway(calls[job], at: number, instance, now)
    release(job)
    if plan.awaitsJobs { shutdownLearns(ofJobAt: instance) }
  }

  /// Puts a failed job aside until its next delivery, if it has one left.
  private mutating func isDeliveredAgain(_ job: CallID, _ outcome: Outcome) -> Bool {
    let number = Int(calls[job].station)
    let deliveries = Int(calls[job].deliveries)
    let word = random.block(
      component: stationPlans[number].id, purpose: Purpose.redelivery,
      index: calls[job].draws.index, attempt: UInt64(deliveries)
    ).first
    // A queue keeps no last wait, so that decorrelated jitter starts from its base each time.
    let decision = jobRetriers[number]?.admit(
      after: Retrier.Failure(outcome.retryCause, attempt: deliveries), word: word, at: now)
    guard case .retries(let wait) = decision else {
      return false
    }
    calls[job].state = .awaitingRedelivery
    schedule(.retry, job, after: wait, phase: .timer)
    return true
  }
}
