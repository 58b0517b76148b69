import SimulateCommand
import Testing

@Suite struct SweepProblemsTests {
  @Test(arguments: [
    ("sweep --model shop", "nothing to vary; say for instance --vary app.instances=1...8"),
    (
      "sweep --model shop --vary app.instances",
      "--vary 'app.instances': expected a path and values"
    ),
    ("sweep --model shop --vary app.instances=8...1", "--vary: the range '8...1' runs downwards"),
    (
      "sweep --model shop --vary app.instancs=1...2",
      "unknown key 'instancs'; did you mean 'instances'?"
    ),
    ("sweep --model shop --vary appp.instances=1...2", "no part of the model is named 'appp'"),
    ("sweep --model shop --vary app.instances=0...2", "--vary app.instances=0: "),
    (
      "sweep --model shop --vary app.instances=1...1000000 --vary app.workers=1...1000",
      "that makes more than 1000000 points"
    ),
    (
      "sweep --model shop --vary app.instances=1...2 --vary app.instances=3...4",
      "'app.instances' is varied twice"
    ),
    ("sweep --model shop --vary web.arrivals.poisson=100/s...300/s", "say in which steps"),
    (
      "sweep --model shop --vary app.instances=1...2 --design gird", "--design: 'gird' is no design"
    ),
    (
      "sweep --model shop --vary app.instances=1...2 --scenario pak",
      "no scenario is named 'pak'; did you mean 'peak'?"
    ),
    ("sweep --model shop --scenario peak,peak", "--scenario: 'peak' is given twice"),
    (
      "sweep --model shop --vary run.seed=1...3",
      "'run.seed' is not varied: all runs have the draws of one seed"
    ),
    (
      "sweep --model shop --vary app.instances=1...2 --shard 3/2",
      "--shard: shards are counted from 1 to 2"
    ),
    (
      "sweep --model shop --vary app.instances=1...2 --shard auto",
      "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set"
    ),
    ("sweep --model shop --vary app.instances=1...2 --shards 2", "--shards goes with --shard auto"),
    ("sweep --model shop --vary app.instances=1...2 --draws own", "--draws: unknown draws 'own'"),
    (
      "sweep --model shop --vary app.instances=1...2 --confidence 99%",
      "--confidence goes with several runs"
    ),
    ("sweep --model shop --vary app.instances=1...2 --output locked", "cannot write "),
    (
      "sweep --model shop --vary app.instances=1...2 --output other",
      "'other' holds another sweep: its set is [{\"path\":\"run.seed\",\"value\":\"7\"}], not []"
    ),
    (
      "sweep --model shop --vary app.instances=1...2 --output strange",
      "'strange' holds a manifest.json that is none"
    ),
    ("sweep --model shop --vary app.instances=1...2 --output orphan", "without its manifest"),
    ("sweep --model shop --vary app.instances=1...2 --output busy", "another process is at work"),
    (
      "sweep --model shop --vary app.instances=1...2 --output damaged",
      "line 1 of points.jsonl is no point"
    ),
    ("run --model shop --output busy", "'busy' holds a sweep; give another --output"),
    ("merge", "no folder is given"),
    ("merge nowhere", "there is no folder 'nowhere'"),
    ("merge Models", "'Models' holds no sweep and no shards of one"),
    ("merge half", "'half/shard-2-of-2' is not finished: 0 of 1 points"),
    ("merge lone", "of 2 shards there is none of number 2"),
    ("merge half twin", "are both shard 1/2"),
    ("merge half other", "'other' is of another sweep"),
    ("merge half --format text", "--format: rows are merged as csv or jsonl"),
  ])
  func `what cannot be done is said before anything runs`(line: String, message: String) {
    let desk = Self.desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text.contains(message), "\(desk.messages.text)")
    #expect(desk.runner.architectures.isEmpty)
    #expect(desk.output.text.isEmpty)
  }

  /// Folders in every bad state.
  private static func desk() -> Desk {
    let maker = Desk()
    let sweep = "sweep --model shop --vary app.instances=1...2"
    _ = maker.type(sweep + " --seed 7 --output other")
    for name in ["damaged", "busy"] { _ = maker.type(sweep + " --output \(name)") }
    _ = maker.type(sweep + " --output half --shard 1/2")
    _ = maker.type(sweep + " --output half --shard 2/2")
    _ = maker.type(sweep + " --output lone --shard 1/2")
    _ = maker.type(sweep + " --output twin --shard 1/2")
    var files = maker.files.files.mapValues { String(decoding: $0, as: UTF8.self) }
    let home = "/home/ada/shop/"
    files[home + "strange/manifest.json"] = "{ \"rehearsalSweep\": 99 }"
    files[home + "orphan/points.jsonl"] = ""
    files[home + "damaged/points.jsonl"] = "{\"point\": 5}\n"
    files[home + "half/shard-2-of-2/results.jsonl"] = ""
    let desk = Desk(files)
    desk.files.unwritable = [home + "locked": "permission denied"]
    desk.files.locked = [home + "busy/points.jsonl"]
    return desk
  }
}
