import Experiments
import Testing

@Suite struct SweepPlanTests {
  private func plan(
    _ knobs: [String], _ design: SweepDesign = .grid, scenarios: [String] = [], seed: UInt64 = 1
  ) throws -> SweepPlan {
    let knobs = try knobs.enumerated().map { try Knob(path: "k\($0)", values: $1) }
    return try SweepPlan(knobs, scenarios: scenarios, design: design, seed: seed)
  }

  private func texts(_ plan: SweepPlan) -> [String] {
    (0..<plan.count).map { point in
      let setting = plan.setting(ofPoint: point)
      return ([setting.scenario].compactMap(\.self) + setting.values.map { $0 ?? "-" })
        .joined(separator: " ")
    }
  }

  @Test func `a grid turns the last knob fastest, and scenarios slowest`() throws {
    let plan = try plan(["1...2", "a,b"], scenarios: ["calm", "storm"])
    #expect(
      texts(plan) == [
        "calm 1 a", "calm 1 b", "calm 2 a", "calm 2 b", "storm 1 a", "storm 1 b", "storm 2 a",
        "storm 2 b",
      ])
  }

  @Test func `one at a time begins with the model as it is`() throws {
    #expect(texts(try plan(["1...2", "a,b"], .oneAtATime)) == ["- -", "1 -", "2 -", "- a", "- b"])
  }

  @Test func `a Latin hypercube has one point in each layer of each knob`() throws {
    let plan = try plan(["1...50", "0.00...0.99 by 0.01"], .latinHypercube(50), seed: 9)
    let settings = (0..<50).map { plan.setting(ofPoint: $0).values }
    #expect(Set(settings.map { $0[0] ?? "" }).count == 50)
    let layers = settings.map { Int((Double($0[1] ?? "") ?? 0) * 50 + 1e-9) }
    #expect(Set(layers).count == 50)
    #expect(layers != layers.sorted())
  }

  @Test func `a knob more moves the points in no other one`() throws {
    let one = try plan(["1...1000"], .latinHypercube(20))
    let two = try plan(["1...1000", "1...1000"], .latinHypercube(20))
    #expect(
      (0..<20).map { one.setting(ofPoint: $0).values[0] }
        == (0..<20).map { two.setting(ofPoint: $0).values[0] })
  }

  /// Every elementary interval of a knob holds one point of the first 64, whatever the shift.
  @Test func `a Sobol sequence fills all sixteen knobs evenly`() throws {
    let plan = try plan(Array(repeating: "0...63", count: 16), .sobol(64), seed: 5)
    for knob in 0..<16 {
      #expect(Set((0..<64).map { plan.setting(ofPoint: $0).values[knob] }).count == 64)
    }
  }

  /// Points 5, 11 and 777 of the sequence of Joe and Kuo in sixteen dimensions, as SciPy 1.17.1 has
  /// them; two points differ by a digital shift that is the same for all.
  @Test func `the points are those of Joe and Kuo up to the shift`() throws {
    let plan = try plan(Array(repeating: "0...1023", count: 16), .sobol(1024), seed: 3)
    let fifth = [896, 896, 128, 384, 896, 640, 896, 384, 384, 128, 384, 896, 896, 128, 896, 384]
    let eleventh = [
      448, 576, 192, 704, 832, 64, 704, 704, 704, 64, 960, 320, 192, 192, 576, 192,
    ]
    let last = [709, 959, 167, 281, 651, 365, 195, 781, 357, 331, 763, 713, 393, 485, 583, 527]
    for (point, expected) in [(5, fifth), (11, eleventh), (777, last)] {
      for knob in 0..<16 {
        let start = Int(plan.setting(ofPoint: 0).values[knob] ?? "") ?? -1
        let found = Int(plan.setting(ofPoint: point).values[knob] ?? "") ?? -1
        #expect(start ^ found == expected[knob], "point \(point), knob \(knob)")
      }
    }
  }

  @Test(arguments: [
    (["1...1000000", "1...1000"], "grid", "that makes more than 1000000 points"),
    (["1...1000", "1...1000", "1...1000"], "grid", "that makes more than 1000000 points"),
    (["1ms...2ms"], "grid", "'k0': say in which steps"),
    (Array(repeating: "1...2", count: 17), "sobol:8", "sobol takes at most 16 knobs, not 17"),
    ([], "sobol:8", "sobol:8 needs something to vary"),
    (["1...2"], "sobol", "sobol needs a number of points, such as sobol:64"),
    (["1...2"], "sobol:0", "'sobol:0': the number of points is from 1 to 1000000"),
    (["1...2"], "sobol:1000000000", "'sobol:1000000000': the number of points is from 1"),
    (["1...2"], "gird", "'gird' is no design; known: grid, one-at-a-time, latin-hypercube:N"),
  ])
  func `a plan that cannot be is refused in one sentence`(
    knobs: [String], design: String, message: String
  ) {
    let problem = #expect(throws: KnobProblem.self) {
      try plan(knobs, try SweepDesign(design))
    }
    #expect(problem?.message.hasPrefix(message) == true, "\(problem?.message ?? "")")
  }

  @Test func `shards share all pieces, each once`() throws {
    for count in 1...9 {
      let shards = try (1...count).map { try Shard($0, of: count) }
      for total in [0, 1, 5, 8, 20] {
        let pieces = shards.flatMap { Array($0.pieces(of: total)) }
        #expect(pieces.sorted() == Array(0..<total))
        #expect(shards.map { $0.size(of: total) }.reduce(0, +) == total)
        #expect(shards.allSatisfy { shard in shard.pieces(of: total).allSatisfy(shard.contains) })
      }
    }
  }

  @Test(arguments: ["0/3", "4/3", "3", "1/0", "a/b", "1/2/3", "-1/3", "1/100001"])
  func `what is no shard is refused`(text: String) {
    #expect(throws: KnobProblem.self) { try Shard(text) }
  }
}
