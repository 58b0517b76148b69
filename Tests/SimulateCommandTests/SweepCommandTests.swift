import ArchitectureModel
import ArchitectureSimulation
import SimulateCommand
import Testing
import TimeBase

@Suite struct SweepCommandTests {
  /// Figures and verdicts that tell the points apart: the goodput is the number of instances.
  private func desk(_ folder: [String: String] = Desk.models) -> Desk {
    let desk = Desk(folder)
    desk.runner.change = { [runner = desk.runner] result in
      guard case .service(let app)? = runner.architectures.last?.components[0].kind else { return }
      result.clients[0].total.goodput = Double(app.instances)
      result.expectations = [
        .init(
          text: "errors of web below 1%", verdict: app.instances > 2 ? .pass : .fail,
          observed: 0, unit: .ratio)
      ]
      result.digest.total = UInt64(app.instances)
    }
    return desk
  }

  private static let sweep = "sweep --model shop --vary app.instances=1...7"
  private static let out = "/home/ada/shop/out/"

  private func row(_ point: Int) -> String {
    let verdict = point > 1 ? "pass," : "fail,errors of web below 1%"
    return "\(point),\(point + 1),0.016666666666666666,\(point + 1),0,,,,,,,,,"
      + "\(verdict),000000000000000\(point + 1),"
  }

  private func csv(_ points: some Sequence<Int>) -> String {
    "point,app.instances,web.offered,web.goodput,web.errors,web.latency.mean,web.latency.p50,"
      + "web.latency.p95,web.latency.p99,app.utilisation,app.queue.mean,database.utilisation,"
      + "database.queue.mean,verdict,failing,digest,note\n"
      + points.map { row($0) + "\n" }.joined()
  }

  @Test func `rows come in the order of the points, whichever is finished first`() {
    let desk = desk()
    desk.runner.order = { $0.reversed() }
    #expect(desk.type(Self.sweep + " --format csv") == .success)
    #expect(desk.output.text == csv(0..<7))
    #expect(desk.messages.text == "ran 7 points; of all: 5 pass, 2 fail\n")
    #expect(Set(desk.runner.options.map(\.seed)) == [42])
    #expect(Set(desk.runner.options.map(\.replication)) == [0])
  }

  @Test func `a folder gets manifest, points and results, and lines of JSON say the same`() {
    let desk = desk()
    #expect(desk.type(Self.sweep + " --format jsonl --output out") == .success)
    #expect(desk.files.text(of: Self.out + "results.csv") == csv(0..<7))
    #expect(desk.files.text(of: Self.out + "results.jsonl") == desk.output.text)
    #expect(desk.output.text.hasPrefix(#"{"point": 0, "app.instances": 1, "web.offered": "#))
    #expect(desk.output.text.hasSuffix("\"digest\": \"0000000000000007\", \"note\": null}\n"))
    #expect(desk.files.text(of: Self.out + "manifest.json")?.contains(#""points": 7"#) == true)
  }

