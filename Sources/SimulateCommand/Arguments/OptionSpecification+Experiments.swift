/// Options of commands that make many runs.
extension OptionSpecification {
  static let vary = Self(
    name: "--vary", placeholder: "PATH=VALUES", example: "app.instances=1...8",
    isRepeatable: true,
    summary:
      "A value of the model and what it takes on: 1...8, '1...9 by 2', '1...64 x 2', or a list with"
      + " commas; may be repeated.")

  static let design = Self(
    name: "--design", placeholder: "DESIGN", example: "sobol:64",
    summary: "Which combinations: grid, one-at-a-time, latin-hypercube:N or sobol:N; grid without.")

  static let scenarios = Self(
    name: "--scenario", placeholder: "NAME,…", example: "baseline,peak",
    summary: "Scenarios of the model, with commas between them; all of them at every point.")

  static let replicationsEach = Self(
    name: "--replications", placeholder: "N", example: "10",
    summary: "Runs of each point; with more than one every figure has an interval. 1 without.")

  static let draws = Self(
    name: "--draws", placeholder: "WHICH", example: "independent",
    summary: "Random numbers of the points: common to all, or independent; common without.")

  static let shard = Self(
    name: "--shard", placeholder: "K/N", example: "3/16",
    summary: "Runs every Nth point only, from the Kth on; auto asks the job scheduler which.")

  static let shards = Self(
    name: "--shards", placeholder: "N", example: "16",
    summary: "With --shard auto: how many shards there are, where the scheduler does not say.")

  static let sweepFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "csv",
    summary: "What is printed: a table as text, csv, or jsonl with one object a line.")

  static let sweepOutput = Self(
    name: "--output", placeholder: "FOLDER", example: "sweep",
    summary: "Keeps every finished point there, and goes on there after an interruption.")

  static let smallest = Self(
    name: "--smallest", placeholder: nil,
    summary: "Searches the smallest value that meets the expectations, not the largest.")

  static let bracket = Self(
    name: "--precision", placeholder: "SHARE", example: "1%",
    summary: "How close the value that holds and the one that fails are to be; 1% without.")

  static let mostReplications = Self(
    name: "--replications", placeholder: "N", example: "64",
    summary: "Runs of one value at most; as many of them are made as it takes. 64 without.")

  static let searchFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: the report as text, or the same as json.")

  static let trigger = Self(
    name: "--trigger", placeholder: "FAULT", example: "slow=database,factor=20",
    summary: "A fault as in a model, or in short; in place of the faults of the model.")

  static let size = Self(
    name: "--size", placeholder: "KEY=VALUES", example: "for=1s...60s",
    summary: "What is varied of the trigger, from small to large; for=1s...60s without.")

  static let load = Self(
    name: "--load", placeholder: "PATH=VALUES", example: "web.arrivals.poisson=100/s,200/s",
    summary: "The base loads, in steps.")

  static let metric = Self(
    name: "--metric", placeholder: "FIGURE", example: "web.latency.p95", isRepeatable: true,
    summary:
      "A figure, named as the columns of a sweep are; may be repeated. Mean and 95th percentile of the"
      + " latency and errors of every client without.")

  static let trajectories = Self(
    name: "--trajectories", placeholder: "N", example: "10",
    summary: "Walks through the ranges, each with draws of its own; 10 without.")

  static let levels = Self(
    name: "--levels", placeholder: "N", example: "4",
    summary: "Values of each range that walks go through, an even number; 4 without.")

  static let step = Self(
    name: "--step", placeholder: "SHARE", example: "5%",
    summary: "By how much a value is moved around that of the model; 5% without.")

  static let pairs = Self(
    name: "--replications", placeholder: "N", example: "10",
    summary: "Pairs of runs around each value of the model; 10 without.")

  static let sensitivityFormat = Self(
    name: "--format", placeholder: "FORMAT", example: "json",
    summary: "What is printed: the ranking as text, json, or csv.")

  static let remedy = Self(
    name: "--with", placeholder: "PATH=VALUE", example: "app.backlog=64", isRepeatable: true,
    summary: "A change that may help, tried by itself; may be repeated.")

  static let plans = Self(
    name: "--seeds", placeholder: "N", example: "1000",
    summary: "How many plans of faults are drawn at most; 1000 without.")

  static let mostFaults = Self(
    name: "--faults", placeholder: "N", example: "4",
    summary: "Faults of one plan at most; 4 without.")

  static let kinds = Self(
    name: "--classes", placeholder: "CLASS,…", example: "crash,slow",
    summary:
      "What may happen: refuse, hang, crash, slow, errors, flush, freeze, delay; all without.")

  static let longestFault = Self(
    name: "--longest", placeholder: "TIME", example: "30s",
    summary: "The longest fault; a fifth of the run without.")
}
