import ArchitectureModel
import ArchitectureSimulation
import RunReports
import Testing
import TimeBase

@Suite struct TraceExportTests {
  private let explained: Sample.Explained
  private let slices: [Slice]
  private let events: [JSONValue]

  /// What a trace viewer draws, in nanoseconds.
  private struct Slice: Hashable {
    var track: [Int]
    var start: Int64
    var end: Int64
    var name: String
  }

  init() throws {
    explained = try #require(Sample.explained)
    let text = ChromeTrace(explained.explanation, of: explained.result).text
    events = try #require(try JSONValue(parsing: text)["traceEvents"]?.elements)
    slices = try events.filter { $0["ph"]?.text == "X" }.map { event in
      let start = try Self.nanoseconds(event["ts"])
      return Slice(
        track: try Self.track(event), start: start,
        end: start + (try Self.nanoseconds(event["dur"])),
        name: try #require(event["name"]?.text))
    }
  }

  private static func nanoseconds(_ value: JSONValue?) throws -> Int64 {
    Int64((try #require(value?.number.flatMap { Double($0.text) }) * 1_000).rounded())
  }

  private static func track(_ event: JSONValue) throws -> [Int] {
    try ["pid", "tid"].map { try #require(event[$0]?.number?.whole(as: Int.self)) }
  }

  /// The requests that are exported, each once.
  private var requests: [Explanation.Exemplar] {
    explained.explanation.clients.flatMap { client in
      var found: [Explanation.Exemplar] = []
      for exemplar in client.exemplars + client.sample
      where !found.contains(where: { $0.spans == exemplar.spans }) {
        found.append(exemplar)
      }
      return found
    }
  }

  @Test func `requests that were drawn from the whole run are exported, the warm-up included`() {
    let drawn = explained.explanation.clients.flatMap(\.sample)
    #expect(drawn.count == 12)
    #expect(drawn.contains { $0.start < explained.result.window.start })
    let chosen = events.compactMap { $0["args"]?["chosen"]?.text }
    #expect(Set(chosen).isSuperset(of: ["median", "sampled"]))
    #expect(Set(drawn.map(\.start)).isSubset(of: requests.map(\.start)))
  }

  @Test func `the sample has forks, failed attempts, overtaken hedges and failures`() {
    let spans = requests.flatMap(\.spans)
    #expect(spans.contains { $0.kind == .fork })
    #expect(spans.contains { $0.ending == .triedAgain })
    #expect(spans.contains { $0.ending == .givenUp })
    #expect(requests.contains { $0.failure != nil })
  }

  @Test func `each span is a slice, to the nanosecond, on a track of its component`() throws {
    var titles: [[Int]: String] = [:]
    for event in events where event["name"]?.text == "process_name" {
      titles[[try Self.track(event)[0]]] = event["args"]?["name"]?.text
    }
    let drawn = slices.map { [titles[[$0.track[0]]] ?? "?", "\($0.start)", "\($0.end)"] }
    let spans = requests.flatMap(\.spans).map {
      [$0.component, "\($0.start.nanoseconds)", "\($0.end.nanoseconds)"]
    }
    #expect(drawn == spans)
  }

  @Test func `slices of one track are part of each other or apart`() {
    for (index, slice) in slices.enumerated() {
      for other in slices[(index + 1)...] where other.track == slice.track {
        let isApart = other.start >= slice.end || slice.start >= other.end
        let isWithin =
          (other.start >= slice.start && other.end <= slice.end)
          || (slice.start >= other.start && slice.end <= other.end)
        #expect(isApart || isWithin, "\(slice) and \(other)")
      }
    }
  }

  @Test func `flows come in pairs from a slice of the caller to the slice of the call`() throws {
    var starts: [Int: JSONValue] = [:]
    var count = 0
    for event in events {
      guard let phase = event["ph"]?.text, phase == "s" || phase == "f" else { continue }
      let number = try #require(event["id"]?.number?.whole(as: Int.self))
      let (track, time) = (try Self.track(event), try Self.nanoseconds(event["ts"]))
      #expect(slices.contains { $0.track == track && $0.start <= time && $0.end >= time })
      if phase == "s" {
        #expect(starts.updateValue(event, forKey: number) == nil)
      } else {
        let start = try #require(starts[number])
        starts[number] = nil
        #expect(try Self.nanoseconds(start["ts"]) == time)
        #expect(slices.contains { $0.track == track && $0.start == time })
        count += 1
      }
    }
    #expect(starts.isEmpty)
    #expect(count == requests.flatMap(\.spans).count { $0.kind == .call })
  }

  @Test func `spans of OpenTelemetry have parents in their trace, whose times hold theirs`() throws
  {
    let text = OpenTelemetryTrace(explained.explanation, of: explained.result).text
    let resources = try #require(try JSONValue(parsing: text)["resourceSpans"]?.elements)
    var spans: [[String]: JSONValue] = [:]
    for span in resources.flatMap({ $0["scopeSpans"]?.elements ?? [] }).flatMap({
      $0["spans"]?.elements ?? []
    }) {
      let (trace, id) = (
        try #require(span["traceId"]?.text), try #require(span["spanId"]?.text)
      )
      #expect(trace.wholeMatch(of: /[0-9a-f]{32}/) != nil)
      #expect(id.wholeMatch(of: /[0-9a-f]{16}/) != nil)
      #expect(spans.updateValue(span, forKey: [trace, id]) == nil, "\(trace) \(id)")
    }
    #expect(spans.count == requests.reduce(0) { $0 + $1.spans.count })
    func times(_ span: JSONValue) throws -> ClosedRange<Int64> {
      let bounds = try ["startTimeUnixNano", "endTimeUnixNano"].map { key in
        try #require(span[key]?.text.flatMap { Int64($0) })
      }
      return bounds[0]...bounds[1]
    }
    var roots = 0
    for (key, span) in spans {
      guard let parent = span["parentSpanId"]?.text else {
        roots += 1
        #expect(span["kind"]?.number?.text == "3")
        continue
      }
      let outer = try #require(spans[[key[0], parent]])
      #expect(try times(outer).contains(try times(span).lowerBound))
      #expect(try times(outer).contains(try times(span).upperBound))
    }
    #expect(roots == requests.count)
  }

  @Test func `each resource is a component, once, and failures have a status`() throws {
    let text = OpenTelemetryTrace(explained.explanation, of: explained.result).text
    let resources = try #require(try JSONValue(parsing: text)["resourceSpans"]?.elements)
    let names = resources.map {
      $0["resource"]?["attributes"]?.elements?.first?["value"]?["stringValue"]?.text
    }
    #expect(Set(names) == ["web", "batch", "app", "search", "database"])
    #expect(names.count == 5)
    let failed = text.components(of: "\"code\": 2").count - 1
    let expected = requests.reduce(0) { sum, request in
      sum + request.spans.count { $0.ending != .whole } + (request.failure == nil ? 0 : 1)
    }
    #expect(failed == expected)
  }

  @Test func `a run whose explanation has no requests has empty traces`() throws {
    let nothing = Explanation(
      clients: [], workNanoseconds: 0, waste: [], unbalanced: 0, untraced: 0)
    let chrome = try JSONValue(parsing: ChromeTrace(nothing, of: Sample.empty).text)
    #expect(chrome["traceEvents"]?.elements?.isEmpty == true)
    let spans = try JSONValue(parsing: OpenTelemetryTrace(nothing, of: Sample.empty).text)
    #expect(spans["resourceSpans"]?.elements?.isEmpty == true)
  }
}
