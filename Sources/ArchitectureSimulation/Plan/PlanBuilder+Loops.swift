/// Calls that may come back to where they came from.
extension PlanBuilder {
  /// Marks the sites whose calls can lead back to their caller.
  ///
  /// Whoever calls nobody, or is called by nobody, is on no loop; without it the same holds for
  /// others, until those are left who are on a loop or between two.
  ///
  /// - Complexity: O(*n* · *m*) for *n* stations and *m* sites at worst.
  func markLoops() {
    var isLeft = [Bool](repeating: true, count: plan.stations.count)
    var hasShrunk = true
    while hasShrunk {
      var calls = [Bool](repeating: false, count: isLeft.count)
      var isCalled = calls
      for site in plan.sites where isLeft[site.caller] && isLeft[site.target] {
        calls[site.caller] = true
        isCalled[site.target] = true
      }
      let next = isLeft.indices.map { calls[$0] && isCalled[$0] }
      hasShrunk = next != isLeft
      isLeft = next
    }
    for number in plan.sites.indices {
      plan.sites[number].isOnLoop =
        isLeft[plan.sites[number].caller] && isLeft[plan.sites[number].target]
    }
  }
}
