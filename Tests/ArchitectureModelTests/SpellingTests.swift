import ArchitectureModel
import Testing

@Suite struct SpellingTests {
  @Test(arguments: [
    ("instnces", "instances"), ("isntances", "instances"), ("Instances", "instances"),
    ("capasity", "capacity"), ("inst", "instances"), ("app2", "app"), ("work", nil), ("x", nil),
    ("", nil), ("qqqqqqqq", nil), ("instance", "instances"), ("ap", "app"),
    (String(repeating: "i", count: 1000), nil),
  ])
  func `guesses what is near and nothing else`(word: String, guess: String?) {
    #expect(Spelling.nearest(to: word, among: ["instances", "capacity", "app"]) == guess)
  }

  @Test func `takes the nearest, and of equally near ones the first`() {
    #expect(Spelling.nearest(to: "timeou", among: ["timeouts", "timeout"]) == "timeouts")
    #expect(Spelling.nearest(to: "tineout", among: ["timeouts", "timeout"]) == "timeout")
    #expect(Spelling.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
  }

  @Test func `does not suggest what was written`() {
    #expect(Spelling.nearest(to: "app", among: ["app"]) == nil)
  }
}
