import ArchitectureSimulation

extension RunResult {
  /// The same result with every text in it made safe to print, so that no section has to think of it.
  func displayed(inASCII: Bool) -> RunResult {
    func name(_ text: String) -> String { DisplayText.name(text, inASCII: inASCII) }
    func prose(_ text: String) -> String { DisplayText.prose(text, inASCII: inASCII) }

    var result = self
    result.model.name = name(model.name)
    result.model.about = prose(model.about)
    result.model.sha256 = name(model.sha256)
    result.model.scenario = model.scenario.map(name)
    if case .stopped(let time, let reason) = ending {
      result.ending = .stopped(at: time, reason: prose(reason))
    }
    if case .notFound(let reason) = warmup { result.warmup = .notFound(reason: prose(reason)) }
    for index in clients.indices { result.clients[index].makeDisplayable(name) }
    for index in components.indices { result.components[index].makeDisplayable(name) }
    for index in breakers.indices {
      result.breakers[index].caller = name(breakers[index].caller)
      result.breakers[index].target = name(breakers[index].target)
    }
    for index in faults.indices {
      result.faults[index].title = prose(faults[index].title)
      result.faults[index].target = name(faults[index].target)
    }
    for index in series.clients.indices {
      result.series.clients[index].name = name(series.clients[index].name)
    }
    // Only what the report shows: a log holds up to ten thousand entries.
    result.log.entries = log.entries.prefix(LogSection.limit).map {
      EventLog.Entry(time: $0.time, subject: name($0.subject), event: prose($0.event))
    }
    result.log.dropped += UInt64(log.entries.count - result.log.entries.count)
    for index in health.indices { result.health[index].name = name(health[index].name) }
    for index in detectors.indices {
      result.detectors[index].name = name(detectors[index].name)
      result.detectors[index].subject = name(detectors[index].subject)
    }
    for index in expectations.indices {
      result.expectations[index].text = prose(expectations[index].text)
    }
    return result
  }
}

extension ClientResult {
  fileprivate mutating func makeDisplayable(_ name: (String) -> String) {
    self.name = name(self.name)
    total.makeDisplayable(name)
    for index in requests.indices { requests[index].makeDisplayable(name) }
  }
}

extension RequestResult {
  fileprivate mutating func makeDisplayable(_ name: (String) -> String) {
    self.name = name(self.name)
    for index in failures.indices { failures[index].place = name(failures[index].place) }
  }
}

extension ComponentResult {
  fileprivate mutating func makeDisplayable(_ name: (String) -> String) {
    self.name = name(self.name)
    kind = name(kind)
    for index in requests.indices { requests[index].name = name(requests[index].name) }
    for index in counters.indices { counters[index].name = name(counters[index].name) }
    if let checks = balancing?.checks {
      balancing?.checks = checks.map { check in
        var check = check
        check.target = name(check.target)
        return check
      }
    }
    if case .gateway(let limits) = details {
      details = .gateway(
        limits: limits.map { limit in
          var limit = limit
          limit.title = name(limit.title)
          return limit
        })
    }
  }
}
