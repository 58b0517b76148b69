import Testing

@Suite struct BanTests {
  private let repository = Repository.this

  @Test func `banned text occurs nowhere but in reasoned exceptions`() {
    let complaints = Ban.all.flatMap { ban in
      repository.files.flatMap { file in
        ban.exceptions.contains { $0.covers(file) } ? [] : ban.complaints(about: file)
      }
    }
    Complaint.report(complaints)
  }

  @Test func `every exception is still needed`() {
    let exceptions = Set(Ban.all.flatMap(\.exceptions))
    let needed = exceptions.filter { exception in
      let bans = Ban.all.filter { $0.exceptions.contains(exception) }
      return repository.files.contains { file in
        exception.covers(file) && bans.contains { !$0.complaints(about: file).isEmpty }
      }
    }
    let idle = exceptions.subtracting(needed).map(\.path).sorted()
    #expect(idle.isEmpty, "remove these from the tables")
  }

  @Test(
    arguments: [
      ("let now = Date()", "Sources/RunReports/A.swift", 1),
      ("/// Unlike Date(), this is not the clock.", "Sources/RunReports/A.swift", 0),
      ("let text = \"Date()\"", "Sources/RunReports/A.swift", 0),
      ("let text = \"at \\(Date())\"", "Sources/RunReports/A.swift", 1),
      ("let update = candiDate(1)", "Sources/RunReports/A.swift", 0),
      ("let clock = ContinuousClock()", "Sources/Experiments/A.swift", 1),
      ("let clock = ContinuousClock()", "Sources/SimulateCommand/A.swift", 0),
      ("let clock = ContinuousClock()", "Sources/Resilience/A.swift", 1),
      ("import Synchronization\nlet clock = ContinuousClock()", "Sources/Resilience/A.swift", 0),
      ("import Synchronization\nfunc run() async {}", "Sources/Resilience/A.swift", 0),
      ("func run() async {}", "Sources/ArchitectureSimulation/A.swift", 1),
      ("func run() async {}", "Sources/Experiments/A.swift", 0),
      ("let x = Int.random(in: 0..<9, using: &g)", "Sources/EventEngine/A.swift", 1),
      ("let x = Int.random(in: 0..<9, using: &g)", "Tests/EventEngineTests/A.swift", 0),
      ("let x = Int.random(in: 0..<9)", "Tests/EventEngineTests/A.swift", 1),
      ("let y = log(x)", "Sources/RunStatistics/A.swift", 1),
      ("let y = Glibc.log(x)", "Sources/SimulateCommand/A.swift", 1),
      ("let y = PortableMath.log(x)", "Sources/RunStatistics/A.swift", 0),
      ("let y = \"\\(pow(x, 2))\"", "Sources/RunReports/A.swift", 1),
      ("private var seen: [String: Int] = [:]", "Sources/Resilience/A.swift", 2),
      ("var seen: [Key.ID: [Int]]?", "Sources/Resilience/A.swift", 1),
      ("var seen: Set<Int>", "Sources/TimeBase/A.swift", 1),
      ("var seen: Set<Int>", "Sources/RunReports/A.swift", 0),
      ("let last = rows[Row.count]", "Sources/Resilience/A.swift", 0),
      ("let row = [first: 1]", "Sources/Resilience/A.swift", 0),
      ("print(\"hello\")", "Sources/SimulateCommand/A.swift", 1),
      ("print(\"hello\")", "Sources/simulate/main.swift", 0),
      ("sink.print(text)", "Sources/RunReports/A.swift", 0),
      ("let a = try! read()", "Tests/RunReportsTests/A.swift", 1),
      ("default: fatalError()", "Sources/TimeBase/A.swift", 1),
      ("default: fatalError(\"\\(x) is odd\")", "Sources/TimeBase/A.swift", 0),
      ("settings: [.unsafeFlags([\"-Ounchecked\"])]", "Package.swift", 1),
      ("mktemp -d out.XXXXXX", "Tests/Scripts/a.sh", 0),
    ])
  func `a line is judged by what it does and where it stands`(
    line: String, path: String, count: Int
  ) {
    let file = TextFile(path: path, line + "\n")
    let complaints = Ban.all.flatMap { $0.complaints(about: file) }
    #expect(complaints.count == count, "\(complaints)")
  }

  @Test func `every ban finds its own text`() {
    for ban in Ban.all {
      let text = "\(ban.text.first == "." ? "x" : "")\(ban.text) \n"
      #expect(ban.offsets(in: TextFile(path: "Sources/A.swift", text)).count == 1, "\(ban)")
    }
  }
}
