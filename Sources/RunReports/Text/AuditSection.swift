import ArchitectureSimulation
import TimeBase

/// Whether the books balance, and the digest by which another run can be told to be the same.
struct AuditSection {
  let result: RunResult
  let style: ReportStyle

  var lines: [ReportLine] {
    let audit = result.audit
    let checks = [
      ("flow", audit.flow), ("Little's law", audit.littlesLaw),
      ("utilisation law", audit.utilisation),
    ]
    var line = ReportLine("Audit   ", .heading)
    for (index, check) in checks.enumerated() {
      if index > 0 { line.append(style.separator) }
      switch check.1 {
      case .ok: line.append("\(check.0) ok", .good)
      case .broken: line.append("\(check.0) BROKEN", .bad)
      }
    }
    var lines = [line]
    for case (let name, .broken(let text)) in checks {
      let safe = DisplayText.prose("\(name): \(text)", inASCII: style.inASCII)
      for text in DisplayText.wrapped(safe, to: style.width - 8) {
        lines.append(ReportLine("        ").appending(text, .bad))
      }
    }
    let digest = result.digest
    let events = Figure.count(digest.events)
    return lines + [
      ReportLine("Digest  ", .heading).appending(digest.total.hexadecimal)
        .appending(" of \(events) events, trace version \(RunResult.traceVersion)", .faint)
    ]
  }
}
