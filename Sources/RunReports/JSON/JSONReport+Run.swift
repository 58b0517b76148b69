import ArchitectureSimulation
import TimeBase

extension JSONTree {
  static func seconds(_ span: TimeSpan) -> JSONTree { .seconds(nanoseconds: span.nanoseconds) }

  static func seconds(_ instant: Instant) -> JSONTree { .seconds(nanoseconds: instant.nanoseconds) }

  /// All of a time's distribution; `null` if nothing was measured.
  static func time(_ summary: TimeSummary?) -> JSONTree {
    guard let summary else { return .null }
    return [
      "count": .count(summary.count),
      "mean": .seconds(summary.mean),
      "standardDeviation": .seconds(summary.standardDeviation),
      "p50": .seconds(summary.p50),
      "p90": .seconds(summary.p90),
      "p95": .seconds(summary.p95),
      "p99": .seconds(summary.p99),
      "p999": .seconds(summary.p999),
      "max": .seconds(summary.maximum),
    ]
  }
}

/// The parts of the result that are about the run as a whole.
extension JSONReport {
  static func ending(of result: RunResult) -> JSONTree {
    switch result.ending {
    case .completed:
      .inline([
        "kind": .text("completed"), "at": .seconds(result.duration), "reason": .null,
      ])
    case .stopped(let time, let reason):
      .inline(["kind": .text("stopped"), "at": .seconds(time), "reason": .text(reason)])
    }
  }

  static func window(of result: RunResult) -> JSONTree {
    let (warmup, reason): (String, JSONTree) =
      switch result.warmup {
      case .fixed: ("fixed", .null)
      case .automatic: ("automatic", .null)
      case .notFound(let reason): ("notFound", .text(reason))
      }
    return [
      "start": .seconds(result.window.start),
      "end": .seconds(result.window.end),
      "warmup": .text(warmup),
      "reason": reason,
    ]
  }

  static func tree(of breaker: BreakerResult) -> JSONTree {
    .inline([
      "caller": .text(breaker.caller), "target": .text(breaker.target),
      "permitted": .count(breaker.permitted), "trials": .count(breaker.trials),
      "rejected": .count(breaker.rejected), "opened": .count(breaker.opened),
      "reopened": .count(breaker.reopened), "closed": .count(breaker.closed),
    ])
  }

  /// Only where messages do not always take the same time.
  static func connections(of result: RunResult) -> [JSONTree.Member] {
    guard !result.connections.isEmpty else { return [] }
    return [.init("connections", .array(result.connections.map(tree)))]
  }

  static func tree(of connection: ConnectionResult) -> JSONTree {
    var members: [JSONTree.Member] = [
      .init("caller", .text(connection.caller)), .init("target", .text(connection.target)),
      .init("opened", .count(connection.opened)), .init("reused", .count(connection.reused)),
      .init("repeated", .count(connection.repeated)),
    ]
    if let zones = connection.zones {
      members += [
        .init("betweenZones", .count(zones.crossed)),
        .init("withinZones", .count(zones.calls - zones.crossed)),
        .init("bytesBetweenZones", .count(zones.bytes)),
      ]
    }
    return .row(members)
  }

  static func tree(of fault: RunResult.FaultWindow) -> JSONTree {
    .inline([
      "title": .text(fault.title), "target": .text(fault.target), "start": .seconds(fault.start),
      "end": .optional(fault.end, JSONTree.seconds),
    ])
  }

  static func tree(of log: EventLog) -> JSONTree {
    [
      "entries": .array(
        log.entries.map {
          .inline([
            "time": .seconds($0.time), "subject": .text($0.subject), "event": .text($0.event),
          ])
        }),
      "dropped": .count(log.dropped),
    ]
  }

  /// Nothing for a model that has no health endpoint.
  static func health(of result: RunResult) -> [JSONTree.Member] {
    guard !result.health.isEmpty else { return [] }
    let members = result.health.map { health in
      JSONTree.Member(
        health.name,
        [
          "probes": .count(health.probes),
          "changes": .array(
            health.changes.map {
              .inline(["time": .seconds($0.time), "status": .text($0.word)])
            }),
        ])
    }
    return [.init("health", .object(members))]
  }

  /// Nothing for a model that has no detectors.
  static func detectors(of result: RunResult) -> [JSONTree.Member] {
    guard !result.detectors.isEmpty else { return [] }
    return [
      .init("detectors", .object(result.detectors.map { .init($0.name, tree(of: $0)) }))
    ]
  }

  /// Nothing for a model that does not ask for them.
  static func failures(of result: RunResult) -> [JSONTree.Member] {
    guard let failures = result.failures else { return [] }
    let rows = failures.map { request in
      JSONTree.inline([
        "client": .text(request.client), "request": .text(request.request),
        "number": .count(request.number), "sent": .seconds(request.sent),
        "latency": .seconds(request.latency), "cause": .text(request.cause.word),
        "place": .text(request.place),
        "status": request.status > 0 ? .whole(request.status) : .null,
        "attempts": .whole(request.attempts),
      ])
    }
    return [.init("failures", .array(rows))]
  }

  private static func tree(of detector: DetectorResult) -> JSONTree {
    [
      "of": .text(detector.subject), "series": .text(detector.series),
      "method": .text(detector.method), "judged": .whole(detector.judged.count),
      "flags": .array(
        detector.flags.map {
          .inline([
            "time": .seconds($0.time), "value": .number($0.value), "score": .number($0.score),
          ])
        }),
    ]
  }

  static func tree(of expectation: ExpectationResult) -> JSONTree {
    var members: [JSONTree.Member] = [
      .init("text", .text(expectation.text)), .init("verdict", .text(expectation.verdict.rawValue)),
      .init("observed", .optional(expectation.observed, JSONTree.number)),
      .init("unit", .text(expectation.unit.rawValue)),
    ]
    if let base = expectation.base { members.append(.init("base", .number(base))) }
    if let about = expectation.about { members.append(.init("about", .text(about))) }
    if let source = expectation.source { members.append(.init("source", .text(source))) }
    return .row(members)
  }

  static func tree(of check: RunResult.Audit.Check) -> JSONTree {
    switch check {
    case .ok: .text("ok")
    case .broken(let text): .text(text)
    }
  }
}
