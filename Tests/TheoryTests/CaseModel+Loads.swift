/// Cases that are about the load rather than about the system under it.
extension CaseModel {
  /// Markov-modulated or batch arrivals at one server.
  mutating func buildBursty(_ parameters: Parameters, requests: Double, warmup: Double) {
    guard let arrivals = parameters.child("arrivals") else { return }
    let rate: Double
    let process: String
    if let size = arrivals.integer("batch_size") {
      rate = arrivals.number("rate_rps_total") ?? 1
      process = "\"poisson\": \"\(Self.rate(rate / Double(size)))\", \"batch\": \(size)"
    } else {
      let rates = arrivals.numbers("rates_rps")
      // A phase is left at this rate, so that it lasts one over it on average.
      let lengths = arrivals.numbers("switch_rate_per_s").map { 1 / $0 }
      rate = zip(rates, lengths).reduce(0) { $0 + $1.0 * $1.1 } / lengths.reduce(0, +)
      let phases = zip(rates, lengths).map { rate, length in
        """
        { "rate": "\(Self.rate(rate))", "for": { "exponential": "\(Self.seconds(length))" } }
        """
      }
      process = "\"bursts\": [ \(phases.joined(separator: ", ")) ]"
    }
    durationSeconds = (requests + warmup) / rate
    warmupSeconds = warmup / rate
    clients = [("load", "{ \"arrivals\": { \(process) }, \"calls\": \"station\" }")]
    components = [("station", Self.station(parameters))]
  }

  /// A sinusoidal rate and a service that nothing limits.
  mutating func buildWave(_ parameters: Parameters) {
    guard let arrivals = parameters.child("arrivals") else { return }
    let sine = """
      { "sine": { "mean": "\(Self.rate(arrivals.number("mean_rps") ?? 0))", \
      "amplitude": "\(Self.rate(arrivals.number("amplitude_rps") ?? 0))", \
      "period": "\(Self.seconds(arrivals.number("period_s") ?? 1))" } }
      """
    clients = [("load", "{ \"arrivals\": { \"poisson\": \(sine) }, \"calls\": \"station\" }")]
    components = [("station", Self.station(parameters))]
  }
}
