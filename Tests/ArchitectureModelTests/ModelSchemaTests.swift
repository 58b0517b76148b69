import ArchitectureModel
import Foundation
import Testing

@Suite struct ModelSchemaTests {
  private let checker: SchemaChecker

  init() throws {
    checker = SchemaChecker(root: try JSONValue(parsing: ModelSchema.text))
  }

  @Test(arguments: Everything.all)
  func `every valid model is valid by the schema`(_ model: Everything) throws {
    #expect(checker.violations(of: try JSONValue(parsing: model.text)) == [])
  }

  /// The examples that are printed to explain a shape.
  @Test func `every example fits its own shape`() throws {
    for shape in ModelShapes.all {
      let example = try JSONValue(parsing: shape.example)
      #expect(checker.violations(of: example, as: shape.name) == [], "\(shape.name)")
    }
  }

  /// Of the broken models, those with a wrong key, type or number are broken by the schema too.
  @Test(arguments: BrokenModelTests.types + BrokenModelTests.keys)
  func `what has a wrong type or key is wrong by the schema`(
    _ broken: BrokenModelTests.Break
  ) throws {
    let text = try #require(Shop.with(broken.replacement, for: broken.original))
    #expect(checker.violations(of: try JSONValue(parsing: text)) != [])
  }

  @Test func `the file that models name as their schema is this one`() throws {
    let path = ModelDirectory.path + "/Schema/format-1.json"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == ModelSchema.text)
  }
}
