import ArchitectureModel
import EventEngine
import Resilience
import TimeBase

/// Reading from copies that lag, and writing to the one that does not.
extension Simulation {
  /// Which machine of a replicated database a call comes to.
  mutating func chooseReplica(for call: CallID, of number: Int) {
    let replication = stationPlans[number].replication
    calls[call].instance = UInt16(truncatingIfNeeded: replications[replication].primary)
    let plan = plan.replications[replication]
    guard !plan.isWrite[Int(calls[call].request)] else { return }
    if plan.policy.pin != nil, let end = pinEnd(of: address(of: call), replication), now < end {
      replications[replication].books.pinnedReads &+= 1
      return
    }
    if plan.policy.readShare < 1 {
      var draws = self.draws(for: call, Purpose.replica)
      guard draws.happens(Probability(plan.policy.readShare)) else { return }
    }
    let machines = stationPlans[number].machineCount
    for offset in 0..<machines {
      let machine = (replications[replication].nextReplica + offset) % machines
      guard machine != replications[replication].primary,
        instances[stationPlans[number].firstInstance + machine].crashes == 0
      else { continue }
      replications[replication].nextReplica = (machine + 1) % machines
      calls[call].instance = UInt16(truncatingIfNeeded: machine)
      return
    }
  }

  private mutating func pinEnd(of address: UInt64, _ replication: Int) -> Instant? {
    pins[replication].slot(of: address, hash: address.stableHash)
      .map { pins[replication].value(at: $0) }
  }

  private mutating func pin(_ address: UInt64, until end: Instant, _ replication: Int) {
    let hash = address.stableHash
    if let slot = pins[replication].slot(of: address, hash: hash) {
      pins[replication].update(at: slot) { $0 = end }
    } else {
      _ = pins[replication].insert(address, end, hash: hash)
    }
  }

  /// Which version of its object a call reads from the machine that it came to, or has written.
  mutating func noteReplicatedVersion(_ call: CallID, isWrite: Bool) {
    let station = calls[call].station
    let replication = stationPlans[Int(station)].replication
    let key = key(of: call)
    let truth = versions.version(of: key, at: Int(station))
    let machine = Int(calls[call].instance)
    if isWrite {
      commit(call, key, at: Int(station))
    } else if machine == replications[replication].primary {
      luggage[call].stamp = Stamp(source: station, version: truth)
    } else {
      catchUp(machine, of: replication)
      let version = versions.version(of: key, at: table(machine, of: replication))
      replications[replication].books.replicaReads &+= 1
      if version < truth { replications[replication].books.staleReads &+= 1 }
      luggage[call].stamp = Stamp(source: station, version: version)
    }
  }

  private mutating func commit(_ call: CallID, _ key: UInt64, at station: Int) {
    let replication = stationPlans[station].replication
    let version = versions.write(key, at: station)
    luggage[call].stamp = Stamp(source: UInt16(truncatingIfNeeded: station), version: version)
    replications[replication].serial &+= 1
    let serial = replications[replication].serial
    var draws = self.draws(for: call, Purpose.replicationLag)
    for machine in replications[replication].replicas.indices
    where machine != replications[replication].primary {
      let lag = samplers[plan.replications[replication].lag].sample(&draws)
      guard instances[stationPlans[station].firstInstance + machine].crashes == 0 else { continue }
      replications[replication].replicas[machine].append(
        key, version: version, serial: serial, at: now + lag)
    }
    if let pin = plan.replications[replication].policy.pin {
      self.pin(address(of: call), until: now + pin, replication)
    }
  }

  /// Where the versions of a replica stand.
  private mutating func table(_ machine: Int, of replication: Int) -> Int {
    plan.stations.count + plan.replications[replication].firstTable + machine
  }

  /// Gives a replica what it has by now.
  private mutating func catchUp(_ machine: Int, of replication: Int) {
    let time = min(now, replications[replication].stopped ?? now)
    let table = table(machine, of: replication)
    while let change = replications[replication].replicas[machine].next(by: time) {
      versions.set(change.key, to: change.version, at: table)
    }
  }

