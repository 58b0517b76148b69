import ArchitectureModel

extension Everything {
  /// Every sort of load, and all that requests can carry.
  static let loads = """
    {
      "format": 1,
      "clients": {
        "steps": {
          "arrivals": {
            "poisson": {
              "profile": [
                { "for": "1m", "rate": "100/s" }, { "for": "30s", "from": "100/s", "to": "500/s" },
                { "for": "10s", "rate": "0/s" }
              ],
              "repeat": true
            },
            "spikes": [ { "at": "2m", "for": "10s", "times": 5 } ],
            "batch": { "uniform": [1, 3] }
          },
          "calls": "app", "connections": 100, "patience": { "exponential": "2s" },
          "addresses": { "zipf": { "keys": 50, "exponent": 1 } }, "tenant": { "uniform": 7 },
          "token": { "expired": "1%", "missing": "2%" }, "scheme": "90%", "priority": 3,
          "requests": {
            "GET /": { "body": "0B", "priority": 5 },
            "POST /": { "body": { "uniform": ["1KiB", "64KiB"] } },
            "PUT /": { "body": { "exponential": "8kB" } },
            "PATCH /": { "body": { "lognormal": { "mean": "2MiB", "cv": 2 } } },
            "DELETE /": { "body": { "empirical": ["100B", "1.5KiB"] } }
          }
        },
        "wave": {
          "arrivals": {
            "constant": { "sine": { "mean": "10/s", "amplitude": "5/s", "period": "24h", "phase": "75%" } },
            "batch": { "geometric": 2.5 }
          },
          "calls": "app", "scheme": "https"
        },
        "bursty": {
          "arrivals": {
            "bursts": [ { "rate": "150/s", "for": { "exponential": "2s" } }, { "rate": "0/s", "for": "4s" } ],
            "batch": { "empirical": [1, 1, 8] }
          },
          "calls": "app", "scheme": "http"
        },
        "users": {
          "users": 20, "think": "1s", "spawn": "5/s", "pace": "2s", "total": 1000, "calls": "app",
          "tasks": {
            "browse": { "weight": 3, "requests": ["GET /a", "GET /b"], "between": "100ms" },
            "buy": { "requests": ["GET /b"] }
          },
          "requests": { "GET /a": {}, "GET /b": {} }
        },
        "visitors": {
          "sessions": { "arrivals": { "poisson": "2/s" }, "requests": { "geometric": 6 }, "think": "3s" },
          "calls": "app"
        },
        "logged": {
          "arrivals": {
            "replay": { "file": "log.csv", "format": "csv", "time": "at", "request": "what", "key": "id",
                        "address": "from", "speed": 2, "repeat": true },
            "first": "1s"
          },
          "calls": "app"
        }
      },
      "components": { "app": { "kind": "service", "work": "1ms" } }
    }
    """

  /// The file that the model with every sort of load names.
  static let attachments = ModelAttachments { path, take in
    guard path == "log.csv" else { return "there is no such file" }
    _ = take(Array("at,what,id,from\n0.5,request,7,10.0.0.1\n2s,request,8,10.0.0.2\n".utf8)[...])
    return nil
  }
}
