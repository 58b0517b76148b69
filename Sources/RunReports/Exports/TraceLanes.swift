import ArchitectureSimulation

/// On which lane of its component each span stands. What shares a lane is part of each other or does
/// not overlap, as viewers of traces demand of a track.
struct TraceLanes {
  struct Place: Hashable {
    /// Index of ``components``.
    var component: Int

    /// Of the component's, from 0.
    var lane: Int
  }

  /// In the order in which the requests meet them.
  private(set) var components: [String] = []

  /// Of each component.
  private(set) var laneCounts: [Int] = []

  /// Of each span of each request.
  private(set) var places: [[Place]]

  private struct Open {
    var request: Int
    var span: Int
  }

  /// - Complexity: O(*n* log *n* + *n l d*) for *n* spans, *l* lanes and spans *d* deep.
  init(of requests: [[RequestSpan]]) {
    places = requests.map { $0.map { _ in Place(component: 0, lane: 0) } }
    var order: [Open] = []
    for (request, spans) in requests.enumerated() {
      for (index, span) in spans.enumerated() {
        order.append(Open(request: request, span: index))
        if let known = components.firstIndex(of: span.component) {
          places[request][index].component = known
        } else {
          places[request][index].component = components.count
          components.append(span.component)
        }
      }
    }
    // What contains others comes before them.
    order.sort { first, second in
      let (one, other) = (
        requests[first.request][first.span], requests[second.request][second.span]
      )
      if one.start != other.start { return one.start < other.start }
      if one.end != other.end { return one.end > other.end }
      return (first.request, first.span) < (second.request, second.span)
    }
    var lanes: [[[Open]]] = Array(repeating: [], count: components.count)
    for next in order {
      let component = places[next.request][next.span].component
      let lane = Self.lane(for: next, in: &lanes[component], requests, places[next.request])
      places[next.request][next.span].lane = lane
    }
    laneCounts = lanes.map(\.count)
  }

  /// The lane of the span that it is part of, if that is one of the same component; else the first on
  /// which there is room.
  private static func lane(
    for next: Open, in lanes: inout [[Open]], _ requests: [[RequestSpan]], _ places: [Place]
  ) -> Int {
    let spans = requests[next.request]
    let span = spans[next.span]
    func hasRoom(_ lane: Int) -> Bool {
      while let top = lanes[lane].last, requests[top.request][top.span].end <= span.start {
        lanes[lane].removeLast()
      }
      guard let top = lanes[lane].last else { return true }
      return top.request == next.request && spans[top.span].end >= span.end
        && contains(top.span, next.span, in: spans)
    }
    var found: Int?
    if let parent = span.parent, spans[parent].component == span.component {
      let lane = places[parent].lane
      if hasRoom(lane) { found = lane }
    }
    let lane = found ?? lanes.indices.first(where: hasRoom) ?? lanes.count
    if lane == lanes.count { lanes.append([]) }
    lanes[lane].append(next)
    return lane
  }

  /// Whether one span is part of another, directly or not.
  private static func contains(_ outer: Int, _ inner: Int, in spans: [RequestSpan]) -> Bool {
    var next: Int? = inner
    while let index = next {
      if index == outer { return true }
      next = spans[index].parent
    }
    return false
  }
}
