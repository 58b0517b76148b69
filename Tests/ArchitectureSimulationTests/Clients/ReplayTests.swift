import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

@Suite struct ReplayTests {
  /// A client that replays these lines, before a gateway that knows addresses and a service with a
  /// cache that knows keys.
  static func play(_ lines: String, _ members: String = "") throws -> RunResult {
    let sketch = Sketch(
      clients: [
        (
          "web",
          """
          { "arrivals": { "replay": { "file": "log.csv" \(members) } }, "calls": "edge",
            "requests": { "read": {}, "write": {} } }
          """
        )
      ],
      components: [
        (
          "edge",
          """
          { "kind": "gateway", "calls": "app",
            "limits": [ { "tokenBucket": "1/min", "capacity": 2, "per": "address" } ] }
          """
        ),
        Sketch.service(does: #"{ "cached": { "in": "cache", "otherwise": [] } }"#),
        ("cache", #"{ "kind": "cache", "capacity": 100, "latency": "0s" }"#),
      ])
    let attachments = ModelAttachments { _, take in
      _ = take(Array(lines.utf8)[...])
      return nil
    }
    let document = try ModelDocument(
      sketch.text, named: "sketch.json", attachments: attachments)
    return ArchitectureRun(document.reading.architecture).result()
  }

  static let lines = """
    time,request,key,address
    100.0,read,7,a
    100.5,read,7,b
    103.0,write,7,a
    104.0,read,8,a
    105.0,read,7,c
    """

  @Test func `a log is sent again with all that it says`() throws {
    let result = try Self.play(Self.lines)
    #expect(try ArrivalTests.offered(result) == [2, 0, 0, 1, 1, 1, 0, 0, 0, 0])
    #expect(try UserTests.request("read", in: result).offered == 4)
    #expect(try UserTests.request("write", in: result).offered == 1)
    // The third from a; of the four others two are about what was read before.
    #expect(try result.client().count(.limited) == 1)
    #expect(try result.cache().hits == 2)
    #expect(try result.cache().misses == 2)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `a log can be sent faster, and again`() throws {
    let faster = try Self.play(Self.lines, #", "speed": 2"#)
    #expect(try ArrivalTests.offered(faster) == [2, 1, 2, 0, 0, 0, 0, 0, 0, 0])
    // Five in 5 s, and 1.25 s on average between them: again from 6.25 s on.
    let again = try Self.play(Self.lines, #", "repeat": true"#)
    #expect(try ArrivalTests.offered(again) == [2, 0, 0, 1, 1, 1, 2, 0, 0, 1])
  }
}
