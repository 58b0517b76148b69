import ArchitectureModel
import Experiments

/// Several runs that are asked for, and how they are made.
struct ReplicationRequest: Hashable {
  var policy: ReplicationPolicy

  /// `nil` for as many as there are processors.
  var threads: Int?

  /// The options that say how many and how sure, as they go into the line that makes them again;
  /// threads change no result.
  private var texts: [String]
  private let isCountGiven: Bool

  private static let mostByDefault = 1_000

  /// `nil` if a single run is asked for.
  init?(_ parsed: ParsedArguments) throws(UsageProblem) {
    let count = try parsed.count(of: .replications, atLeast: 2)
    let precision = try parsed.share(of: .precision)
    guard count != nil || precision != nil else {
      if parsed.value(of: .threads) != nil {
        throw UsageProblem(
          "--threads goes with several runs; add --replications 20 or --precision 2%")
      }
      return nil
    }
    if let precision, precision <= 0 || precision >= 1 {
      throw UsageProblem("--precision is above 0% and below 100%, such as 2%")
    }
    policy = ReplicationPolicy(
      count: count ?? Self.mostByDefault, precision: precision,
      confidence: try parsed.confidence())
    threads = try parsed.count(of: .threads, atLeast: 1)
    isCountGiven = count != nil
    texts = []
    for option in [OptionSpecification.precision, .confidence] {
      if let text = parsed.value(of: option) { texts += [option.name, text] }
    }
  }

  /// The options that make `count` of the replications again; `nil` for as many as were asked for.
  func arguments(count: Int?) -> [String] {
    // So many and no more: what was broken off cannot be asked for by a precision.
    if let count {
      let confidence = texts.firstIndex(of: "--confidence").map { Array(texts[$0...]) } ?? []
      return ["--replications", "\(count)"] + confidence
    }
    return (isCountGiven ? ["--replications", "\(policy.count)"] : []) + texts
  }
}

extension ParsedArguments {
  /// A share such as `2%`; `nil` if the option is not given.
  func share(of option: OptionSpecification) throws(UsageProblem) -> Double? {
    guard let text = value(of: option) else { return nil }
    guard let share = Percentage.share(text) else {
      throw UsageProblem(
        "\(option.name): \(text.quotedForMessage) is no share, such as \(option.example)")
    }
    return share
  }

  func confidence() throws(UsageProblem) -> Double {
    guard let confidence = try share(of: .confidence) else { return 0.95 }
    guard confidence >= 0.5, confidence <= 0.9999 else {
      throw UsageProblem("--confidence is from 50% to 99.99%, such as 99%")
    }
    return confidence
  }

  /// A whole number of things; `nil` if the option is not given.
  func count(
    of option: OptionSpecification, atLeast fewest: Int
  ) throws(UsageProblem) -> Int? {
    try count(of: option, in: fewest...1_000_000)
  }

  /// How many; `nil` if the option is not given.
  func count(
    of option: OptionSpecification, in range: ClosedRange<Int>
  ) throws(UsageProblem) -> Int? {
    guard let number = try wholeNumber(of: option) else { return nil }
    guard number >= range.lowerBound, number <= range.upperBound else {
      throw UsageProblem(
        "\(option.name): \(number) is not from \(range.lowerBound) to \(range.upperBound)")
    }
    return Int(number)
  }
}
