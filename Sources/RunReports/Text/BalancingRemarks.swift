import ArchitectureSimulation
import TimeBase

/// What a balancer learned by asking its targets, in words.
struct BalancingRemarks {
  let balancing: BalancingResult
  let style: ReportStyle

  var texts: [String] { [checks, loadProbes, sessions].compactMap(\.self) }

  /// Those who were left out for the longest are named, three at most.
  private var checks: String? {
    guard !balancing.checks.isEmpty else { return nil }
    let sent = balancing.checks.reduce(0) { $0 + $1.sent }
    let failed = balancing.checks.reduce(0) { $0 + $1.failed }
    let text = "\(Figure.count(sent)) checks of targets, \(Figure.count(failed)) failed"
    let down = balancing.checks.enumerated().filter { $0.element.down > .zero }
    let worst = down.sorted {
      ($1.element.down, $0.offset) < ($0.element.down, $1.offset)
    }
    guard !worst.isEmpty else { return text }
    let named = worst.prefix(3).map { (_, check) in
      let target = DisplayText.truncated(check.target, to: 48, ellipsis: style.ellipsis)
      return "\(target) left out for \(Figure.time(check.down, inASCII: style.inASCII))"
    }
    let left = worst.count - 3
    let others = left > 0 ? ", \(left) \(left == 1 ? "other" : "others") for less" : ""
    return text + "; " + named.joined(separator: ", ") + others
  }

  private var sessions: String? {
    balancing.sessions.map {
      "\(Figure.count($0.kept)) calls kept to the target of their session,"
        + " \(Figure.count($0.moved)) moved, \(Figure.count($0.begun)) were the first"
    }
  }

  private var loadProbes: String? {
    balancing.loadProbes.map {
      "\(Figure.count($0.sent)) questions about load, \(Figure.count($0.answered)) answered"
    }
  }
}
