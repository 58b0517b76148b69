import Testing

@Suite struct SizeTests {
  private static let fileLimit = 400
  private static let functionLimit = 70

  private let files = Repository.this.files.filter(\.isSwift)

  @Test func `no file is longer than 400 lines`() {
    let complaints = files.filter { $0.lineCount > Self.fileLimit }.map {
      Complaint(
        $0.path, found: "\($0.lineCount) lines",
        instead: "at most \(Self.fileLimit): one type, with its aspects in Type+Aspect.swift")
    }
    Complaint.report(complaints)
  }

  @Test func `no function is longer than 70 lines`() {
    let complaints = files.flatMap { file in
      Declaration.functions(in: file).filter { $0.lineCount > Self.functionLimit }.map {
        Complaint(
          file, at: $0.offset,
          instead: "at most \(Self.functionLimit) lines, not \($0.lineCount)")
      }
    }
    Complaint.report(complaints)
  }

  @Test func `the end of a function is found`() {
    let file = TextFile(
      path: "A.swift",
      """
      protocol Shape {
        init(side: Int)
        func area(of part: (Int) -> Int) -> Int
      }
      struct Square: Shape {
        init(side: Int) { self.init(side: side, { "}" }) }
        func area(
          of part: (Int) -> Int
        ) -> Int where Int: Sendable {
          // }
          [1].map { $0 }.count
        }
        subscript(index: Int) -> Int {
          get { index }
        }
        let make = Square.init(side:)
      }
      """)
    let lengths = Declaration.functions(in: file).sorted { $0.offset < $1.offset }.map(\.lineCount)
    #expect(lengths == [1, 6, 3])
  }
}
