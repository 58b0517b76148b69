extension Ban {
  /// The clock, chance and the machine do not take part in a run.
  static let ofTimeAndChance: [Ban] =
    ["Date(", "Date.now"].map {
      Ban(text: $0, instead: "an Instant that is handed in as `now`", place: .sources)
    }
    + ["ContinuousClock", "SuspendingClock"].map {
      Ban(
        text: $0, instead: "an Instant that is handed in, or in a live front any Clock",
        place: .roomsExcept(["Resilience", "SimulateCommand", "simulate", "benchmark"]))
    }
    + ["ContinuousClock", "SuspendingClock"].map {
      Ban(
        text: $0, instead: "an Instant that is handed in as `now`: this is no live front",
        place: .tiers(1...1, andLiveFronts: false))
    }
    + [
      Ban(text: "UUID(", instead: "a number that is counted up, or a draw", place: .sources),
      Ban(text: ".random(in:", instead: "Draws, addressed by what they are for", place: .sources),
      Ban(
        text: ".random(in:", instead: "a seeded generator: `using: &generator`", place: .swift,
        unlessLineHas: "using:"),
      Ban(
        text: "SystemRandomNumberGenerator", instead: "Draws, or a seeded generator in tests",
        place: .swift),
    ]
    + [".shuffled()", ".shuffle()", ".randomElement()"].map {
      Ban(text: $0, instead: "Draws, or a seeded generator in tests", place: .swift)
    }
    + [".shuffled(using", ".shuffle(using", ".randomElement(using"].map {
      Ban(
        text: $0, instead: "an own Fisher-Yates: the algorithm of this one may change",
        place: .sources)
    }
    + ["ProcessInfo", "getenv("].map {
      Ban(
        text: $0, instead: "an argument that SimulateCommand fills in",
        place: .roomsExcept(["SimulateCommand", "simulate", "benchmark"]))
    }
}
