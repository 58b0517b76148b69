import Foundation
import Testing

/// A system whose behaviour is known exactly, with what a run must show and how closely.
///
/// The cases and their tolerances (four standard errors of one run of the stated length) come with
/// their derivations in `reference-cases.json`; its `meta` explains the conventions.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    var value: Double
    var tolerance: Double
    var standardError: Double?
  }

  var id: String
  var family: String
  var parameters: Parameters

  /// Simulated seconds, of cases that have no requests to count.
  var horizonSeconds: Double?
  var warmup: Double
  var measured: Double

  /// Sorted by metric.
  var expected: [(metric: String, expected: Expected)]

  var testDescription: String { id }

  /// The length at which the stated tolerance is four standard errors.
  ///
  /// That of the `retry-iid` cases is three quarters of one at the stated length: for attempts that
  /// fail with probability 0.3, at most two, √(0.21 / 10⁶) = 0.00046 against 0.00034. They need
  /// (4 / 0.75)² times as many requests.
  var lengthOfTolerance: Double { id.hasPrefix("retry-iid") ? measured * 256 / 9 : measured }

  static let all: [ReferenceCase] = load()

  private static func load() -> [ReferenceCase] {
    guard
      let url = Bundle.module.url(forResource: "reference-cases", withExtension: "json"),
      let data = try? Data(contentsOf: url),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let cases = root["cases"] as? [[String: Any]]
    else { return [] }
    return cases.compactMap(ReferenceCase.init)
  }

  private init?(_ json: [String: Any]) {
    guard let id = json["id"] as? String, let family = json["family"] as? String,
      let parameters = json["parameters"] as? [String: Any],
      let expected = json["expected"] as? [String: [String: Any]]
    else { return nil }
    self.id = id
    self.family = family
    self.parameters = Parameters(parameters)
    // Only the description says it: "observed for 2.4e+07 simulated s".
    let words = (json["description"] as? String ?? "").split(separator: " ")
    if let place = words.firstIndex(of: "observed"), place + 2 < words.count {
      horizonSeconds = Double(words[place + 2])
    }
    let run = json["run"] as? [String: Any]
    warmup = (run?["warmup"] as? NSNumber)?.doubleValue ?? 0
    measured = (run?["measured"] as? NSNumber)?.doubleValue ?? 0
    self.expected = expected.keys.sorted().compactMap { metric in
      guard let entry = expected[metric] else { return nil }
      let value: Double
      if let flag = entry["value"] as? Bool, entry["unit"] as? String == "bool" {
        value = flag ? 1 : 0
      } else {
        value = (entry["value"] as? NSNumber)?.doubleValue ?? .nan
      }
      return (
        metric,
        Expected(
          value: value, tolerance: (entry["tol_abs"] as? NSNumber)?.doubleValue ?? 0,
          standardError: (entry["se_one_run"] as? NSNumber)?.doubleValue)
      )
    }
  }
}

/// The parameters of a case, looked up by name.
struct Parameters: @unchecked Sendable {
  private let values: [String: Any]

  init(_ values: [String: Any]) {
    self.values = values
  }

  func number(_ key: String) -> Double? { (values[key] as? NSNumber)?.doubleValue }

  func integer(_ key: String) -> Int? { (values[key] as? NSNumber)?.intValue }

  func flag(_ key: String) -> Bool { (values[key] as? NSNumber)?.boolValue ?? false }

  func text(_ key: String) -> String? { values[key] as? String }

  func child(_ key: String) -> Parameters? { (values[key] as? [String: Any]).map(Parameters.init) }

  func list(_ key: String) -> [Parameters]? {
    (values[key] as? [[String: Any]])?.map(Parameters.init)
  }

  func numbers(_ key: String) -> [Double] {
    (values[key] as? [NSNumber])?.map(\.doubleValue) ?? []
  }

  func has(_ key: String) -> Bool { values[key] != nil && !(values[key] is NSNull) }
}