  // MARK: Crashes

  /// The machine that a crash strikes, or has struck.
  mutating func struckMachine(_ fault: Int, isStart: Bool, of station: Int) -> Range<Int> {
    let replication = stationPlans[station].replication
    var machine = replications[replication].primary
    if isStart {
      replications[replication].struck.append((fault, machine))
    } else if let place = replications[replication].struck.firstIndex(where: { $0.fault == fault })
    {
      machine = replications[replication].struck.remove(at: place).machine
    }
    let instance = stationPlans[station].firstInstance + machine
    return instance..<instance + 1
  }

  mutating func isPrimary(_ instance: Int, of station: Int) -> Bool {
    let primary = replications[stationPlans[station].replication].primary
    return instance == stationPlans[station].firstInstance + primary
  }

  /// The primary is gone: what is on its way will not arrive, and somebody will notice.
  mutating func primaryHasCrashed(of station: Int) {
    let replication = stationPlans[station].replication
    for machine in replications[replication].replicas.indices { catchUp(machine, of: replication) }
    if replications[replication].stopped == nil { replications[replication].stopped = now }
    let plan = plan.replications[replication]
    guard plan.policy.failover != nil else { return }
    replications[replication].crashes &+= 1
    var draws = Draws(
      random, component: stationPlans[station].id, purpose: Purpose.failover,
      index: replications[replication].crashes)
    let detection = samplers[plan.detection].sample(&draws)
    let promotion = samplers[plan.promotion].sample(&draws)
    timeline.schedule(
      Event(.promote, subject: UInt32(truncatingIfNeeded: replication)),
      at: now + detection + promotion, phase: .fault)
  }

  /// A machine is back: as primary if nobody has taken its place, or else as a copy of who has.
  mutating func machineIsBack(_ instance: Int, of station: Int) {
    let replication = stationPlans[station].replication
    let machine = instance - stationPlans[station].firstInstance
    guard instances[instance].crashes == 0 else { return }
    if machine == replications[replication].primary {
      replications[replication].stopped = nil
    } else {
      versions.copy(from: station, to: table(machine, of: replication))
      let serial = replications[replication].serial
      replications[replication].replicas[machine].follow(from: serial, at: now)
    }
  }

  /// The time has come to put a replica in the place of a primary, if that is still gone.
  mutating func promote(_ replication: Int) {
    let station = plan.replications[replication].station
    let first = stationPlans[station].firstInstance
    guard instances[first + replications[replication].primary].crashes > 0 else { return }
    var chosen = -1
    for machine in replications[replication].replicas.indices
    where instances[first + machine].crashes == 0 {
      let serial = replications[replication].replicas[machine].serial
      if chosen < 0 || serial > replications[replication].replicas[chosen].serial {
        chosen = machine
      }
    }
    guard chosen >= 0 else { return }
    let serial = replications[replication].replicas[chosen].serial
    let lost = replications[replication].serial - serial
    replications[replication].books.lostWrites &+= lost
    replications[replication].books.failovers &+= 1
    note("machine \(chosen) becomes primary, \(lost) writes are lost", at: station)
    versions.copy(from: table(chosen, of: replication), to: station)
    // The others learn from the new primary what it has and they have not.
    for machine in replications[replication].replicas.indices where machine != chosen {
      versions.copy(from: station, to: table(machine, of: replication))
      replications[replication].replicas[machine].follow(from: serial, at: now)
    }
    replications[replication].replicas[chosen].follow(from: serial, at: now)
    replications[replication].serial = serial
    replications[replication].primary = chosen
    replications[replication].stopped = nil
  }

  /// The books of a replicated database as they are now.
  mutating func replicationBooks(_ replication: Int) -> ReplicationBooks {
    for machine in replications[replication].replicas.indices
    where machine != replications[replication].primary {
      catchUp(machine, of: replication)
    }
    var books = replications[replication].books
    books.pending = replications[replication].replicas.reduce(0) {
      $0 + UInt64($1.pendingCount)
    }
    return books
  }
}
