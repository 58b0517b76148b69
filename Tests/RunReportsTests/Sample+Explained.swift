import ArchitectureModel
import ArchitectureSimulation
import Experiments
import RunReports

extension Sample {
  /// A run that was explained: retries, hedges, forks and requests that fail.
  struct Explained {
    var result: RunResult
    var explanation: Explanation
    var document: ExplanationJSON
  }

  static let explained = makeExplained()

  private static func makeExplained() -> Explained? {
    guard let architecture = try? ModelDocument(busyText, named: "busy.json").architecture() else {
      return nil
    }
    let run = ArchitectureRun(architecture)
    let result = run.result()
    guard
      let explanation = run.explanation(of: result, .init(), sampling: 12, proceed: { _ in true })
    else {
      return nil
    }
    let theory = TheoryCheck(
      architecture, calls: architecture.calls.map { ($0.caller, $0.callee) }, result)
    return Explained(
      result: result, explanation: explanation,
      document: ExplanationJSON(explanation, of: result, theory))
  }

  private static let busyText = #"""
    {
      "format": 1, "name": "busy", "run": { "duration": "10s", "warmup": "1s", "seed": 3 },
      "clients": {
        "web": {
          "arrivals": { "poisson": "170/s" }, "calls": "app", "timeout": "60ms",
          "retry": { "attempts": 3, "backoff": { "base": "10ms" } },
          "requests": { "GET /<b>": { "weight": 3 }, "POST \"x\"": { "weight": 1 } }
        },
        "batch": { "arrivals": { "constant": "5/s" }, "calls": "app", "hedge": { "after": "10ms" } }
      },
      "components": {
        "app": {
          "kind": "service", "instances": 2, "workers": 2, "backlog": 8,
          "handles": { "*": [
            { "compute": { "exponential": "8ms" } },
            { "parallel": [
              [ { "call": "database", "as": "read" } ], [ { "call": "search", "retry": { "attempts": 4 } } ],
              [ { "compute": "1ms" } ]
            ] }
          ] }
        },
        "search": {
          "kind": "service", "workers": 2,
          "handles": { "*": [ { "compute": { "exponential": "4ms" } }, { "fail": "40%" } ] }
        },
        "database": { "kind": "database", "connections": 2, "read": { "exponential": "8ms" } }
      }
    }
    """#
}
