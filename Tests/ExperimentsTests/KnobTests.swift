import Experiments
import Testing

@Suite struct KnobTests {
  @Test(arguments: [
    ("1...4", ["1", "2", "3", "4"]),
    ("1...8 by 3", ["1", "4", "7"]),
    ("0.1...0.5 by 0.1", ["0.1", "0.2", "0.3", "0.4", "0.5"]),
    ("50/s...200/s by 50/s", ["50/s", "100/s", "150/s", "200/s"]),
    ("0.5ms...2ms by 0.75ms", ["0.5ms", "1.25ms", "2ms"]),
    ("16...128 x 2", ["16", "32", "64", "128"]),
    ("10/s...40/s x 1.5", ["10/s", "15/s", "22.5/s", "33.75/s"]),
    ("64KiB...256KiB x 2", ["64KiB", "128KiB", "256KiB"]),
    ("roundRobin,leastConnections", ["roundRobin", "leastConnections"]),
    ("1...3, 8 , 16...32 x 2", ["1", "2", "3", "8", "16", "32"]),
    (
      #"{"constant": "1ms"},{"uniform": ["1ms", "2ms"]}"#,
      [#"{"constant": "1ms"}"#, #"{"uniform": ["1ms", "2ms"]}"#]
    ),
    (#""a,b","c...d""#, [#""a,b""#, #""c...d""#]),
  ])
  func `lists, ranges and steps give the values that a person would write`(
    text: String, values: [String]
  ) throws {
    let knob = try Knob(path: "app.x", values: text)
    #expect((0..<(knob.count ?? 0)).map { knob.value($0) } == values)
  }

  @Test(arguments: [
    ("8...1", "the range '8...1' runs downwards; write 1...8"),
    ("3...3", "the range '3...3' holds one value only; write 3 alone"),
    ("1...8 by 0", "the step of '1...8 by 0' is 0; a step is larger than 0"),
    ("1...8 by 9", "the step of '1...8 by 9' is larger than the whole range"),
    ("1s...5s by 1", "the step of '1s...5s by 1' is no number above 0 with the unit of its ends"),
    ("1ms...2s", "the ends of the range '1ms...2s' have different units; write both in one"),
    ("a...b", "the ends of the range 'a...b' are no numbers, such as 1...8"),
    ("1m30s...2m", "the ends of the range '1m30s...2m' are no numbers, such as 1...8"),
    ("1...8 x 1", "the factor of '1...8 x 1' is a number above 1, such as x 2"),
    ("0...8 x 2", "the range '0...8 x 2' does not run upwards from above 0"),
    ("8...1 x 2", "the range '8...1 x 2' does not run upwards from above 0"),
    ("1...8 x 9", "the factor of '1...8 x 9' leads beyond the range at once"),
    ("1...1000 x 1.0000001", "the factor of '1...1000 x 1.0000001' is too close to 1"),
    ("1,,2", "a value is missing between two commas, or at an end"),
    ("1,2,1", "'app.x' takes the value 1 twice"),
    ("1...1000000000", "'app.x' would take more than 1000000 values; take larger steps"),
    (
      "1ms...9ms,20ms",
      "'app.x': a range without a step stands alone, or say by how much: 1ms...9ms,20ms by …"
    ),
    (
      "0.000000000000001...900",
      "the ends of the range '0.000000000000001...900' are no numbers, such as 1...8"
    ),
  ])
  func `what contradicts itself is refused in one sentence`(text: String, message: String) {
    let problem = #expect(throws: KnobProblem.self) { try Knob(path: "app.x", values: text) }
    #expect(problem?.message == message)
  }

  @Test(arguments: [
    ("1...8", 0.0, "1"), ("1...8", 0.999, "8"), ("1...8", 0.5, "5"),
    ("100/s...300/s", 0.25, "150/s"), ("1ms...2ms", 0.1234567, "1.12346ms"),
    ("1...16 x 2", 0.5, "4"), ("a,b,c", 0.34, "b"),
  ])
  func `a share of the way is a value of the range`(text: String, share: Double, value: String)
    throws
  {
    #expect(try Knob(path: "app.x", values: text).value(at: share) == value)
  }
}
