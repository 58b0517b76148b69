import ArchitectureModel
import Testing

@Suite struct ModelPathTests {
  @Test(arguments: [
    (["app", "workers"], "app.workers"), (["a b"], "[\"a b\"]"),
    (["web", "requests", "GET /a.b", "weight"], "web.requests[\"GET /a.b\"].weight"),
    (["x", "*"], "x.*"), (["x", ""], "x[\"\"]"), (["größe"], "größe"),
  ])
  func `prints keys so that they read back`(keys: [String], text: String) throws {
    let path = ModelPath(keys.map { .key($0) })
    #expect(path.description == text)
    #expect(try keys.contains("") || ModelPath(text: text) == path)
  }

  @Test func `prints indices in brackets`() {
    #expect(ModelPath([.key("faults"), .index(0), .key("for")]).description == "faults[0].for")
  }

  @Test(arguments: [
    ("a.b", ["a", "b"]), ("faults[0].for", ["faults", "0", "for"]),
    ("faults.0.for", ["faults", "0", "for"]), ("a['b.c'].d", ["a", "b.c", "d"]),
    ("a.\"b.c\".d", ["a", "b.c", "d"]), ("a.'b=c'", ["a", "b=c"]),
    ("requests[GET /a/{id}]", ["requests", "GET /a/{id}"]),
  ])
  func `reads dots, brackets and quotes`(text: String, keys: [String]) throws {
    #expect(try ModelPath(text: text) == ModelPath(keys.map { .key($0) }))
  }

  @Test(arguments: [
    ("", "a part of the path is empty"), (".", "a part of the path is empty"),
    ("a.", "a path does not end with a dot"), ("a..b", "a part of the path is empty"),
    ("a[b", "a '[' has no ']'"), ("a.'b", "a quote in the path is not closed"),
    ("a['b'x]", "a '[' has no ']'"), ("'a'b", "expected '.' or '[' after 1 part of the path"),
    ("a[]", "a part of the path is empty"),
  ])
  func `says what is wrong with a path`(text: String, message: String) {
    let problem = #expect(throws: ModelPath.TextProblem.self) { try ModelPath(text: text) }
    #expect(problem?.message == message)
  }
}
