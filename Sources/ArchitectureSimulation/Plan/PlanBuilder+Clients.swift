import ArchitectureModel
import EventEngine
import TimeBase

/// What each client becomes.
extension PlanBuilder {
  func add(_ client: Client, _ number: Int) {
    let firstOrigin = plan.origins.count
    addOrigins(of: client, number)
    plan.mixes.append(WeightedChoice(weights: client.requests.map(\.weight)))
    let mix = plan.mixes.count - 1
    let site = plan.sites.count
    var fork = -1
    if client.call.hedge == nil {
      _ = self.site(client.call, from: number, label: "client")
    } else {
      var program = ProgramBuilder(self, station: number, label: "client")
      program.call(client.call, as: nil, otherwise: nil)
      fork = plan.forks.count - 1
    }
    plan.stations[number].role = .client(site: site)
    var result = ClientPlan(
      load: .closed(think: -1), users: 0, limit: nil,
      salt: StreamName("client \(client.name)").id, site: site, firstOrigin: firstOrigin,
      requestCount: client.requests.count, mix: mix)
    switch client.load {
    case .closed(let users):
      result.users = users.count
      result.think = sampler(users.think)
      result.load = .closed(think: result.think)
      result.spawn = users.spawn
      result.pace = users.pace ?? .zero
      plan.hasHastyUsers = plan.hasHastyUsers || users.isHasty
      result.limit = users.total.map(UInt64.init)
      result.firstJoin = users.first
      result.lastStart = users.end.map { .zero + $0 } ?? .distantFuture
    case .open(let arrivals):
      add(arrivals, to: &result)
    case .sessions(let sessions):
      add(sessions.arrivals, to: &result)
      result.think = sampler(sessions.think)
      result.sessionLength = add(sessions.length)
    }
    result.fork = fork
    result.connections = client.connections ?? 0
    result.patience = client.patience.map { sampler($0) } ?? -1
    addFetches(of: client, number, to: &result)
    add(client.tasks, to: &result)
    plan.clients.append(result)
  }

  private func addOrigins(of client: Client, _ number: Int) {
    func keys(_ distribution: KeyDistribution?) -> Int {
      guard let distribution else { return -1 }
      plan.keySamplers.append(KeySampler(distribution))
      return plan.keySamplers.count - 1
    }
    let (addresses, tenants) = (keys(client.addressPopularity), keys(client.tenants))
    let tokens = client.tokens
    addFetchNames(of: client)
    for request in client.requests {
      plan.origins.append(
        OriginPlan(
          station: number, request: self.request(request.name), keySpace: keySpace(of: request),
          keys: keys(request.key),
          addresses: client.addresses, hasAddressPerUser: client.hasAddressPerUser,
          addressSpace: client.addressSpace.map { StreamName("behind \($0)").id }
            ?? plan.stations[number].id,
          addressKeys: addresses, tenants: tenants,
          body: request.body.map { sampler($0) } ?? -1,
          answer: request.answer.map { sampler($0) } ?? -1, priority: request.priority,
          expired: Probability(min(1, tokens.expired)),
          notValid: Probability(min(1, tokens.expired + tokens.missing)),
          secure: Probability(client.secureShare)))
    }
  }

  /// The number of a request's name, or one after those of all names for a word of its own.
  private func keySpace(of request: Client.Request) -> Int {
    guard let subject = request.subject else { return Int(self.request(request.name)) }
    let known = plan.keySubjects.firstIndex(of: subject) ?? plan.keySubjects.count
    if known == plan.keySubjects.count { plan.keySubjects.append(subject) }
    return plan.requestNames.count + known
  }

  private func add(_ arrivals: Client.Arrivals, to client: inout ClientPlan) {
    client.limit = arrivals.limit.map(UInt64.init)
    client.batch = arrivals.batch.map { add($0) } ?? -1
    switch arrivals.process {
    case .poisson(let rate): client.load = .poisson(mean: rate.meanNanosecondsBetween)
    case .interarrival(let distribution): client.load = .renewal(sampler(distribution))
    case .constant(let rate): client.load = .constant(rate, first: arrivals.first)
    case .poissonProfile(let profile):
      client.load = .profile(plan.rateProfiles.count, isPoisson: true)
      plan.rateProfiles.append(profile)
    case .constantProfile(let profile):
      client.load = .profile(plan.rateProfiles.count, isPoisson: false)
      plan.rateProfiles.append(profile)
    case .replay(let replay):
      client.load = .replay(plan.replays.count, first: arrivals.first)
      for origin in client.firstOrigin..<client.firstOrigin + client.requestCount {
        plan.origins[origin].replay = plan.replays.count
      }
      if !replay.repeats {
        client.limit = min(client.limit ?? .max, UInt64(replay.log.count))
      }
      plan.replays.append(replay)
    case .bursts(let phases):
      client.load = .bursts(first: plan.burstPhases.count, count: phases.count)
      plan.burstPhases += phases.map {
        BurstPlan(
          count: Double($0.rate.count), period: Double($0.rate.period.nanoseconds),
          length: sampler($0.length))
      }
    }
  }

  private func add(_ count: CountDistribution) -> Int {
    plan.counts.append(count)
    return plan.counts.count - 1
  }

  private func add(_ tasks: [Client.Task], to client: inout ClientPlan) {
    guard !tasks.isEmpty else { return }
    client.firstTask = plan.tasks.count
    client.taskCount = tasks.count
    client.taskMix = plan.mixes.count
    plan.mixes.append(WeightedChoice(weights: tasks.map(\.weight)))
    for task in tasks {
      plan.tasks.append(
        TaskPlan(
          first: plan.taskRequests.count, count: task.requests.count,
          between: task.between.map { sampler($0) } ?? client.think))
      plan.taskRequests += task.requests
    }
  }
}
