import EventEngine
import TimeBase

/// What happens to each process in the course of its life: it pauses, boots after a crash, and is slow
/// until it is warm.
extension Simulation {
  mutating func schedulePause(of instance: Int) {
    let gap = drawn(
      stationPlans[instances[instance].station].pauseGap, Purpose.pauseGap, instance,
      instances[instance].pauseCount)
    schedule(.pauseStart, instance, after: gap)
  }

  mutating func beginPause(of instance: Int) {
    let length = drawn(
      stationPlans[instances[instance].station].pauseLength, Purpose.pauseLength, instance,
      instances[instance].pauseCount)
    instances[instance].pauseCount &+= 1
    instances[instance].pausedTime += length
    instances[instance].isPausing = true
    changeFreezes(of: instance, by: 1)
    schedule(.pauseEnd, instance, after: length)
  }

  mutating func endPause(of instance: Int) {
    instances[instance].isPausing = false
    changeFreezes(of: instance, by: -1)
    schedulePause(of: instance)
  }

  /// A process dies, and what it had become with it.
  mutating func hasCrashed(_ instance: Int) {
    instances[instance].crashes += 1
    instances[instance].servedCount = 0
    forgetsCounts(instance)
  }

  /// What a process counted in its memory is gone with it.
  mutating func forgetsCounts(_ instance: Int) {
    let station = instances[instance].station
    recorder.forget(at: station, inProcess: instance - stationPlans[station].firstInstance)
  }

  /// The reason of a crash is gone: the process starts.
  mutating func boot(_ instance: Int) {
    let sampler = stationPlans[instances[instance].station].boot
    guard sampler >= 0 else {
      isBack(instance)
      processHasStarted(instance)
      return
    }
    let time = drawn(sampler, Purpose.boot, instance, instances[instance].bootCount)
    instances[instance].bootCount &+= 1
    schedule(.booted, instance, after: time)
  }

  /// The process listens again.
  private mutating func isBack(_ instance: Int) {
    instances[instance].crashes -= 1
    queueIsBack(instance)
    connectionsAreBack(at: instance)
    queuesAreBack(with: instance)
  }

  mutating func hasBooted(_ instance: Int) {
    isBack(instance)
    let station = instances[instance].station
    if stationPlans[station].watchesAvailability { lookAtAvailability(of: station) }
    processHasStarted(instance)
  }

  /// A computation of a process that may not be warm yet.
  mutating func timeWhenCold(_ time: TimeSpan, at instance: Int, _ station: Int) -> TimeSpan {
    let requests = stationPlans[station].warmUpRequests
    let left = requests - min(requests, instances[instance].servedCount)
    guard left > 0 else { return time }
    let share = Double(left) / Double(requests)
    let factor = 1 + (stationPlans[station].warmUpSlowdown - 1) * share
    return TimeSpan(roundingNanoseconds: Double(time.nanoseconds) * factor)
  }

  /// The `count`-th draw of an instance for one purpose.
  private mutating func drawn(
    _ sampler: Int, _ purpose: UInt64, _ instance: Int, _ count: UInt64
  ) -> TimeSpan {
    let station = instances[instance].station
    let number = UInt64(instance - stationPlans[station].firstInstance)
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: purpose, index: number << 40 | count)
    return samplers[sampler].sample(&draws)
  }

  private mutating func schedule(_ kind: Event.Kind, _ instance: Int, after span: TimeSpan) {
    timeline.schedule(
      Event(kind, subject: UInt32(truncatingIfNeeded: instance)), at: now + span, phase: .fault)
  }
}
