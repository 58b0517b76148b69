public import ArchitectureSimulation
import TimeBase

/// The requests that were explained or sampled in full, in the Chrome trace-event format, which Perfetto opens.
///
/// Each client and component is a process with a track, or with several where it does more than one
/// thing at a time. Each call is an arrow (a flow) from the caller to where it arrives. Times are
/// microseconds since the start of the run, exact to the nanosecond.
///
/// - SeeAlso: *Trace Event Format*, the Chromium project.
public struct ChromeTrace: Hashable, Sendable {
  /// The document in UTF-8, with a line feed at the end.
  public var text: String

  /// - Complexity: As ``TraceLanes``.
  public init(_ explanation: Explanation, of result: RunResult) {
    let requests = TracedRequest.all(in: explanation)
    let lanes = TraceLanes(of: requests.map(\.spans))
    var events = Self.names(of: lanes)
    var flow: UInt64 = 0
    for (request, places) in zip(requests, lanes.places) {
      for (index, span) in request.spans.enumerated() {
        events.append(Self.slice(span, of: request, at: places[index]))
        guard span.kind == .call, let parent = span.parent else { continue }
        flow += 1
        let title = request.exemplar.request
        events.append(Self.arrow("s", flow, title, span.start, at: places[parent]))
        events.append(Self.arrow("f", flow, title, span.start, at: places[index]))
      }
    }
    let tree: JSONTree = [
      "displayTimeUnit": .text("ms"),
      "otherData": .inline([
        "model": .text(result.model.name),
        "scenario": .optional(result.model.scenario, JSONTree.text),
        "seed": .count(result.seed), "replication": .count(result.replication),
        "digest": .text(result.digest.total.hexadecimal),
      ]),
      "traceEvents": .array(events),
    ]
    text = tree.text
  }

  /// Processes and threads are numbered from 1, in the order in which requests meet them.
  private static func names(of lanes: TraceLanes) -> [JSONTree] {
    var events: [JSONTree] = []
    func tell(_ what: String, _ component: Int, _ lane: Int, _ name: JSONTree) {
      events.append(
        .inline([
          "ph": .text("M"), "name": .text(what), "pid": .whole(component + 1),
          "tid": .whole(lane + 1), "args": name,
        ]))
    }
    for (component, name) in lanes.components.enumerated() {
      tell("process_name", component, 0, .inline(["name": .text(name)]))
      tell("process_sort_index", component, 0, .inline(["sort_index": .whole(component)]))
      for lane in 0..<lanes.laneCounts[component] {
        let title = lane == 0 ? name : "\(name) (\(lane + 1))"
        tell("thread_name", component, lane, .inline(["name": .text(title)]))
      }
    }
    return events
  }

  private static func slice(
    _ span: RequestSpan, of request: TracedRequest, at place: TraceLanes.Place
  ) -> JSONTree {
    var arguments: [JSONTree.Member] = [
      .init("request", .text(request.exemplar.request)),
      .init("chosen", .text(request.choiceText)),
    ]
    if span.kind == .request {
      arguments.append(
        .init("failure", .optional(request.exemplar.failure) { .text($0.word) }))
    }
    if let instance = span.instance { arguments.append(.init("instance", .whole(instance))) }
    if span.ending != .whole { arguments.append(.init("ending", .text(span.ending.word))) }
    arguments.append(.init("critical", .flag(span.isCritical)))
    let name = span.kind == .request ? request.exemplar.request : span.traceName
    return .inline([
      "ph": .text("X"), "name": .text(name), "cat": .text(span.kind.word),
      "pid": .whole(place.component + 1), "tid": .whole(place.lane + 1),
      "ts": microseconds(span.start.nanoseconds), "dur": microseconds(span.length.nanoseconds),
      "args": .row(arguments),
    ])
  }

  private static func arrow(
    _ phase: String, _ number: UInt64, _ name: String, _ time: Instant, at place: TraceLanes.Place
  ) -> JSONTree {
    var members: [JSONTree.Member] = [
      .init("ph", .text(phase)), .init("id", .count(number)), .init("name", .text(name)),
      .init("cat", .text("calls")), .init("pid", .whole(place.component + 1)),
      .init("tid", .whole(place.lane + 1)), .init("ts", microseconds(time.nanoseconds)),
    ]
    // Arrows lead to the slice around their end, not to the one that follows it.
    if phase == "f" { members.append(.init("bp", .text("e"))) }
    return .row(members)
  }

  /// The nearest `Double`, which has the nanosecond up to 285 years.
  private static func microseconds(_ nanoseconds: Int64) -> JSONTree {
    .number(Double(nanoseconds) / 1_000)
  }
}
