/// One command, as the parser and the help know it.
struct CommandSpecification: Hashable {
  enum Name: String, CaseIterable, Hashable {
    case run, sweep, merge, find, sensitivity, collapse, explore, compare, explain, record, check,
      verify, list,
      describe
    case schema, help
  }

  var name: Name

  /// What stands behind the name in the help.
  var arguments: String

  /// Half a sentence for the list of commands.
  var summary: String

  /// A paragraph for the help of the command itself.
  var explanation: String
  var options: [OptionSpecification]
  var examples: [String]

  /// All commands, in the order of the help.
  static let all: [Self] = [
    run, sweep, merge, find, sensitivity, collapse, explore, compare, explain, record, check,
    verify, list,
    describe,
    schema, help,
  ]

  static func named(_ name: Name) -> Self {
    switch name {
    case .run: run
    case .sweep: sweep
    case .merge: merge
    case .find: find
    case .sensitivity: sensitivity
    case .collapse: collapse
    case .explore: explore
    case .compare: compare
    case .explain: explain
    case .record: record
    case .check: check
    case .verify: verify
    case .list: list
    case .describe: describe
    case .schema: schema
    case .help: help
    }
  }

  private static let run = Self(
    name: .run, arguments: "--model FILE",
    summary: "run a model and report what happened; the word run may be left out",
    explanation: """
      Runs a model under virtual time and reports what happened. The report ends with the line that \
      makes the same run again. The result goes to standard output, everything else to standard \
      error.
      """,
    options: [
      .model, .scenario, .set, .seed, .duration, .replication, .replications, .precision,
      .confidence, .threads, .tieOrder, .format, .output, .explain, .traces, .watch, .help,
    ],
    examples: [
      "simulate --model three-instances",
      "simulate --model three-instances --scenario database-outage --seed 7",
      "simulate --model shop.json --set app.instances=5 --set app.workers=8 --duration 30m",
      "simulate --model shop.json --format json | jq .clients.web.latency.p99",
      "simulate --model shop.json --output results --explain",
      "simulate --model shop.json --replications 20",
      "simulate --model shop.json --precision 2% --confidence 99%",
    ])

  private static let compare = Self(
    name: .compare, arguments: "--model FILE",
    summary: "compare two variants of a model, and say whether a difference is real",
    explanation: """
      Runs two variants of a model in pairs with the same random draws, and tells what differs, by how \
      much at least and at most, and what is mere chance. The first variant is the model with \
      --scenario and --set; the second one is that with --with, another model, or another scenario.
      """,
    options: [
      .model, .scenario, .set, .with, .against, .againstScenario, .seed, .duration, .replication,
      .replications, .confidence, .threads, .tieOrder, .comparisonFormat, .output, .help,
    ],
    examples: [
      "simulate compare --model three-instances --with app.instances=4",
      "simulate compare --model three-instances --with balancer.algorithm=roundRobin",
      "simulate compare --model three-instances --against-scenario peak --replications 40",
      "simulate compare --model shop.json --against shop-v2.json --format json",
    ])

  private static let explain = Self(
    name: .explain, arguments: "--model FILE",
    summary: "explain a run: where the time goes, what saturates first, what work is in vain",
    explanation: """
      Makes a run, and makes the same run again to look at every request. Shows where the time of the \
      mean request and of the slowest 1% goes (queue, service, network, waits and failed attempts, along \
      the path that each request waited for), which component saturates first and at what load, what \
      work helped nobody, what queueing theory says where it knows, and some requests from their start \
      to their end.
      """,
    options: [
      .model, .scenario, .set, .seed, .duration, .replication, .tieOrder, .explanationFormat, .help,
    ],
    examples: [
      "simulate explain --model three-instances",
      "simulate explain --model three-instances --scenario database-outage",
      "simulate explain --model shop.json --format json | jq .clients.web.exemplars",
    ])

  private static let record = Self(
    name: .record, arguments: "--model FILE",
    summary: "keep the results of a model in a file, or check them against it",
    explanation: """
      Runs a model as it is and with each of its scenarios, and keeps what every metric shows in a \
      small text file. With --check it shows what has changed since, and fails if anything has: in a \
      build, a change of the model or of the simulator cannot go unnoticed.
      """,
    options: [.model, .set, .seed, .duration, .threads, .file, .check, .help],
    examples: [
      "simulate record --model three-instances",
      "simulate record --model three-instances --check",
    ])

  private static let check = Self(
    name: .check, arguments: "--model FILE",
    summary: "validate and explain a model without running it",
    explanation: """
      Reads a model with all its scenarios, shows how requests travel through it, and gives advice \
      on what is valid and probably not intended.
      """,
    options: [.model, .scenario, .set, .duration, .help],
    examples: [
      "simulate check --model three-instances",
      "simulate check --model shop.json --scenario peak --set app.instances=5",
    ])

  private static let verify = Self(
    name: .verify, arguments: "--model FILE",
    summary: "run a model twice and compare every event",
    explanation: """
      Runs a model twice, independently, and compares the digests of all events. Should they part, \
      the first event that differs is searched for and shown; that would be a bug in the simulator.
      """,
    options: [.model, .scenario, .set, .seed, .duration, .replication, .tieOrder, .help],
    examples: ["simulate verify --model three-instances --scenario database-outage"])

  private static let list = Self(
    name: .list, arguments: "",
    summary: "list the models of the folder Models with their scenarios",
    explanation: """
      Lists the models in the folder Models of this folder, or of the nearest one above that has one.
      """,
    options: [.listFormat, .help], examples: ["simulate list", "simulate list --format json"])

  private static let describe = Self(
    name: .describe, arguments: "[TOPIC|KEY]",
    summary: "explain what a model file may say: a kind of component, a step, a fault, a key",
    explanation: """
      Explains one thing that a model file may say: its keys with their types, ranges and defaults, and \
      an example. Of a key it tells in which of these it stands, and what it means there. Without either \
      it lists all topics.
      """,
    options: [.help],
    examples: [
      "simulate describe", "simulate describe service", "simulate describe onShutdown",
      "simulate describe metrics",
    ])

  private static let schema = Self(
    name: .schema, arguments: "",
    summary: "print the JSON Schema of model files",
    explanation: """
      Prints the JSON Schema of model files. Name it in "$schema" of a model, and editors complete \
      and check while you type.
      """,
    options: [.help], examples: ["simulate schema > model.schema.json"])

  private static let help = Self(
    name: .help, arguments: "[COMMAND]",
    summary: "explain the program, or one command",
    explanation: "Explains the program, or one command.",
    options: [.help], examples: ["simulate help run"])
}
