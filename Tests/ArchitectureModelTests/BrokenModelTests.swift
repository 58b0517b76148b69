import ArchitectureModel
import Testing

@Suite struct BrokenModelTests {
  /// One change to the shop, and what is said about it.
  struct Break: Sendable, CustomTestStringConvertible {
    var original: String
    var replacement: String
    var message: String

    init(_ original: String, _ replacement: String, _ message: String) {
      self.original = original
      self.replacement = replacement
      self.message = message
    }

    var testDescription: String { "\(original) → \(replacement)" }
  }

  @Test func `the model that is broken here is whole`() throws {
    let document = try ModelDocument(Shop.text, named: "shop.json")
    #expect(document.reading.advice.map(\.description) == [])
  }

  @Test(
    arguments: syntax + types + quantities + keys + names + ranges + rules + edges + unreached
      + filters + browsers)
  func `says where, what, and what would be right`(_ broken: Break) throws {
    let text = try #require(Shop.with(broken.replacement, for: broken.original))
    let error = #expect(throws: InvalidModel.self) { try ModelDocument(text, named: "shop.json") }
    #expect(error?.description == broken.message)
  }
}
