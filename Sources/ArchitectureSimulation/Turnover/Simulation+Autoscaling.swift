import ArchitectureModel
import EventEngine
import Resilience
import RunStatistics
import TimeBase

/// What an autoscaler keeps: the real one, and what it has seen of its service.
struct AutoscalerState {
  /// What was seen, and when.
  struct Sample {
    var time: Instant
    var measurement: HorizontalAutoscaler.Measurement
  }

  var scaler: HorizontalAutoscaler
  let interval: TimeSpan
  let delay: TimeSpan
  let load: Service.Autoscaling.Load

  /// The books of each process at the last look.
  var books: [InstanceRecorder]
  var lastLook = Instant.zero
  private var samples: [Sample] = []

  init(_ plan: Service.Autoscaling, processes: Int) {
    scaler = HorizontalAutoscaler(plan.policy)
    interval = plan.interval
    delay = plan.delay
    load = plan.load
    books = Array(repeating: InstanceRecorder(), count: processes)
  }

  /// Keeps what was seen now, and returns what has become known by now; `nil` if nothing has.
  mutating func known(
    _ measurement: HorizontalAutoscaler.Measurement, at now: Instant
  ) -> HorizontalAutoscaler.Measurement? {
    samples.append(Sample(time: now, measurement: measurement))
    guard let last = samples.lastIndex(where: { now - $0.time >= delay }) else { return nil }
    samples.removeFirst(last)
    return samples.first?.measurement
  }

  /// The load of a process since the last look, in the unit of the target.
  func load(
    of books: InstanceRecorder, since earlier: InstanceRecorder, workers: Int?, now: Instant
  ) -> Double {
    let length = Double((now - lastLook).nanoseconds)
    switch load {
    case .utilisation:
      let area = books.busy.area(until: now) - earlier.busy.area(until: lastLook)
      return Double(area) / length / Double(workers ?? 1)
    case .inFlight:
      let area = books.inSystem.area(until: now) - earlier.inSystem.area(until: lastLook)
      return Double(area) / length
    case .queue:
      let area = books.queue.area(until: now) - earlier.queue.area(until: lastLook)
      return Double(area) / length
    case .requests:
      return Double(books.arrivals - earlier.arrivals) * 1e9 / length
    }
  }
}

/// Instances are added and taken away as the load asks for.
extension Simulation {
  mutating func scheduleLook(of station: Int) {
    let number = stationPlans[station].autoscaler
    timeline.schedule(
      Event(.autoscale, place: UInt16(truncatingIfNeeded: station)),
      at: now + autoscalers[number].interval, phase: .fault)
  }

  mutating func autoscale(_ station: Int) {
    let number = stationPlans[station].autoscaler
    let measurement = measure(station, autoscalers[number])
    let known = autoscalers[number].known(measurement, at: now)
    let current = wantedMachines(of: station).count
    let wanted = autoscalers[number].scaler.decide(from: current, known, at: now)
    if wanted != current {
      note("scales from \(current) to \(wanted) instances", at: station)
      if wanted > current {
        addMachines(wanted - current, to: station)
      } else {
        removeMachines(current - wanted, from: station)
      }
    }
    scheduleLook(of: station)
  }

  /// The load of the instances that are ready, and the books for the next look.
  private mutating func measure(
    _ station: Int, _ state: AutoscalerState
  ) -> HorizontalAutoscaler.Measurement {
    let plan = plan.stations[station]
    var measurement = HorizontalAutoscaler.Measurement(sum: 0, readyCount: 0)
    for ordinal in 0..<plan.machineCount {
      let machine = machines[plan.firstMachine + ordinal]
      if machine.phase == .starting { measurement.startingCount += 1 }
      guard machine.phase == .serving else { continue }
      measurement.readyCount += 1
      for instance in plan.processes(of: ordinal) {
        let load = state.load(
          of: recorder.instances[instance], since: state.books[instance - plan.firstInstance],
          workers: plan.workers, now: now)
        measurement.sum += state.load == .utilisation ? load / Double(plan.processes) : load
      }
    }
    let number = plan.autoscaler
    autoscalers[number].books = plan.instances.map { recorder.instances[$0] }
    autoscalers[number].lastLook = now
    return measurement
  }

  /// Those that count as instances: ready, on their way, or away for a moment.
  private mutating func wantedMachines(of station: Int) -> [Int] {
    let first = plan.stations[station].firstMachine
    return (first..<first + plan.stations[station].machineCount).filter { machine in
      switch machines[machine].phase {
      case .serving: true
      case .starting: !machines[machine].isUnwanted
      case .leaving: machines[machine].comesBack
      case .absent: false
      }
    }
  }

  private mutating func addMachines(_ count: Int, to station: Int) {
    var left = count
    let first = plan.stations[station].firstMachine
    for machine in first..<first + plan.stations[station].machineCount where left > 0 {
      if machines[machine].phase == .starting, machines[machine].isUnwanted {
        machines[machine].isUnwanted = false
        left -= 1
      } else if machines[machine].phase == .absent {
        beginStart(of: machine)
        left -= 1
      }
    }
  }

  /// Those that are not ready yet go first, then those of the highest numbers.
  private mutating func removeMachines(_ count: Int, from station: Int) {
    let wanted = wantedMachines(of: station)
    let starting = wanted.filter { machines[$0].phase == .starting }
    let serving = wanted.filter { machines[$0].phase == .serving }
    for machine in (serving + starting).suffix(count) {
      if machines[machine].phase == .starting {
        machines[machine].isUnwanted = true
      } else {
        beginShutdown(of: machine, comesBack: false)
      }
    }
  }
}
