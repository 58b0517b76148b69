import ArchitectureModel
import EventEngine
import Testing
import TimeBase

@Suite struct LoadReadingTests {
  /// The client `name` of the model with every sort of load.
  static func client(_ name: String) throws -> Client {
    let model = try ModelDocument(
      Everything.loads, named: "loads.json", attachments: Everything.attachments
    ).architecture()
    return try #require(model.clients.first { $0.name == name })
  }

  /// A model whose only client has these members.
  static func model(_ client: String) -> String {
    """
    { "format": 1, "clients": { "web": { \(client), "calls": "app" } },
      "components": { "app": { "kind": "service", "work": "1ms" } } }
    """
  }

  @Test func `steps, ramps and spikes are a profile`() throws {
    let profile = RateProfile(
      .steps(
        [
          .init(.minutes(1), .perSecond(100)),
          .init(.seconds(30), from: .perSecond(100), through: .perSecond(500)),
          .init(.seconds(10), .perSecond(0)),
        ], repeats: true),
      spikes: [.init(at: .minutes(2), for: .seconds(10), times: 5)])
    #expect(
      try Self.client("steps").load
        == .open(.init(.poissonProfile(profile), batch: .uniform(from: 1, through: 3))))
  }

  @Test func `a wave is a profile`() throws {
    let profile = RateProfile(
      .sine(
        .init(
          mean: .perSecond(10), amplitude: .perSecond(5), period: .minutes(1_440), phase: 0.75)))
    #expect(
      try Self.client("wave").load
        == .open(.init(.constantProfile(profile), batch: .geometric(mean: 2.5))))
  }

  @Test func `one rate with spikes is a profile, and without them it is not`() throws {
    func load(_ arrivals: String) throws -> Client.Load {
      try ModelDocument(Self.model(#""arrivals": { \#(arrivals) }"#), named: "model.json")
        .architecture().clients[0].load
    }
    #expect(
      try load(#""poisson": "5/s", "spikes": []"#) == .open(.init(.poisson(.perSecond(5)))))
    #expect(
      try load(#""poisson": "5/s", "spikes": [ { "at": "1s", "for": "2s", "times": 3 } ]"#)
        == .open(
          .init(
            .poissonProfile(
              RateProfile(
                .perSecond(5), spikes: [.init(at: .seconds(1), for: .seconds(2), times: 3)])))))
  }

  @Test func `bursts, users and sessions are read`() throws {
    #expect(
      try Self.client("bursty").load
        == .open(
          .init(
            .bursts([
              .init(.perSecond(150), for: .exponential(mean: .seconds(2))),
              .init(.perSecond(0), for: .constant(.seconds(4))),
            ]), batch: .empirical([1, 1, 8]))))
    let users = try Self.client("users")
    #expect(
      users.load
        == .closed(
          .init(
            20, think: .constant(.seconds(1)), spawn: .perSecond(5), pace: .seconds(2), total: 1_000
          )))
    #expect(
      users.tasks == [
        .init(
          name: "browse", weight: 3, requests: [0, 1], between: .constant(.milliseconds(100))),
        .init(name: "buy", requests: [1]),
      ])
    #expect(
      try Self.client("visitors").load
        == .sessions(
          .init(
            .init(.poisson(.perSecond(2))), length: .geometric(mean: 6),
            think: .constant(.seconds(3)))))
  }

  @Test func `what requests carry is read`() throws {
    let client = try Self.client("steps")
    #expect(client.connections == 100)
    #expect(client.patience == .exponential(mean: .seconds(2)))
    #expect(client.addresses == 50)
    #expect(client.addressPopularity == .zipf(keys: 50, exponent: 1))
    #expect(client.tenants == .uniform(keys: 7))
    #expect(client.tokens == .init(expired: 0.01, missing: 0.02))
    #expect(client.secureShare == 0.9)
    #expect(try Self.client("wave").secureShare == 1)
    #expect(try Self.client("bursty").secureShare == 0)
    // Sorted by name: DELETE, GET, PATCH, POST, PUT.
    #expect(client.requests.map(\.priority) == [3, 5, 3, 3, 3])
    #expect(
      client.requests.map(\.body) == [
        .empirical([.nanoseconds(100), .nanoseconds(1_536)]), .constant(.zero),
        .lognormal(mean: .nanoseconds(2 << 20), cv: 2),
        .uniform(from: .nanoseconds(1_024), through: .nanoseconds(65_536)),
        .exponential(mean: .nanoseconds(8_000)),
      ])
  }

  @Test(arguments: [
    (
      #""arrivals": { "poisson": { "profile": [ { "for": "1m", "from": "1/s" } ] } }"#,
      #"clients.web.arrivals.poisson.profile[0]: a ramp needs both "from" and "to""#
    ),
    (
      #""arrivals": { "poisson": { "profile": [ { "for": "1m", "rate": "0/s" } ] } }"#,
      "clients.web.arrivals.poisson: the rate is 0 throughout; nothing would ever happen"
    ),
    (
      #""arrivals": { "poisson": { "sine": { "mean": "1/s", "amplitude": "2/s", "period": "1m" } } }"#,
      "clients.web.arrivals.poisson: amplitude must be at most the mean of 1/s, not 2/s: a rate"
        + " cannot fall below zero"
    ),
    (
      #""arrivals": { "interarrival": "1s", "spikes": [ { "at": "1s", "for": "1s", "times": 2 } ] }"#,
      "clients.web.arrivals: 'spikes' belongs to 'poisson' and 'constant', which have a rate"
    ),
    (
      #""arrivals": { "bursts": [ { "rate": "0/s", "for": "1s" } ] }"#,
      "clients.web.arrivals.bursts: the rate of every phase is 0; nothing would ever happen"
    ),
    (
      #""arrivals": { "bursts": [ { "rate": "5/s", "for": "10ns" } ] }"#,
      "clients.web.arrivals.bursts[0]: a phase must last at least 1us on average"
    ),
    (
      #""arrivals": { "poisson": "1/s", "batch": { "uniform": [5, 2] } }"#,
      "clients.web.arrivals.batch: expected two counts, the lower one first"
    ),
    (
      #""arrivals": { "poisson": "1/s" }, "pace": "1s""#, "clients.web: 'pace' belongs to 'users'"
    ),
    (
      #""users": 3, "think": "1s", "connections": 2"#,
      "clients.web: 'connections' belongs to 'arrivals'; users and sessions wait for answers anyway"
    ),
    (
      #""users": 3, "think": "1s", "tasks": { "go": { "requests": ["GET /x"] } }, "requests": { "GET /": {} }"#,
      "clients.web.tasks.go.requests[0]: no request of this client is named 'GET /x'; did you mean"
        + " 'GET /'?"
    ),
    (
      #""users": 3, "think": "1s", "tasks": { "go": { "requests": [] } }"#,
      "clients.web.tasks.go: a task without requests does nothing"
    ),
    (
      #""arrivals": { "poisson": "1/s" }, "requests": { "GET /": { "body": "64K" } }"#,
      #"clients.web.requests["GET /"].body: expected a size, such as "64KiB""#
    ),
    (
      #""arrivals": { "poisson": "1/s" }, "token": { "expired": "60%", "missing": "50%" }"#,
      "clients.web.token: more than 100% of the tokens are expired or missing"
    ),
  ])
  func `what is wrong with a load is said where it is`(
    _ client: String, _ problem: String
  ) throws {
    let invalid = try #require(throws: InvalidModel.self) {
      try ModelDocument(Self.model(client), named: "model.json")
    }
    #expect(invalid.description.contains(problem), "\(invalid)")
  }
}
