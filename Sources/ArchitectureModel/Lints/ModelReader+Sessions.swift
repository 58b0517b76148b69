/// Balancers that keep sessions together which nobody has.
extension ModelReader {
  func adviseOnSessions(_ model: Architecture) {
    let hasSessions = model.clients.contains { client in
      if case .open = client.load { false } else { true }
    }
    guard !hasSessions else { return }
    for component in model.components {
      guard case .balancer(let balancer) = component.kind, balancer.stickiness?.bond == .session
      else { continue }
      advise(
        "requests of 'arrivals' belong to no session, so that nothing sticks; let 'users' or 'sessions'"
          + " send them, or stick by \"address\"",
        at: ["components", .key(component.name), "sticky"])
    }
  }
}
