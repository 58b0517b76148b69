import ArchitectureModel
import ArchitectureSimulation
import Testing
import TimeBase

/// Two windows of the same fault that overlap, for every kind of fault: what five clients see that
/// each send five requests, before the first window (from 3 s to 7 s), in it, where the second (from
/// 5 s to 9 s) overlaps with it, in the second alone, and after it.
@Suite struct OverlappingFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var kind: Fault.Kind

    /// `nil` for the last of the components.
    var target: String?
    var components = [Sketch.service("app", #""workers": "unlimited""#, does: wait)]

    /// Of the two windows; `nil` for what is usual.
    var extents: [String?] = [nil, nil]

    /// Failures by cause, and the longest of the successes.
    var sight: [String]
    var windows = ["3s 7s", "5s 9s"]

    var testDescription: String { "\(kind)" }
  }

  private static let wait = #"{ "wait": "20ms" }"#
  private static let row = (
    "app",
    """
    { "kind": "database", "connections": 9, "operations": { "*": { "locked": "20ms" } } }
    """
  )
  private static let file = (
    "app",
    """
    { "kind": "database", "connections": 9, "singleWriter": { "busyTimeout": "100ms" },
      "operations": { "*": { "locked": "20ms" } } }
    """
  )

  /// What is found takes 1 ms, and what is not 20 ms more.
  private static let reader = [
    Sketch.service(does: #"{ "cached": { "in": "cache", "otherwise": [ \#(wait) ] } }"#),
    ("cache", #"{ "kind": "cache", "capacity": 9, "latency": "1ms" }"#),
  ]

  private static let endpoint = ("app", #"{ "kind": "external", "latency": "0s", "dns": "20ms" }"#)

  private static func refusal(_ cause: String, _ time: String = "20ms") -> [String] {
    let failure = "5 \(cause)"
    return [time, failure, failure, failure, time]
  }

  static let cases = [
    Case(kind: .refusal, sight: refusal("refused")),
    Case(kind: .hang, sight: refusal("timeout")),
    Case(kind: .lock, components: [file], sight: refusal("locked")),
    Case(kind: .readOnly, components: [row], sight: refusal("error")),
    Case(kind: .crash, sight: refusal("refused")),
    // Slownesses multiply.
    Case(
      kind: .slow, extents: [#""factor": 2"#, #""factor": 3"#],
      sight: ["20ms", "40ms", "120ms", "60ms", "20ms"]),
    Case(
      kind: .errors, extents: [#""share": "100%""#, #""share": "100%", "status": 503"#],
      sight: refusal("error")),
    Case(
      kind: .quickErrors,
      extents: [#""share": "100%", "fast": true"#, #""share": "100%", "fast": true"#],
      sight: refusal("error")),
    // Both are over as soon as they have begun: one miss each.
    Case(
      kind: .flush, components: reader, sight: ["21ms", "21ms", "21ms", "1ms", "1ms"],
      windows: ["3s 3s", "5s 5s"]),
    Case(
      kind: .partialFlush, components: reader,
      extents: [#""share": "100%""#, #""share": "100%""#],
      sight: ["21ms", "21ms", "21ms", "1ms", "1ms"], windows: ["3s 3s", "5s 5s"]),
    // Delays add up.
    Case(
      kind: .delay, extents: [#""by": "100ms""#, #""by": "200ms""#],
      sight: ["20ms", "120ms", "320ms", "220ms", "20ms"]),
    Case(
      kind: .partition, extents: [#""way": "there""#, #""way": "back""#],
      sight: refusal("timeout")),
    // What is lost is sent again after 0.2, 0.6, 1.4, 3 and 6.2 s: the first time after 9 s counts.
    Case(
      kind: .loss, extents: [#""share": "100%""#, #""share": "100%""#],
      sight: ["20ms", "6.22s", "6.22s", "3.02s", "20ms"]),
    // Whoever came 500 ms after an edge waits until 9 s.
    Case(kind: .freeze, sight: ["20ms", "5.52s", "3.52s", "1.52s", "20ms"]),
    // One of two workers is enough for all; with none they wait until 7 s.
    Case(
      kind: .brownout, components: [Sketch.service("app", #""workers": 2"#, does: wait)],
      sight: ["20ms", "20ms", "1.52s", "20ms", "20ms"]),
    // An instance is away for three seconds. The second deploy passes over the one that starts anyway,
    // and the first over the one that the second has taken: from 5 s to 6 s there is nobody.
    Case(
      kind: .deploy,
      components: [
        Sketch.service(
          "app", #""workers": "unlimited", "instances": 2, "boot": "3s""#, does: wait)
      ],
      sight: ["20ms", "20ms", "3 refused, 20ms", "20ms", "20ms"], windows: ["3s 6s", "5s 8s"]),
    // Whoever has a connection keeps it, and nobody gets one before 9 s.
    Case(
      kind: .stall,
      components: [
        ("app", #"{ "kind": "database", "connections": 20, "operations": { "*": "20ms" } }"#)
      ],
      sight: ["20ms", "5.52s", "3.52s", "1.52s", "20ms"]),
    // One worker for ten at 3 s and for twenty at 5 s.
    Case(
      kind: .herd, target: "from 3500",
      components: [Sketch.service("app", #""workers": 1"#, does: wait)],
      extents: [#""requests": 10"#, #""requests": 20"#],
      sight: ["20ms", "35 in 400ms", "20ms", "20ms", "20ms"], windows: ["3s 3s", "5s 5s"]),
    // What is stored after 1.5 s is too old after 9.5 s: at 5.5 s by both together, and by neither alone.
    Case(
      kind: .skew,
      components: [
        Sketch.service(
          does: #"{ "cached": { "in": "cache", "ttl": "8s", "otherwise": [ \#(wait) ] } }"#),
        reader[1],
      ],
      extents: [#""ahead": "3s""#, #""ahead": "3s""#],
      sight: ["21ms", "1ms", "21ms", "1ms", "1ms"]),
    // Slownesses multiply.
    Case(
      kind: .slowNames, components: [endpoint], extents: [#""factor": 2"#, #""factor": 3"#],
      sight: ["20ms", "40ms", "120ms", "60ms", "20ms"]),
    Case(kind: .namelessness, components: [endpoint], sight: refusal("refused")),
    Case(
      kind: .zoneOutage, target: "z",
      components: [
        Sketch.service("app", #""workers": "unlimited", "zone": "z""#, does: wait)
      ], sight: refusal("refused")),
    Case(
      kind: .zonePartition, target: "z",
      components: [
        Sketch.service("app", #""workers": "unlimited", "zone": "z""#, does: wait)
      ], extents: [#""way": "there""#, #""way": "back""#], sight: refusal("timeout")),
  ]

  @Test func `There is a case for every kind of fault`() {
    #expect(Self.cases.map(\.kind) == Fault.Kind.allCases)
  }

  @Test(arguments: cases)
  func `Overlapping windows add up and come apart again`(_ fault: Case) throws {
    let target = fault.target ?? fault.components.last?.0 ?? "app"
    let policy = #""timeout": "\#(fault.sight[1].contains("timeout") ? "500ms" : "9s")""#
    var sketch = Sketch(run: #""duration": "20s", "warmup": "0s""#, components: fault.components)
    sketch.clients = [1_500, 3_500, 5_500, 7_500, 9_500].map { start in
      (
        "from \(start)",
        """
        { "arrivals": { "constant": "5/s", "first": "\(start)ms", "limit": 5 }, "calls": "app",
          "zone": "y", \(policy) }
        """
      )
    }
    sketch.faults = zip(["3s", "5s"], fault.extents).map { start, extent in
      let length = fault.kind.hasLength ? #", "for": "4s""# : ""
      return fault.kind.text(of: target, #""at": "\#(start)"\#(length)"#, extent)
    }
    let result = try sketch.play()
    #expect(Books(of: result).complaints == [])
    let sight = sketch.clients.map { name, _ in
      (try? result.client(name)).map(Self.sight) ?? "nobody"
    }
    #expect(sight == fault.sight)
    #expect(
      result.faults.map { "\($0.start) \($0.end.map { "\($0)" } ?? "-")" } == fault.windows)
    #expect(result.clients.allSatisfy { $0.total.inFlightAtEnd == 0 })
  }

  private static func sight(of books: RequestResult) -> String {
    var parts = FailureCause.allCases.filter { books.count($0) > 0 }.map {
      "\(books.count($0)) \($0)"
    }
    if let latency = books.latency {
      parts.append((books.offered == 5 ? "" : "\(books.offered) in ") + "\(latency.maximum)")
    }
    return parts.joined(separator: ", ")
  }
}
