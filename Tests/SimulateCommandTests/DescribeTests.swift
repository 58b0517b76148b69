import ArchitectureModel
import SimulateCommand
import Testing

@Suite struct DescribeTests {
  @Test func `all topics are listed, each once`() {
    let desk = Desk()
    #expect(desk.type("describe") == .success)
    for topic in ModelTopic.all {
      #expect(desk.output.text.contains("\n  \(topic.word) "), "\(topic.word)")
    }
    let words = ModelTopic.all.map(\.word)
    #expect(words.sorted() == Set(words).sorted())
  }

  @Test func `a topic tells its keys, ranges and defaults, and an example`() {
    let desk = Desk()
    #expect(desk.type("describe countStep") == .success)
    #expect(
      desk.output.text == """
        countStep: Adds 1 to a counter that the result shows.

        Example
          { "count": "db_errors_total" }

        Keys
          count: a text; required
              The counter's name.

        """)
  }

  @Test func `a key that is no topic tells where it stands and what it means there`() {
    let desk = Desk()
    #expect(desk.type("describe capacity") == .success)
    let text = desk.output.text
    let ofCaches = """
      Of cache
        capacity: a whole number from 1 to 100000000; required
            Keys that it holds.

      """
    #expect(text.hasPrefix(ofCaches + "\n"), "\(text)")
    #expect(text.contains("\n      Tokens that the bucket holds.\n"), "\(text)")
  }

  @Test func `every key of every topic can be asked for`() {
    for key in Set(ModelTopic.all.flatMap { $0.fields.map(\.key) }).sorted() {
      let desk = Desk()
      #expect(desk.type(["describe", key]) == .success)
      let isNarrow = desk.output.text.split(separator: "\n").allSatisfy { $0.utf8.count <= 100 }
      #expect(isNarrow, "\(key)")
    }
  }

  /// What cannot be asked for could not be found out.
  @Test func `every shape and every union has a topic, and every topic a text within the width`() {
    for topic in ModelTopic.all {
      let desk = Desk()
      #expect(desk.type(["describe", topic.word]) == .success)
      let lines = desk.output.text.split(separator: "\n")
      #expect(lines.allSatisfy { $0.count <= 100 }, "\(topic.word)")
      guard case .shape(let shape) = topic.content else { continue }
      for field in shape.fields {
        #expect(lines.contains { $0.hasPrefix("  \(field.key): ") }, "\(topic.word).\(field.key)")
      }
    }
    let covered = ModelTopic.all.count
    #expect(covered == ModelShapes.all.count + ModelShapes.unions.count + 1)
  }

  @Test(arguments: [
    ("describe servise", "simulate: there is no topic or key 'servise'; did you mean 'service'?\n"),
    (
      "describe onShutdwon",
      "simulate: there is no topic or key 'onShutdwon'; did you mean 'onShutdown'?\n"
    ),
    ("describe a b", "simulate: describe explains one topic at a time, not 2\n"),
    (
      "describe zzzzzzzzz",
      "simulate: there is no topic or key 'zzzzzzzzz'; simulate describe lists the topics\n"
    ),
  ])
  func `what is no topic is told`(line: String, message: String) {
    let desk = Desk()
    #expect(desk.type(line) == .unusable)
    #expect(desk.messages.text == message)
  }
}
