import ArchitectureModel
import Testing

@Suite struct ModelShapesTests {
  /// The tables say what a file may hold; that readers ask for exactly that is no matter of types,
  /// so it is held here. A reader that asks for a key that the tables lack stops at once; the other
  /// way round, the models here use every key, and every key is seen to be read.
  @Test func `every key that the tables promise is read`() throws {
    var read: [String] = []
    for model in Everything.all {
      read += try ModelDocument(
        model.text, named: "all.json", attachments: Everything.attachments
      ).keysRead
    }
    let promised = ModelShapes.all.flatMap { shape in
      shape.fields.map { "\(shape.name).\($0.key)" }
    }
    #expect(promised.filter { !read.contains($0) } == [])
  }

  @Test func `no two shapes or unions have one name`() {
    let names = ModelShapes.all.map(\.name) + ModelShapes.unions.map(\.name)
    #expect(names.sorted() == Set(names).sorted())
  }

  @Test func `every shape of a union is told from the others by a key`() {
    for union in ModelShapes.unions where union.name != "component" {
      #expect(union.shapes.allSatisfy { ModelShapes.shape($0) != nil }, "\(union.name)")
    }
  }
}
