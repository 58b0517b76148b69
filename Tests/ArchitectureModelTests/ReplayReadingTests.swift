import ArchitectureModel
import Testing

@Suite struct ReplayReadingTests {
  /// A model whose client replays a file of this name and content, in parts of a few bytes.
  static func document(
    _ content: String, named name: String = "log.csv", _ members: String = ""
  ) throws -> ModelDocument {
    let bytes = Array(content.utf8)
    return try ModelDocument(
      """
      { "format": 1,
        "clients": { "web": {
          "arrivals": { "replay": { "file": "\(name)" \(members) } },
          "requests": { "GET /users/{id}": {}, "GET /users/me": {}, "POST /users": {} },
          "calls": "app" } },
        "components": { "app": { "kind": "service", "work": "1ms" } } }
      """, named: "model.json",
      attachments: ModelAttachments { path, take in
        guard path == name else { return "there is no such file" }
        var rest = bytes[...]
        while !rest.isEmpty, take(rest.prefix(7)) { rest = rest.dropFirst(7) }
        return nil
      })
  }

  static func log(of document: ModelDocument) throws -> RequestLog {
    guard case .open(let arrivals) = document.reading.architecture.clients[0].load,
      case .replay(let replay) = arrivals.process
    else { throw NoLog() }
    return replay.log
  }

  struct NoLog: Error {}

  @Test(arguments: [
    ("0\n0.5\n2\n", [0, 500, 2_000]), ("time\n10\n10.25\n", [0, 250]),
    ("1s\n1500ms\n1m2s", [0, 500, 61_000]), ("1700000000.5\r\n1700000001.5\r\n", [0, 1_000]),
    (
      "2026-11-21T10:48:22Z\n2026-11-21 10:48:23.5\n2026-11-21T12:48:24+02:00\n", [0, 1_500, 2_000]
    ),
    // A leap day, and the end of a year.
    ("2024-02-28T23:59:59Z\n2024-03-01T00:00:00Z\n", [0, 86_401_000]),
    ("2025-12-31T23:59:59Z\n2026-01-01T00:00:00Z\n", [0, 1_000]),
    ("3\n1\n2\n", [0, 1_000, 2_000]),
  ])
  func `times are read in the form that they have`(
    _ content: String, _ milliseconds: [Int64]
  ) throws {
    let log = try Self.log(of: Self.document(content))
    #expect(log.offsets == milliseconds.map { $0 * 1_000_000 })
    #expect(log.requests == [])
    #expect(log.keys == [])
  }

  @Test func `columns are found by their names`() throws {
    let content = """
      user,"when, exactly",path,ip
      7,0,GET /users/7,10.0.0.1
      8,1,"GET /users/me",10.0.0.2
      7,2,POST /users,10.0.0.1
      """
    let log = try Self.log(
      of: Self.document(
        content,
        #", "time": "when, exactly", "request": "path", "key": "user", "address": "ip""#))
    #expect(log.requests == [1, 0, 2])
    #expect(log.keys[0] == log.keys[2])
    #expect(log.keys[0] != log.keys[1])
    #expect(log.addresses[0] == log.addresses[2])
    #expect(log.addresses[0] != log.addresses[1])
  }

  static let accessLog = """
    10.0.0.1 - - [21/Nov/2026:10:48:22 +0000] "GET /users/7?full=1 HTTP/1.1" 200 512
    10.0.0.2 - ann [21/Nov/2026:10:48:22 +0000] "GET /users/me HTTP/1.1" 200 99 "-" "curl/8"
    10.0.0.1 - - [21/Nov/2026:11:48:23 +0100] "GET /users/8 HTTP/1.1" 404 0
    10.0.0.3 - - [21/Nov/2026:10:48:25 +0000] "GET /favicon.ico HTTP/1.1" 404 0
    10.0.0.1 - - [21/Nov/2026:10:48:26 +0000] "GET /users/7 HTTP/2.0" 200 512
    """

  @Test func `an access log is matched with the mix, and what is not is told`() throws {
    let document = try Self.document(Self.accessLog, named: "logs/access.log")
    let log = try Self.log(of: document)
    // Two in the first second, half of it apart.
    #expect(log.offsets == [0, 500, 1_000, 4_000].map { $0 * 1_000_000 })
    // The mix is sorted by name: /users/me, /users/{id}, POST.
    #expect(log.requests == [1, 0, 1, 1])
    #expect(log.keys[0] == log.keys[3])
    #expect(log.keys[0] != log.keys[2])
    #expect(
      document.reading.advice.map(\.message) == [
        "1 of 5 lines are about none of the client's requests; the first is logs/access.log:4:"
          + #" "GET /favicon.ico""#,
        "the log has whole seconds; requests of one second are sent at equal distances within it",
      ])
  }

  @Test func `the log is part of what a model is`() throws {
    let (first, same) = (try Self.document("0\n1\n"), try Self.document("0\n1\n"))
    let other = try Self.document("0\n2\n")
    #expect(first.sha256 == same.sha256)
    #expect(first.sha256 != other.sha256)
    #expect(first.reading.architecture == same.reading.architecture)
    // Known from `printf '0\n1\n' | sha256sum`.
    #expect(
      try Self.log(of: first).sha256
        == "82c1315e6c757f33c4a77ca58b2a184f5a88614470c05ec77f3d28918db6b8ae")
  }

  @Test(arguments: [
    ("time\n1\nnever\n", "", #"log.csv:3: this is no time: "never""#),
    ("a,b\n1,2\n", #", "time": "zzz""#, "log.csv:1: no column is named 'zzz'"),
    ("stamp,b\n1,2\n", #", "time": "stamps""#, "did you mean 'stamp'?"),
    ("", "", "log.csv: there is no request in it"),
    ("time,request\n1,GET /\n", "", "1 of 1 lines are about none of the client's requests"),
    ("time,request\n1\n", "", "log.csv:2: the column of the request is missing"),
    (
      "hello\n", #", "format": "accessLog""#,
      #"log.csv:1: this is no line of an access log: "hello""#
    ),
  ])
  func `what is wrong with a log is said with its line`(
    _ content: String, _ members: String, _ problem: String
  ) throws {
    let invalid = try #require(throws: InvalidModel.self) {
      try Self.document(content, members)
    }
    #expect(invalid.description.contains(problem), "\(invalid)")
    #expect(invalid.description.contains("clients.web.arrivals.replay"), "\(invalid)")
  }

  @Test func `a log that is not there is a problem of the model`() throws {
    let invalid = try #require(throws: InvalidModel.self) {
      try ModelDocument(
        LoadReadingTests.model(#""arrivals": { "replay": { "file": "no.csv" } }"#),
        named: "model.json")
    }
    #expect(
      invalid.description.hasSuffix(
        "clients.web.arrivals.replay.file: no.csv: a model that is no file has no files beside it"))
  }
}
