/// Where the parts of an architecture stand when it is drawn: callers left of whom they call, in
/// layers, with few crossings.
///
/// Layers are longest paths from the clients; arrows that would lead back are left out of that. Within
/// a layer, parts are ordered by the mean place of their callers, then of their callees, a few times
/// over (Sugiyama, Tagawa and Toda, 1981). Ties keep the order given, so equal input has one drawing.
package struct GraphLayout: Hashable {
  package struct Place: Hashable {
    package var name: String
    package var layer: Int

    /// In the layer, from 0.
    package var row: Int
  }

  package struct Arrow: Hashable {
    /// Indices of ``places``.
    package var from: Int
    package var to: Int
  }

  /// In the order of the names given.
  package let places: [Place]

  /// Without repetition, in order.
  package let arrows: [Arrow]

  /// Sweeps over the layers; after a few nothing changes any more.
  private static let sweepCount = 4

  /// - Parameter names: Clients first, then components, callers before callees where that is possible.
  /// - Complexity: O((names + calls) × sweeps), and a sort of each layer.
  package init(names: [String], calls: [RequestPath.Call]) {
    let numbers = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<Arrow> = []
    var arrows: [Arrow] = []
    for call in calls {
      guard let from = numbers[call.caller], let to = numbers[call.callee] else { continue }
      let arrow = Arrow(from: from, to: to)
      if from != to, seen.insert(arrow).inserted { arrows.append(arrow) }
    }
    let layers = Self.layers(count: names.count, arrows)
    let rows = Self.rows(layers: layers, arrows)
    self.arrows = arrows
    places = names.indices.map { Place(name: names[$0], layer: layers[$0], row: rows[$0]) }
  }

  /// The length of the longest path to each part that no arrow back is on.
  private static func layers(count: Int, _ arrows: [Arrow]) -> [Int] {
    let callees = lists(count: count, arrows.map { ($0.from, $0.to) })
    var state = [UInt8](repeating: 0, count: count)
    var order: [Int] = []
    var forward: [[Int]] = Array(repeating: [], count: count)
    // Depth first without recursion: a chain may be as long as the model is large.
    for root in 0..<count where state[root] == 0 {
      var stack: [(node: Int, next: Int)] = [(root, 0)]
      state[root] = 1
      while let (node, next) = stack.last {
        guard next < callees[node].count else {
          state[node] = 2
          order.append(node)
          stack.removeLast()
          continue
        }
        stack[stack.count - 1].next += 1
        let callee = callees[node][next]
        if state[callee] != 1 { forward[node].append(callee) }
        if state[callee] == 0 {
          state[callee] = 1
          stack.append((callee, 0))
        }
      }
    }
    var layers = [Int](repeating: 0, count: count)
    for node in order.reversed() {
      for callee in forward[node] { layers[callee] = max(layers[callee], layers[node] + 1) }
    }
    return layers
  }

  private static func rows(layers: [Int], _ arrows: [Arrow]) -> [Int] {
    let callers = lists(count: layers.count, arrows.map { ($0.to, $0.from) })
    let callees = lists(count: layers.count, arrows.map { ($0.from, $0.to) })
    var members: [[Int]] = Array(repeating: [], count: (layers.max() ?? -1) + 1)
    for node in layers.indices { members[layers[node]].append(node) }
    var rows = [Int](repeating: 0, count: layers.count)
    func number(_ layer: [Int]) { for (row, node) in layer.enumerated() { rows[node] = row } }
    func arrange(_ layer: Int, by neighbours: [[Int]]) {
      let keyed = members[layer].enumerated().map { place, node in
        let next = neighbours[node]
        let mean =
          next.isEmpty
          ? Double(rows[node]) : Double(next.reduce(0) { $0 + rows[$1] }) / Double(next.count)
        return (mean: mean, place: place, node: node)
      }
      members[layer] = keyed.sorted { ($0.mean, $0.place) < ($1.mean, $1.place) }.map(\.node)
      number(members[layer])
    }
    members.forEach(number)
    for _ in 0..<sweepCount {
      for layer in members.indices { arrange(layer, by: callers) }
      for layer in members.indices.reversed() { arrange(layer, by: callees) }
    }
    return rows
  }

  private static func lists(count: Int, _ pairs: [(Int, Int)]) -> [[Int]] {
    var lists: [[Int]] = Array(repeating: [], count: count)
    for (key, value) in pairs { lists[key].append(value) }
    return lists
  }
}
