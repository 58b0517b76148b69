import EventEngine
import Resilience
import TimeBase

/// Queues of a broker: messages are handed to workers, and are gone only when these say so.
///
/// A message that is in the line waits; one that a worker has, or that is hidden, is put aside.
extension Simulation {
  /// A job that was accepted is a message from now on.
  mutating func send(_ message: CallID, at instance: Int) {
    let broker = stationPlans[instances[instance].station].broker
    if let delay = brokers[broker].visibility?.policy.delay {
      brokers[broker].visibility?.send(message, at: now)
      if delay > .zero {
        hide(message, for: delay)
      } else {
        waitInLine(message, 0, at: instance)
      }
    } else {
      brokers[broker].push?.publish(message)
      waitInLine(message, 0, at: instance)
    }
    handOut(at: instance)
  }

  /// Whether a message would find a place.
  mutating func hasRoomForMessage(at instance: Int) -> Bool {
    let station = instances[instance].station
    guard let capacity = stationPlans[station].backlog else { return true }
    return brokers[stationPlans[station].broker].readyCount < capacity
  }

  /// Gives messages to workers as long as there are both.
  mutating func handOut(at instance: Int) {
    let station = instances[instance].station
    let broker = stationPlans[station].broker
    guard stations[station].refusals == 0, stations[station].hangs == 0,
      instances[instance].crashes == 0
    else { return }
    if brokers[broker].visibility == nil {
      brokers[broker].connect()
      brokers[broker].pushAll()
      while hasIdleWorker(at: instance), let next = brokers[broker].beginNext() {
        begin(next, at: instance)
      }
      buryDeadLetters(at: instance)
      return
    }
    while hasIdleWorker(at: instance), let next = brokers[broker].visibility?.receive(at: now) {
      switch next {
      case .delivered(let message, let receipt):
        begin(BrokerDelivery(message: message, receipt: receipt), at: instance)
        hide(message, for: brokers[broker].visibility?.policy.visibilityTimeout ?? .zero)
      case .deadLettered(let message):
        giveUp(message, lastOutcome(of: message), at: instance)
      case .expired(let message):
        messageHasEnded(
          message, .failure(.queueTimeout, at: UInt16(truncatingIfNeeded: station)), at: instance)
      case .overLimit:
        return
      }
    }
  }

  private mutating func hasIdleWorker(at instance: Int) -> Bool {
    guard instances[instance].hasLine else { return true }
    return instances[instance].pool.busyCount < instances[instance].pool.workerCount ?? .max
  }

  /// The worker's record of a delivery, which starts when all that happens now has happened.
  private mutating func begin(_ delivery: BrokerDelivery, at instance: Int) {
    let message = delivery.message
    let station = instances[instance].station
    if calls[message].state != .waiting { reveal(message, at: instance) }
    calls[message].deliveries += 1
    if calls[message].deliveries > 1 { recorder.redelivered[station] &+= 1 }
    var work = calls[message]
    work.flags = [.job, .branch, .background]
    work.pendingEvents = 0
    // What it calls is drawn anew for each delivery.
    work.children = (calls[message].deliveries - 1) &* 257
    calls[message].state = .awaitingRedelivery
    calls[message].since = .distantFuture
    let record = CallID(index: calls.insert(work))
    brokers[stationPlans[station].broker][record] = delivery
    if instances[instance].hasLine { _ = instances[instance].pool.arrive(record) }
    callUp(record)
  }

  /// Nobody sees a message for a while; afterwards it is in the line again.
  private mutating func hide(_ message: CallID, for span: TimeSpan) {
    calls[message].state = .awaitingRedelivery
    calls[message].since = now + span
    schedule(.retry, message, after: span, phase: .timer)
  }

  /// Whether a record is a message, and not somebody's work on one.
  mutating func isMessage(_ call: CallID) -> Bool {
    stationPlans[Int(calls[call].station)].broker >= 0
      && calls[call].flags.contains(.job) && !calls[call].flags.contains(.branch)
  }

  /// A time for which a message was hidden is over; it may have been received again since.
  mutating func isVisibleAgain(_ message: CallID) {
    guard calls[message].state == .awaitingRedelivery, calls[message].since <= now else { return }
    let instance = self.instance(of: message)
    reveal(message, at: instance)
    handOut(at: instance)
  }

  private mutating func reveal(_ message: CallID, at instance: Int) {
    waitInLine(message, 0, at: instance)
  }

  // MARK: Ends

  /// A worker is done with a delivery.
  mutating func deliveryHasEnded(_ record: CallID, _ result: Outcome) {
    let instance = self.instance(of: record)
    let station = instances[instance].station
    let broker = stationPlans[station].broker
    var outcome = result
    if stations[station].isDegraded, outcome.isSuccess,
      let failure = drawnFailure(of: record, station, instance)
    {
      outcome = failure
    }
    freeWorker(of: record, at: instance)
    let delivery = brokers[broker][record]
    // A broker that is down does not hear what it is told.
    let isHeard = stations[station].refusals == 0 && stations[station].hangs == 0
    if delivery.receipt != nil {
      settleReceipt(of: record, delivery, outcome, isHeard, at: instance)
    } else {
      settleTag(of: delivery, outcome, at: instance)
    }
    release(record)
    handOut(at: instance)
  }

