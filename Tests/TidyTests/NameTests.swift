import Testing

@Suite struct NameTests {
  private let repository = Repository.this

  @Test func `no two files of a target have the same name`() {
    let files = repository.files.filter(\.isSwift)
    let groups = Dictionary(grouping: files) { "\($0.target)/\($0.name)" }.values
    let complaints = groups.filter { $0.count > 1 }.map { group in
      Complaint(
        group[0].path, found: group.map(\.path).joined(separator: " and "),
        instead: "names that differ in more than the folder")
    }
    Complaint.report(complaints)
  }

  @Test func `a file is named after a type that it declares or extends`() {
    let files = repository.swiftFiles(in: "Sources") + repository.swiftFiles(in: "Tests")
    let complaints = files.compactMap { file in
      let name = file.name.prefix { $0 != "+" && $0 != "." }
      let subjects = Declaration.subjects(of: file).flatMap { $0.name.split(separator: ".") }
      // Free functions are under the name of what they do together.
      return name == "main" || subjects.isEmpty || subjects.contains(name)
        ? nil
        : Complaint(
          file.path, found: "no type \(name)", instead: "a file named after what is in it")
    }
    Complaint.report(complaints)
  }

  @Test func `no target is a placeholder`() {
    let complaints = repository.files.filter { $0.name == "Placeholder.swift" }.map {
      Complaint($0.path, found: "a placeholder", instead: "what the target is there for")
    }
    Complaint.report(complaints)
  }

  @Test func `a test is named by a sentence`() {
    let complaints = repository.swiftFiles(in: "Tests").flatMap { file in
      Self.testsWithoutSentence(in: file).map {
        Complaint(file, at: $0, instead: "func `a sentence that is true when the test passes`()")
      }
    }
    Complaint.report(complaints)
  }

  @Test(
    arguments: [
      ("@Test func `an empty queue has no length`() {}", true),
      ("@Test(arguments: [1, 2])\nfunc `a number is kept`(number: Int) {}", true),
      ("@Test func testQueue() {}", false),
      ("@Test func `queue`() {}", false),
    ])
  func `a name that is no sentence is noticed`(text: String, isSentence: Bool) {
    let file = TextFile(path: "Tests/TimeBaseTests/A.swift", text)
    #expect(Self.testsWithoutSentence(in: file).isEmpty == isSentence)
  }

  /// Where a test function begins whose name is not several words in back-quotes.
  private static func testsWithoutSentence(in file: TextFile) -> [Int] {
    let functions = file.words("func")
    return file.words("@Test").compactMap { test in
      guard let function = functions.first(where: { $0 > test }) else { return nil }
      let rest = file.text[(function + 4)...].drop { $0 == UInt8(ascii: " ") }
      let name = rest.dropFirst().prefix { $0 != UInt8(ascii: "`") && $0 != UInt8(ascii: "\n") }
      let isSentence = rest.first == UInt8(ascii: "`") && name.contains(UInt8(ascii: " "))
      return isSentence ? nil : function
    }
  }
}
