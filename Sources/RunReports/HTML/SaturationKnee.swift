/// The load beyond which more of it buys little but waiting: where power, the goodput over the mean
/// latency, is largest.
///
/// - SeeAlso: L. Kleinrock, *Power and deterministic rules of thumb for probabilistic problems in computer
///   communications*, ICC (1979).
package struct SaturationKnee: Hashable, Sendable {
  package var client: String

  /// What is turned to raise the load, everything else being equal.
  package var knob: String

  /// The number of the point at which the knee is.
  package var point: Int

  /// By how much the load must rise over the points for there to be a knee.
  private static let leastRise = 1.2

  /// Of each client and knob, for each combination of the others, if power has its maximum between the
  /// least and the largest load.
  ///
  /// - Complexity: O(*k* *n* log *n*) for *k* knobs and *n* rows.
  package static func all(
    of rows: [SweepRow], knobs: [String], clients: [String]
  ) -> [SaturationKnee] {
    knobs.flatMap { knob in
      let others = ["scenario"] + knobs.filter { $0 != knob }
      return groups(of: rows, along: knob, others).flatMap { group in
        clients.compactMap { client in
          knee(in: group, client).map { SaturationKnee(client: client, knob: knob, point: $0) }
        }
      }
    }
  }

  /// Rows that differ in one knob only, in the order of their first ones.
  private static func groups(
    of rows: [SweepRow], along knob: String, _ others: [String]
  ) -> [[SweepRow]] {
    var places: [[String?]: Int] = [:]
    var groups: [[SweepRow]] = []
    for row in rows where row.text(of: knob) != nil {
      let key = others.map { row.text(of: $0) }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups
  }

  private static func knee(in rows: [SweepRow], _ client: String) -> Int? {
    func figure(_ row: SweepRow, _ name: String) -> Double? {
      row.text(of: "\(client).\(name)").flatMap(Double.init)
    }
    var loads: [(load: Double, power: Double, point: Int)] = []
    for row in rows {
      guard let load = figure(row, "offered"), let goodput = figure(row, "goodput"),
        let latency = figure(row, "latency.mean"), latency > 0
      else { continue }
      loads.append((load, goodput / latency, row.point))
    }
    loads.sort { ($0.load, $0.point) < ($1.load, $1.point) }
    guard let least = loads.first, let most = loads.last, loads.count > 2,
      most.load >= least.load * leastRise,
      let best = loads.max(by: { $0.power < $1.power }), best.point != least.point,
      best.point != most.point
    else { return nil }
    return best.point
  }
}
