import RunReports
import Testing

@Suite struct GraphLayoutTests {
  /// Arrows as text: `a>b`.
  struct Case: Sendable, CustomTestStringConvertible {
    var names: [String]
    var arrows: [String]
    var places: [String]
    var testDescription: String { arrows.joined(separator: " ") }
  }

  static let cases = [
    Case(names: ["web"], arrows: [], places: ["web 0,0"]),
    Case(
      names: ["web", "app", "db"], arrows: ["web>app", "app>db"],
      places: ["web 0,0", "app 1,0", "db 2,0"]),
    // The longest way counts: a shortcut moves nothing to the left.
    Case(
      names: ["web", "app", "db"], arrows: ["web>app", "app>db", "web>db"],
      places: ["web 0,0", "app 1,0", "db 2,0"]),
    // A call back is drawn, and has no say in the layers.
    Case(
      names: ["web", "app", "db"], arrows: ["web>app", "app>db", "db>app"],
      places: ["web 0,0", "app 1,0", "db 2,0"]),
    // What would cross is put beside who calls it.
    Case(
      names: ["a", "b", "x", "y"], arrows: ["a>y", "b>x"],
      places: ["a 0,0", "b 0,1", "x 1,1", "y 1,0"]),
    // Unknown names and calls to oneself are no arrows.
    Case(
      names: ["web", "app"], arrows: ["web>app", "app>app", "ghost>web"],
      places: ["web 0,0", "app 1,0"]),
  ]

  @Test(arguments: cases)
  func `callers stand left of whom they call`(example: Case) {
    let layout = GraphLayout(names: example.names, calls: example.arrows.map(Self.call))
    #expect(layout.places.map { "\($0.name) \($0.layer),\($0.row)" } == example.places)
  }

  @Test func `a chain as long as a model may be is laid out`() {
    let names = (0..<20_000).map { "n\($0)" }
    let calls = (1..<20_000).map { RequestPath.Call(from: "n\($0 - 1)", to: "n\($0)") }
    #expect(GraphLayout(names: names, calls: calls).places.last?.layer == 19_999)
  }

  private static func call(_ text: String) -> RequestPath.Call {
    let ends = text.split(separator: ">").map(String.init)
    return RequestPath.Call(from: ends[0], to: ends[1])
  }
}
