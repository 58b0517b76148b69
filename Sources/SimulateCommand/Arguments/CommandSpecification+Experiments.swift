/// Commands that make many runs.
extension CommandSpecification {
  static let sweep = Self(
    name: .sweep, arguments: "--model FILE --vary PATH=VALUES",
    summary: "run a model at many combinations of values, a row of figures each",
    explanation: """
      Runs a model at many points, all with the same random draws, and prints a row of figures for \
      each, in the order of the points. With --output every point is kept as soon as it is finished: \
      the same command goes on after an interruption, a crash or a full disk. With --shard many \
      machines share the work, and simulate merge puts their rows together. Whether expectations hold \
      is said in the rows; the exit code is 0 if all points were run.
      """,
    options: [
      .model, .vary, .design, .scenarios, .set, .seed, .duration, .replication, .replicationsEach,
      .confidence, .draws, .shard, .shards, .threads, .tieOrder, .sweepFormat, .sweepOutput, .help,
    ],
    examples: [
      "simulate sweep --model three-instances --vary app.instances=1...8",
      "simulate sweep --model three-instances --vary app.instances=1...4 \\",
      "  --vary web.arrivals.poisson='100/s...500/s by 100/s' --format csv > sweep.csv",
      "simulate sweep --model shop.json --vary app.workers='1...64 x 2' --replications 10",
      "simulate sweep --model shop.json --vary a.work=1ms...9ms --design sobol:64 --output sweep",
      "simulate sweep --model shop.json --vary app.workers=1...64 --output sweep --shard 3/16",
    ])

  static let merge = Self(
    name: .merge, arguments: "FOLDER…",
    summary: "put the shards of a sweep together",
    explanation: """
      Reads the folders of all shards of one sweep, or a folder that holds them, and prints the rows \
      of the whole, byte for byte as the sweep would have printed them without shards. With --output \
      it also writes the folder that the sweep would have written.
      """,
    options: [.sweepFormat, .sweepOutput, .help],
    examples: [
      "simulate merge sweep --format csv > sweep.csv", "simulate merge sweep --output whole",
    ])

  static let find = Self(
    name: .find, arguments: "--model FILE --vary PATH=LOW...HIGH",
    summary: "search the largest value that meets the expectations",
    explanation: """
      Searches the largest value of a knob at which the model meets its expectations, or with \
      --smallest the smallest, and tells which expectation stands in the way of more. Each value is \
      run as often as it takes to decide it; the confidence is that of the whole search. A second \
      --vary gives the largest value of the first one for each value of the second. That the \
      expectations hold up to some value and not beyond is taken for granted.
      """,
    options: [
      .model, .vary, .smallest, .scenario, .set, .seed, .duration, .replication, .mostReplications,
      .bracket, .confidence, .threads, .tieOrder, .searchFormat, .help,
    ],
    examples: [
      "simulate find --model three-instances --vary web.arrivals.poisson=50/s...2000/s",
      "simulate find --model three-instances --vary app.instances=1...16 --smallest",
      "simulate find --model shop.json --vary web.arrivals.poisson=50/s...2000/s \\",
      "  --vary app.instances=1...8",
    ])

  static let sensitivity = Self(
    name: .sensitivity, arguments: "--model FILE --vary PATH=LOW...HIGH",
    summary: "rank values of a model by what they do to the figures of a run",
    explanation: """
      Ranks values of a model by how much figures of a run depend on them, in two ways: over the ranges \
      given, by moving one value at a time from many places (Morris screening: mean size and spread of \
      the effects), and close to the model as it is, by a small step to both sides (elasticities, with \
      intervals). Runs that are compared have the same random draws.
      """,
    options: [
      .model, .vary, .metric, .scenario, .set, .seed, .duration, .replication, .trajectories,
      .levels, .step, .pairs, .confidence, .threads, .tieOrder, .sensitivityFormat, .help,
    ],
    examples: [
      "simulate sensitivity --model three-instances --vary app.instances=1...8 \\",
      "  --vary web.arrivals.poisson=100/s...900/s --vary cache.capacity='100...10000 x 10'",
      "simulate sensitivity --model first --vary api.workers=1...4 --metric web.latency.p95",
    ])

  static let collapse = Self(
    name: .collapse, arguments: "--model FILE --trigger FAULT --load PATH=VALUES",
    summary: "search the triggers from which a system does not come back by itself",
    explanation: """
      Searches, for each base load, the smallest trigger after whose end the system stays down though \
      it carries that load without it, and tells which loop keeps it down, how long recovery takes, and \
      how far the load must fall for the system to come back. The trigger begins after a quarter of \
      the run unless it says "at"; the last tenth of the run decides. The exit code is 1 if the system \
      is vulnerable as it is.
      """,
    options: [
      .model, .trigger, .size, .load, .remedy, .scenario, .set, .seed, .duration, .replication,
      .replicationsEach, .bracket, .threads, .tieOrder, .searchFormat, .help,
    ],
    examples: [
      "simulate collapse --model three-instances --trigger slow=database,factor=20 \\",
      "  --load 'web.arrivals.poisson=400/s...1600/s by 400/s' --scenario retry-storm \\",
      "  --with app.backlog=2048",
    ])

  static let explore = Self(
    name: .explore, arguments: "--model FILE",
    summary: "look for faults after which the model does not keep its promises",
    explanation: """
      Draws plans of faults for the first half of a run, and looks for one after which an expectation \
      does not hold in the last quarter, though everything is repaired by then. The first one found is \
      shrunk to the few faults that it takes, and printed as a part of a model with the line that runs \
      it. The faults replace those of the model. The exit code is 1 if something was found.
      """,
    options: [
      .model, .scenario, .set, .seed, .duration, .plans, .mostFaults, .kinds, .longestFault, .shard,
      .shards, .threads, .tieOrder, .help,
    ],
    examples: [
      "simulate explore --model three-instances --seeds 1000",
      "simulate explore --model shop.json --classes crash,slow --faults 2 --longest 10s",
    ])
}
