/// How a ``TargetBalancer`` chooses among the targets that may be called.
@frozen
public enum BalancingAlgorithm: Hashable, Sendable {
  /// One after the other, whatever their weights.
  case roundRobin

  /// Each by its weight, spread evenly; nginx's default.
  case smoothWeightedRoundRobin

  /// Fewest connections by weight, ties by ``smoothWeightedRoundRobin``; nginx's `least_conn`.
  case leastConnections

  /// Fewest connections whatever the weights, ties at random.
  case joinShortestQueue

  /// At random by weight; nginx's `random`.
  case random

  /// Two at random by weight, of which the one with fewer connections by weight; nginx's
  /// `random two least_conn`.
  case randomTwo

  /// Two at random whatever the weights, of which the one with fewer connections; Finagle's P2C.
  case powerOfTwo

  /// The one with the fewest connections of a sample without repetition, ties at random. A sample of
  /// 1 is plain random choice; one of all targets, ``joinShortestQueue``. The size is in `1...64`.
  case shortestOfSample(size: Int)

  /// Envoy's `LEAST_REQUEST`. While all weights are equal the one with the fewest connections of
  /// `choices` draws with repetition, in `1...64`; otherwise weighted round robin in which a weight
  /// counts for weight / (connections + 1)^`bias`, with a bias in `0...100`.
  case leastRequest(choices: Int = 2, bias: Double = 1)

  /// Two at random whatever the weights, of which the one with the lower ``PeakEWMA`` load. Calls
  /// are to be released with their durations.
  case peakEWMA(PeakEWMA.Policy = .init())

  /// By probes of load and latency that are asked for ahead of calls; see ``ProbePool``.
  case prequal(ProbePool.Policy = .init())

  /// By the key's first three octets if it is an IPv4 address, otherwise all bytes, and the weights;
  /// nginx's `ip_hash`. A key that does not find anybody in 21 tries goes round.
  case addressHash

  /// By the checksum of the key and the weights; nginx's `hash`. Adding a target moves most keys.
  case keyHash

  /// By the key's place on a ring of points; nginx's `hash … consistent`. See ``KetamaRing``.
  case ketama

  /// By the key's entry in a table whose size is a prime number in `2...5_000_011`; Envoy's Maglev.
  case maglev(tableSize: Int = 65_537)

  /// What makes the algorithm unusable, if anything.
  public var problem: String? {
    switch self {
    case .shortestOfSample(let size) where !(1...64).contains(size):
      "a sample of \(size) is not in 1...64"
    case .leastRequest(let choices, _) where !(1...64).contains(choices):
      "\(choices) choices are not in 1...64"
    case .leastRequest(_, let bias) where !(bias >= 0 && bias <= 100):
      "a bias of \(bias) is not in 0...100"
    case .maglev(let size) where !(2...5_000_011).contains(size) || !MaglevTable.isPrime(size):
      "a table of \(size) is not a prime number in 2...5000011"
    case .peakEWMA(let policy): policy.problem
    case .prequal(let policy): policy.problem
    case .shortestOfSample, .leastRequest, .maglev, .roundRobin, .smoothWeightedRoundRobin,
      .leastConnections, .joinShortestQueue, .random, .randomTwo, .powerOfTwo, .addressHash,
      .keyHash, .ketama:
      nil
    }
  }

  /// The size of a sample, or the number of draws; 0 for the others.
  var choiceCount: Int {
    switch self {
    case .shortestOfSample(let size): size
    case .leastRequest(let choices, _): choices
    case .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
      .randomTwo, .powerOfTwo, .peakEWMA, .prequal, .addressHash, .keyHash, .ketama, .maglev:
      0
    }
  }

  /// Whether the choice depends on the ``RoutingKey`` of a call.
  public var routesByKey: Bool {
    switch self {
    case .addressHash, .keyHash, .ketama, .maglev: true
    case .roundRobin, .smoothWeightedRoundRobin, .leastConnections, .joinShortestQueue, .random,
      .randomTwo, .powerOfTwo, .shortestOfSample, .leastRequest, .peakEWMA, .prequal:
      false
    }
  }
}
