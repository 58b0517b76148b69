import ArchitectureModel
import ArchitectureSimulation

/// How much memory a run takes for each request that is in flight.
///
/// The model has room for everybody and sends more than it gets done for most of a run, after which
/// about 190,000 requests are in flight. A request is then two calls, one at the client and one at the
/// service, and an event for its end.
struct InFlightMemory {
  /// The most that were in flight, which is at the end.
  let requests: Int

  /// How much the resident memory grew at most, the fixed parts of a run included.
  let growth: Int

  var bytesPerRequest: Double { Double(growth) / Double(requests) }

  private static let model = """
    {
      "format": 1,
      "run": { "duration": "60s", "warmup": "0s" },
      "clients": { "crowd": { "arrivals": { "poisson": "10000/s" }, "calls": "app" } },
      "components": {
        "app": {
          "kind": "service", "workers": "unlimited", "work": { "exponential": "20s" }
        }
      }
    }
    """

  /// Plays the model; `nil` where the resident memory cannot be read.
  ///
  /// Do it before anything else: memory that was used and freed takes in what comes next, and no
  /// growth would show.
  ///
  /// - Throws: `InvalidModel` if the model were none.
  init?() throws {
    let run = ArchitectureRun(try ModelDocument(Self.model, named: "in-flight").architecture())
    guard let before = ResidentMemory.bytes else { return nil }
    var peak = before
    let result = run.result(.init()) { _ in
      peak = max(peak, ResidentMemory.bytes ?? 0)
      return true
    }
    guard let client = result?.clients.first, client.total.inFlightAtEnd > 0 else { return nil }
    requests = Int(client.total.inFlightAtEnd)
    growth = peak - before
  }
}
