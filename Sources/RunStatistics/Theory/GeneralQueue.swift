/// The M/G/1 queue: Poisson arrivals, any distribution of service, one server.
///
///     let queue = GeneralQueue(arrivalRate: 0.8, meanService: 1, squaredCV: 4)
///     queue.meanWait           // 10 seconds in the order of arrival
///     queue.meanSharedResponse // 5 seconds if all share the server, whatever the distribution
///
/// - SeeAlso: Kleinrock, *Queueing Systems*, volume 1 (1975), section 5.6 (Pollaczek-Khinchine), and
///   volume 2 (1976), section 4.4 (processor sharing).
public struct GeneralQueue: Hashable, Sendable {
  /// Arrivals a second.
  public let arrivalRate: Double

  /// In seconds.
  public let meanService: Double

  /// Variance of the service over the square of its mean: 0 if it is constant, 1 if exponential.
  public let squaredCV: Double

  /// - Precondition: Rate and service are positive and finite, and `squaredCV` is not negative.
  public init(arrivalRate: Double, meanService: Double, squaredCV: Double) {
    precondition(
      arrivalRate > 0 && meanService > 0 && arrivalRate * meanService < .infinity,
      "a queue with arrivals at \(arrivalRate)/s and \(meanService) s of service is none")
    precondition(squaredCV >= 0, "a squared coefficient of variation cannot be \(squaredCV)")
    self.arrivalRate = arrivalRate
    self.meanService = meanService
    self.squaredCV = squaredCV
  }

  /// The queue has a steady state if it is below 1.
  public var utilisation: Double { arrivalRate * meanService }

  /// Mean time in line in the order of arrival, in seconds: λ E[S²] / (2 (1 - ρ)); infinite without a
  /// steady state.
  public var meanWait: Double {
    guard utilisation < 1 else { return .infinity }
    return utilisation * meanService * (1 + squaredCV) / (2 * (1 - utilisation))
  }

  /// Mean number in line.
  public var meanQueue: Double { arrivalRate * meanWait }

  /// Mean time from arrival to completion in the order of arrival, in seconds.
  public var meanResponse: Double { meanWait + meanService }

  /// The same if all share the server equally: E[S] / (1 - ρ), for any distribution of that mean.
  public var meanSharedResponse: Double {
    utilisation < 1 ? meanService / (1 - utilisation) : .infinity
  }
}
