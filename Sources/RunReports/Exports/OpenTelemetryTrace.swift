public import ArchitectureSimulation
import TimeBase

/// The requests that were explained or sampled in full as spans of OpenTelemetry, in the JSON encoding of OTLP.
///
/// Each client and component is a resource (`service.name`), each request a trace of its own. Times
/// count from the start of the run, which stands at the epoch: a run has no date. Identifiers follow from
/// the digest, so that equal runs have equal ones.
///
/// - SeeAlso: *OpenTelemetry Protocol Specification*, JSON Protobuf Encoding: 64-bit integers are
///   strings, identifiers are hexadecimal, members at their default are left out.
public struct OpenTelemetryTrace: Hashable, Sendable {
  /// The document in UTF-8, with a line feed at the end.
  public var text: String

  private struct Resource {
    var component: String
    var spans: [JSONTree] = []
  }

  /// - Complexity: O(*n* *c*) for *n* spans at *c* components.
  public init(_ explanation: Explanation, of result: RunResult) {
    var resources: [Resource] = []
    for (number, request) in TracedRequest.all(in: explanation).enumerated() {
      let trace = result.digest.total.hexadecimal + (UInt64(number) + 1).hexadecimal
      for (index, span) in request.spans.enumerated() {
        let place = resources.firstIndex { $0.component == span.component } ?? resources.count
        if place == resources.count { resources.append(Resource(component: span.component)) }
        resources[place].spans.append(Self.tree(span, index, of: request, trace))
      }
    }
    let tree: JSONTree = [
      "resourceSpans": .array(
        resources.map { resource in
          [
            "resource": [
              "attributes": .array([
                Self.attribute("service.name", resource.component),
                Self.attribute("service.namespace", result.model.name),
              ])
            ],
            "scopeSpans": .array([
              ["scope": .inline(["name": .text("rehearsal")]), "spans": .array(resource.spans)]
            ]),
          ]
        })
    ]
    text = tree.text
  }

  private static func tree(
    _ span: RequestSpan, _ index: Int, of request: TracedRequest, _ trace: String
  ) -> JSONTree {
    var members: [JSONTree.Member] = [
      .init("traceId", .text(trace)), .init("spanId", .text(identifier(of: index))),
    ]
    if let parent = span.parent {
      members.append(.init("parentSpanId", .text(identifier(of: parent))))
    }
    let name = span.kind == .request ? request.exemplar.request : span.traceName
    members += [
      .init("name", .text(name)), .init("kind", .count(kind(of: span))),
      .init("startTimeUnixNano", .text("\(span.start.nanoseconds)")),
      .init("endTimeUnixNano", .text("\(span.end.nanoseconds)")),
      .init("attributes", .array(attributes(of: span, request))),
    ]
    if let problem = problem(of: span, request) {
      members.append(
        .init("status", .inline(["code": .count(errorCode), "message": .text(problem)])))
    }
    return .object(members)
  }

  private static let errorCode: UInt64 = 2

  /// Zero is no identifier.
  private static func identifier(of span: Int) -> String { (UInt64(span) + 1).hexadecimal }

  /// As OpenTelemetry counts them: 1 internal, 2 server, 3 client.
  private static func kind(of span: RequestSpan) -> UInt64 {
    switch span.kind {
    case .request: 3
    case .call: 2
    case .fork, .branch, .time: 1
    }
  }

  private static func problem(of span: RequestSpan, _ request: TracedRequest) -> String? {
    switch span.ending {
    case .triedAgain: "failed, and tried again"
    case .givenUp: "given up by the caller"
    case .whole: span.kind == .request ? request.exemplar.failure?.word : nil
    }
  }

  private static func attributes(of span: RequestSpan, _ request: TracedRequest) -> [JSONTree] {
    var attributes = [attribute("rehearsal.kind", span.kind.word)]
    if span.kind == .request {
      attributes.append(attribute("rehearsal.chosen", request.choiceText))
    }
    if let instance = span.instance {
      attributes.append(
        .inline([
          "key": .text("rehearsal.instance"), "value": .inline(["intValue": .text("\(instance)")]),
        ]))
    }
    attributes.append(
      .inline([
        "key": .text("rehearsal.critical"),
        "value": .inline(["boolValue": .flag(span.isCritical)]),
      ]))
    return attributes
  }

  private static func attribute(_ key: String, _ value: String) -> JSONTree {
    .inline(["key": .text(key), "value": .inline(["stringValue": .text(value)])])
  }
}