  private mutating func settleReceipt(
    of record: CallID, _ delivery: BrokerDelivery, _ outcome: Outcome, _ isHeard: Bool,
    at instance: Int
  ) {
    let broker = stationPlans[instances[instance].station].broker
    guard let receipt = delivery.receipt else { return }
    let isThere = isSame(delivery.message, as: record)
    guard outcome.isSuccess else {
      // It is in the line again when it is visible; why it failed is kept for its last delivery.
      if isThere { calls[delivery.message].outcome = outcome }
      return
    }
    let isAgain = !isThere || calls[delivery.message].attempt > 0
    if isAgain { recorder.jobs[books(at: instance)].counts.duplicates &+= 1 }
    if isThere { calls[delivery.message].attempt &+= 1 }
    guard isHeard, brokers[broker].visibility?.delete(receipt, at: now) == .done else { return }
    messageHasEnded(delivery.message, outcome, at: instance)
  }

  private mutating func settleTag(
    of delivery: BrokerDelivery, _ outcome: Outcome, at instance: Int
  ) {
    let broker = stationPlans[instances[instance].station].broker
    let message = delivery.message
    brokers[broker].settle(delivery, isSuccess: outcome.isSuccess)
    let acknowledges = brokers[broker].acknowledges
    guard !outcome.isSuccess, acknowledges else {
      messageHasEnded(message, outcome, at: instance)
      return
    }
    calls[message].outcome = outcome
    reveal(message, at: instance)
  }

  private mutating func buryDeadLetters(at instance: Int) {
    let broker = stationPlans[instances[instance].station].broker
    while let letter = brokers[broker].push?.nextDeadLetter() {
      giveUp(letter.message, lastOutcome(of: letter.message), at: instance)
    }
  }

  /// Whether the message that a worker worked on is still there.
  ///
  /// Its address may be that of another call by now; where its draws come from is nobody else's.
  private mutating func isSame(_ message: CallID, as record: CallID) -> Bool {
    let state = calls[message].state
    return state == .waiting || state == .awaitingRedelivery
      ? isMessage(message) && calls[message].station == calls[record].station
        && calls[message].draws == calls[record].draws
      : false
  }

  private mutating func lastOutcome(of message: CallID) -> Outcome {
    let outcome = calls[message].outcome
    return outcome.isSuccess ? .failure(.timeout, at: calls[message].station) : outcome
  }

  private mutating func giveUp(_ message: CallID, _ outcome: Outcome, at instance: Int) {
    recorder.deadLettered[instances[instance].station] &+= 1
    messageHasEnded(message, outcome, at: instance)
  }

  private mutating func messageHasEnded(
    _ message: CallID, _ outcome: Outcome, at instance: Int
  ) {
    if calls[message].state == .waiting {
      recorder.instances[instance].leaveQueue(
        after: elapsed(since: calls[message].since), at: now)
    }
    recorder.jobEnds(calls[message], outcome, books(at: instance), now)
    recorder.complete(calls[message], at: instances[instance].station, instance, outcome, now)
    release(message)
  }

  private mutating func books(at instance: Int) -> Int {
    stationPlans[instances[instance].station].jobs
  }

  // MARK: Crashes

  /// A broker can be reached again, or not any more.
  mutating func brokerMayBeBack(_ station: Int) {
    guard stationPlans[station].broker >= 0 else { return }
    handOut(at: stationPlans[station].firstInstance)
  }

  /// The workers of a broker crash, and it does not.
  mutating func workersHaveCrashed(at instance: Int) {
    let broker = stationPlans[instances[instance].station].broker
    let inProgress = jobsInProgress(at: instance)
    let isPush = brokers[broker].visibility == nil
    let acknowledges = brokers[broker].acknowledges
    for record in inProgress {
      let message = brokers[broker][record].message
      freeWorker(of: record, at: instance)
      kill(record, .crashed)
      guard isPush else { continue }
      if acknowledges {
        reveal(message, at: instance)
      } else {
        lose(message: message, at: instance)
      }
    }
    for message in brokers[broker].disconnect() { lose(message: message, at: instance) }
    buryDeadLetters(at: instance)
  }

  private mutating func lose(message: CallID, at instance: Int) {
    let station = instances[instance].station
    if calls[message].state == .waiting {
      recorder.instances[instance].leaveQueue(
        after: elapsed(since: calls[message].since), at: now)
    }
    recorder.jobs[books(at: instance)].counts.lost &+= 1
    let outcome = Outcome.failure(.crashed, at: UInt16(truncatingIfNeeded: station))
    recorder.complete(calls[message], at: station, instance, outcome, now)
    release(message)
  }
}
