import Foundation

/// A case written as a model file: text, as a user would write it.
struct CaseModel {
  var clients: [(String, String)] = []
  var components: [(String, String)] = []
  var faults: [String] = []
  var durationSeconds: Double
  var warmupSeconds: Double = 0

  /// Length of a step of the series, if it matters.
  var stepSeconds: Double?

  var text: String {
    """
    {
      "format": 1,
      "name": "case",
      "run": { "duration": "\(Self.seconds(durationSeconds))",
               "warmup": "\(Self.seconds(warmupSeconds))",\(step) "seed": 20261121 },
      "clients": { \(Self.members(clients)) },
      "components": { \(Self.members(components)) },
      "faults": [ \(faults.joined(separator: ", ")) ]
    }
    """
  }

  private var step: String { stepSeconds.map { " \"step\": \"\(Self.seconds($0))\"," } ?? "" }

  private static func members(_ members: [(String, String)]) -> String {
    members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ",\n    ")
  }

  /// A time in seconds as a model file has it.
  static func seconds(_ value: Double) -> String { plain(value) + "s" }

  static func rate(_ value: Double) -> String { plain(value) + "/s" }

  /// A number without an exponent.
  static func plain(_ value: Double) -> String {
    let text = "\(value)"
    guard text.contains("e") else { return text }
    return NSDecimalNumber(string: text).stringValue
  }

  /// A distribution of a case as a model file has it.
  static func distribution(_ parameters: Parameters) -> String {
    let mean = seconds(parameters.number("mean_s") ?? 0)
    switch parameters.text("type") ?? "" {
    case "deterministic": return "\"\(mean)\""
    case "exponential": return "{ \"exponential\": \"\(mean)\" }"
    case "uniform":
      return "{ \"uniform\": [\"0s\", \"\(seconds(2 * (parameters.number("mean_s") ?? 0)))\"] }"
    case "erlang":
      return "{ \"erlang\": { \"shape\": \(parameters.integer("k") ?? 1), \"mean\": \"\(mean)\" } }"
    case "lognormal":
      return "{ \"lognormal\": { \"mean\": \"\(mean)\", \"cv\": \(parameters.number("cv") ?? 1) } }"
    case "bimodal_exp":
      let slow = parameters.number("p_slow") ?? 0
      return """
        { "hyperexponential": [
          { "probability": "\(plain(100 - slow * 100))%", \
        "mean": "\(seconds(parameters.number("fast_mean_s") ?? 0))" },
          { "probability": "\(plain(slow * 100))%", \
        "mean": "\(seconds(parameters.number("slow_mean_s") ?? 0))" } ] }
        """
    case "hyperexp2":
      return """
        { "hyperexponential": { "mean": "\(mean)", "cv": \(parameters.number("cv") ?? 1) } }
        """
    case "bounded_pareto":
      return """
        { "boundedPareto": { "low": "\(seconds(parameters.number("low_s") ?? 0))", \
        "high": "\(seconds(parameters.number("high_s") ?? 0))", \
        "alpha": \(parameters.number("alpha") ?? 0) } }
        """
    default: return "\"a distribution that this test does not know\""
    }
  }

  /// The arrivals of a case as an open client has them.
  static func arrivals(_ parameters: Parameters) -> String {
    switch parameters.text("type") ?? "" {
    case "poisson": "{ \"poisson\": \"\(rate(parameters.number("rate_rps") ?? 0))\" }"
    default: "{ \"interarrival\": \(distribution(parameters)) }"
    }
  }

  /// Requests a second of the arrivals.
  static func rate(of arrivals: Parameters?) -> Double {
    if let rate = arrivals?.number("rate_rps") { return rate }
    return 1 / (arrivals?.number("mean_s") ?? 1)
  }
}