  @Test(arguments: [0, 1, 3, 6])
  func `an interrupted sweep goes on and runs no point twice`(finished: Int) {
    let desk = desk()
    let change = desk.runner.change
    desk.runner.order = { Array($0.dropFirst(2) + $0.prefix(2)) }
    desk.isInterrupted = finished == 0
    desk.runner.change = { [unowned desk] result in
      change(&result)
      desk.isInterrupted = desk.runner.points.count + 1 == finished
    }
    #expect(desk.type(Self.sweep + " --output out --format csv") == .interrupted)
    #expect(
      desk.messages.text.contains(
        "\(finished) of 7 points are kept in 'out'; the same command goes on with the others"),
      "\(desk.messages.text)")
    let part = desk.output.text
    desk.isInterrupted = false
    desk.runner.change = change
    #expect(desk.type(Self.sweep + " --output out --format csv") == .success)
    #expect(desk.output.text == part + csv(0..<7))
    #expect(desk.runner.points.sorted() == Array(0..<7))
    #expect(desk.files.text(of: Self.out + "results.csv") == csv(0..<7))
  }

  @Test(arguments: [600, 1_000, 2_500])
  func `a full disk keeps what was finished, and a line that was cut is cut off`(room: Int) {
    let desk = desk()
    desk.files.room = room
    #expect(desk.type(Self.sweep + " --output out --format csv") == .unusable)
    #expect(
      desk.messages.text.contains("points.jsonl': no space left on device")
        || desk.messages.text.contains("results"))
    #expect(desk.messages.text.contains("are kept in 'out'; the same command goes on"))
    desk.files.room = nil
    #expect(desk.type(Self.sweep + " --output out --format csv") == .success)
    #expect(desk.output.text.hasSuffix(csv(0..<7)))
    #expect(desk.files.text(of: Self.out + "results.csv") == csv(0..<7))
    let lines = desk.files.text(of: Self.out + "points.jsonl")?.split(separator: "\n") ?? []
    #expect(Set(lines).count == 7 && lines.count == 7)
  }

  @Test(arguments: [1, 2, 3, 7, 9])
  func `any number of shards merge to the bytes of the whole`(count: Int) {
    let desk = desk()
    for shard in 1...count {
      #expect(
        desk.type(Self.sweep + " --output parts --shard \(shard)/\(count)") == .success)
    }
    let merged = self.desk(desk.files.files.mapValues { String(decoding: $0, as: UTF8.self) })
    #expect(merged.type("merge parts --output out") == .success)
    #expect(merged.output.text == csv(0..<7))
    let whole = self.desk()
    #expect(whole.type(Self.sweep + " --output out") == .success)
    for name in ["manifest.json", "results.csv", "results.jsonl"] {
      #expect(merged.files.text(of: Self.out + name) == whole.files.text(of: Self.out + name))
    }
  }

  @Test(arguments: [
    (
      ["SLURM_ARRAY_TASK_ID": "5", "SLURM_ARRAY_TASK_MIN": "4", "SLURM_ARRAY_TASK_COUNT": "3"],
      "", [1, 4]
    ),
    (
      [
        "SLURM_ARRAY_TASK_ID": "4", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_STEP": "2",
        "SLURM_ARRAY_TASK_COUNT": "3",
      ], "", [2, 5]
    ),
    (["JOB_COMPLETION_INDEX": "0"], " --shards 3", [0, 3, 6]),
  ])
  func `a scheduler of jobs says which shard it is`(
    variables: [String: String], option: String, points: [Int]
  ) {
    let desk = desk()
    desk.variables = variables
    #expect(desk.type(Self.sweep + " --format csv --shard auto" + option) == .success)
    #expect(desk.output.text == csv(points))
  }

  @Test func `whoever looks on sees a bar, and a log gets a line now and then`() {
    let desk = desk()
    desk.tick = .seconds(10)
    #expect(desk.type(Self.sweep + " --format csv") == .success)
    #expect(
      desk.messages.text.contains("2 of 7 points, 0.0667 points/s, 75.0 s left\n"),
      "\(desk.messages.text)")
    let terminal = self.desk()
    terminal.tick = .seconds(1)
    terminal.messagesAreTerminal = true
    terminal.messageColumns = 60
    #expect(terminal.type(Self.sweep + " --format csv") == .success)
    #expect(terminal.messages.text.contains("\r████████░░░"), "\(terminal.messages.text)")
    #expect(terminal.messages.text.contains("ran 7 points"))
  }

  @Test func `a run that was stopped makes the sweep inconclusive, a broken self-check a bug`() {
    let stopped = desk()
    let change = stopped.runner.change
    stopped.runner.change = { result in
      change(&result)
      if result.digest.total == 5 {
        result.ending = .stopped(at: .zero, reason: "the queue of app grew to 4,000,000")
      }
    }
    #expect(stopped.type(Self.sweep) == .inconclusive)
    #expect(stopped.output.text.contains("stopped: the queue of app grew to 4,000,000\n"))
    let broken = desk()
    broken.runner.change = { $0.audit.flow = .broken("app: 2 arrivals, 1 departure") }
    #expect(broken.type(Self.sweep + " --output out") == .selfCheckFailed)
    #expect(broken.type(Self.sweep + " --output out") == .selfCheckFailed)
  }
}
