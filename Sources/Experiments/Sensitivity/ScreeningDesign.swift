import EventEngine

/// Walks through the ranges of several knobs on a grid of levels: each begins anywhere and moves every
/// knob once, in random order, by a little more than half of its range.
///
/// Where a knob begins and which way it moves depends on the seed, on its name and on the number of the
/// walk: another knob changes nothing for it.
///
/// - SeeAlso: M. D. Morris, *Factorial sampling plans for preliminary computational experiments*,
///   Technometrics 33 (1991).
struct ScreeningDesign: Hashable, Sendable {
  let knobs: [Knob]

  /// Even.
  let levels: Int
  let seed: UInt64

  struct Trajectory: Hashable, Sendable {
    /// The settings of all knobs, one more than there are knobs.
    var points: [[String]]

    /// The knob that moves from each point to the next, and how far as a share of its range, negative
    /// downwards.
    var moves: [(knob: Int, distance: Double)]

    static func == (first: Self, second: Self) -> Bool { first.points == second.points }

    func hash(into hasher: inout Hasher) { hasher.combine(points) }
  }

  func trajectory(_ number: Int) -> Trajectory {
    let source = RandomSource(seed: seed)
    let half = levels / 2
    var places: [(from: Int, to: Int)] = []
    var turns: [(key: UInt64, knob: Int)] = []
    for (index, knob) in knobs.enumerated() {
      var draws = source.draws(
        component: StreamName("sensitivity"), purpose: StreamName("walk " + knob.path),
        index: UInt64(number))
      let low = Int(draws.next(below: UInt64(half)))
      places.append(draws.next(below: 2) == 0 ? (low, low + half) : (low + half, low))
      turns.append((draws.nextWord(), index))
    }
    var setting = zip(knobs, places).map { $0.level($1.from, of: levels) }
    var trajectory = Trajectory(points: [setting.map(\.text)], moves: [])
    for (_, index) in turns.sorted(by: { $0 < $1 }) {
      let next = knobs[index].level(places[index].to, of: levels)
      trajectory.moves.append((index, next.place - setting[index].place))
      setting[index] = next
      trajectory.points.append(setting.map(\.text))
    }
    return trajectory
  }
}

extension Knob {
  /// The value at one of several levels, the first and the last of its range among them, and how much of
  /// the range lies below it: where there are few values, the nearest one is taken.
  fileprivate func level(_ number: Int, of levels: Int) -> (text: String, place: Double) {
    let share = Double(number) / Double(levels - 1)
    guard let count else { return (range?.value(at: share) ?? value(at: 0), share) }
    let index = Int((share * Double(count - 1)).rounded())
    return (value(index), Double(index) / Double(count - 1))
  }
}
