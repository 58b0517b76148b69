/// nginx's bookkeeping of an upstream group, written down once more in the plainest way, to compare
/// the balancer with. Time is in whole seconds.
struct NginxUpstream {
  struct Peer {
    var weight: Int
    var effective: Int

    /// The part of the weight that counts, in thousandths: nginx's slow start.
    var share = 1_000

    /// The current weight, in thousandths as well.
    var credit = 0
    var connections = 0
    var fails = 0
    var accessed = 0
    var checked = 0
    var isDown = false

    var current: Int { credit / 1_000 }
  }

  var peers: [Peer]
  let maxFails: Int
  let failTimeout: Int

  init(weights: [Int], maxFails: Int, failTimeout: Int) {
    peers = weights.map { Peer(weight: $0, effective: $0) }
    self.maxFails = maxFails
    self.failTimeout = failTimeout
  }

  func isEligible(_ index: Int, tried: Set<Int>, now: Int) -> Bool {
    let peer = peers[index]
    if tried.contains(index) || peer.isDown { return false }
    if peers.count == 1 { return true }
    return maxFails == 0 || peer.fails < maxFails || now - peer.checked > failTimeout
  }

  func eligible(tried: Set<Int>, now: Int) -> [Int] {
    peers.indices.filter { isEligible($0, tried: tried, now: now) }
  }

  mutating func pickSmoothly(among candidates: [Int]) -> Int? {
    var total = 0
    for index in candidates {
      let step = peers[index].effective * peers[index].share
      peers[index].credit += step
      total += step
      peers[index].effective = min(peers[index].weight, peers[index].effective + 1)
    }
    guard let most = candidates.map({ peers[$0].credit }).max() else { return nil }
    let best = candidates.first { peers[$0].credit == most }
    if let best { peers[best].credit -= total }
    return best
  }

  mutating func pickLeastConnected(among candidates: [Int]) -> Int? {
    func load(_ index: Int) -> Double {
      Double(peers[index].connections) / Double(peers[index].weight * peers[index].share)
    }
    guard let least = candidates.map(load).min() else { return nil }
    let tied = candidates.filter { load($0) == least }
    return tied.count == 1 ? tied[0] : pickSmoothly(among: tied)
  }

  mutating func connect(_ index: Int, now: Int) {
    peers[index].connections += 1
    if now - peers[index].checked > failTimeout { peers[index].checked = now }
  }

  mutating func release(_ index: Int, hasFailed: Bool, now: Int) {
    peers[index].connections -= 1
    guard peers.count > 1, maxFails > 0 else { return }
    if hasFailed {
      peers[index].fails += 1
      peers[index].accessed = now
      peers[index].checked = now
      let effective = peers[index].effective - peers[index].weight / maxFails
      peers[index].effective = max(0, effective)
    } else if peers[index].accessed < peers[index].checked {
      peers[index].fails = 0
    }
  }
}
