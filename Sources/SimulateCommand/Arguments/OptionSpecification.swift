/// One option of a command, as the parser and the help know it.
struct OptionSpecification: Hashable {
  /// With its dashes, such as `--model`.
  var name: String

  /// What stands for the value in the help; `nil` for an option without one.
  var placeholder: String?

  /// A value that could be given, for messages.
  var example: String = ""
  var isRepeatable = false
  var summary: String

  static let model = Self(
    name: "--model", placeholder: "FILE", example: "three-instances",
    summary: "The model: a path, or the name of a file in the folder Models.")

  static let scenario = Self(
    name: "--scenario", placeholder: "NAME", example: "database-outage",
    summary: "A scenario of the model; without, the model is run as it is.")

  static let set = Self(
    name: "--set", placeholder: "PATH=VALUE", example: "app.instances=5", isRepeatable: true,
    summary: "Replaces a value of the model, such as app.instances=5; may be repeated.")

  static let seed = Self(
    name: "--seed", placeholder: "N", example: "7",
    summary: "The seed of everything random, from 0 to 18446744073709551615.")

  static let duration = Self(
    name: "--duration", placeholder: "TIME", example: "10m",
    summary: "How much virtual time passes, such as 90s or 10m.")

  static let replication = Self(
    name: "--replication", placeholder: "N", example: "3",
    summary: "Which of the independent repetitions of a seed is made; 0 without.")

  static let replications = Self(
    name: "--replications", placeholder: "N", example: "20",
    summary:
      "Makes so many independent repetitions, for intervals; with --precision at most so many.")

  static let precision = Self(
    name: "--precision", placeholder: "SHARE", example: "2%",
    summary: "Repeats until mean and p95 of every client's latency are this precise.")

  static let confidence = Self(
    name: "--confidence", placeholder: "SHARE", example: "99%",
    summary: "The confidence of intervals and verdicts; of a single run, from batch means.")

  static let threads = Self(
    name: "--threads", placeholder: "N", example: "4",
    summary: "Runs made at a time; as many as there are processors without. Changes no result.")

  static let with = Self(
    name: "--with", placeholder: "PATH=VALUE", example: "app.instances=4", isRepeatable: true,
    summary: "Replaces a value in the second variant only; may be repeated.")

  static let against = Self(
    name: "--against", placeholder: "FILE", example: "three-instances-v2.json",
    summary: "Another model as the second variant.")

  static let againstScenario = Self(
    name: "--against-scenario", placeholder: "NAME", example: "peak",
    summary: "A scenario of the second variant, in place of the first one's.")

  static let file = Self(
    name: "--file", placeholder: "FILE", example: "shop.results.txt",
    summary: "Where results are kept; beside the model as NAME.results.txt without.")

  static let check = Self(
    name: "--check", placeholder: nil,
    summary: "Writes nothing, and shows what differs from the results that are kept.")

  static let tieOrder = Self(
    name: "--tie-order", placeholder: "ORDER", example: "shuffle:1",
    summary: "The order of events of one instant: fifo, or shuffle:SEED to see whether it matters.")

  static let format = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: the report as text, the result as json, or the series as csv.")

  static let listFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: text for people, or json for scripts.")

  static let comparisonFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: the report as text, or the comparison as json.")

  static let explanationFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: the report as text, or everything that it says as json.")

  static let output = Self(
    name: "--output", placeholder: "FOLDER", example: "results",
    summary: "Also writes report.html, report.txt, result.json, the series and drawings there.")

  static let explain = Self(
    name: "--explain", placeholder: nil,
    summary:
      "With --output: plays the run again to show where its time goes, and writes its traces.")

  static let traces = Self(
    name: "--traces", placeholder: "N", example: "1000",
    summary:
      "With --explain: how many requests, drawn evenly from the whole run, the traces hold beside"
      + " the remarkable ones; 200 without, 10000 at most.")

  static let watch = Self(
    name: "--watch", placeholder: nil,
    summary: "Runs again whenever the file of the model changes, until interrupted.")

  static let help = Self(
    name: "--help", placeholder: nil, summary: "Explains the command; -h for short.")

  static let version = Self(
    name: "--version", placeholder: nil, summary: "Prints the versions of the program.")
}
