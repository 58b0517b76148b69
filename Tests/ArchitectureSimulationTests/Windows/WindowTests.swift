import ArchitectureSimulation
import Testing
import TimeBase

/// Which part of a run its figures are about.
@Suite struct WindowTests {
  private func reason(_ result: RunResult) -> String {
    if case .notFound(let reason) = result.warmup { reason } else { "\(result.warmup)" }
  }

  @Test func `A window of a fixed warm-up carries over what was in flight`() throws {
    // Requests of 1.5 s at 0.05, 0.15, …: at 5 s the fifteen since 3.5 s are in flight.
    let result = try Sketch(
      run: #""duration": "8s", "warmup": "5s""#, clients: [Sketch.steady()],
      components: [Sketch.service(does: #"{ "wait": "1500ms" }"#)]
    ).play()
    #expect(result.warmup == .fixed)
    #expect(result.window == .init(start: .zero + .seconds(5), end: .zero + .seconds(8)))
    let books = try result.client()
    #expect(books.inFlightAtStart == 15)
    #expect(books.offered == 30)
    #expect(books.completed == 30)
    #expect(books.inFlightAtEnd == 15)
    #expect(books.goodput == 10)
    let station = try result.station("app")
    #expect(station.inSystemAtStart == 15)
    #expect(station.inSystemMean == 15)
    #expect(station.inSystemMaximum == 15)
    #expect(Books(of: result).complaints == [])
  }

  @Test func `What happens at the very start of a window is in it`() throws {
    // Requests at 0 s, 1 s, …, each done at once.
    let result = try Sketch(
      run: #""duration": "10s", "warmup": "4s""#,
      clients: [("web", #"{ "arrivals": { "constant": "1/s" }, "calls": "app" }"#)],
      components: [Sketch.service(does: #"{ "respond": 200 }"#)],
      expect: [
        #"{ "metric": "throughput", "of": "web", "equals": "1/s", "from": "2s", "to": "5s" }"#
      ]
    ).play()
    // At 4, 5, …, 10 s: the end of the run belongs to it.
    #expect(try result.client().completed == 7)
    // At 2, 3 and 4 s: the end of a window that others follow does not.
    #expect(result.expectations.first?.observed == 1)
    #expect(result.expectations.first?.verdict == .pass)
  }

  /// Loads of 50 ms for each of 200 keys at first, and hits of 1 ms for ever after.
  private func coldCache(_ run: String, _ faults: [String] = []) -> Sketch {
    Sketch(
      run: run,
      clients: [
        (
          "web",
          """
          { "arrivals": { "poisson": "100/s" }, "calls": "app",
            "requests": { "get": { "key": { "uniform": 200 } } } }
          """
        )
      ],
      components: [
        Sketch.service(
          does: #"{ "cached": { "in": "cache", "otherwise": [ { "call": "database" } ] } }"#),
        ("cache", #"{ "kind": "cache", "capacity": 200, "latency": "1ms" }"#),
        Sketch.database("50ms"),
      ], faults: faults)
  }

  @Test func `The warm-up of a cold cache is found and left out`() throws {
    let result = try coldCache(#""duration": "100s""#).play()
    #expect(result.warmup == .automatic)
    // After t seconds a share of exp(-t / 2) of the keys is missing: 2 % after 8 s, 0.1 % after 14.
    #expect(result.window.start >= .zero + .seconds(5))
    #expect(result.window.start <= .zero + .seconds(30))
    let cache = try result.cache()
    #expect(try #require(cache.hitRatio) > 0.99)
    #expect(Books(of: result).complaints == [])
    // The whole run has all of the 200 misses in it.
    let whole = try coldCache(#""duration": "100s", "warmup": "0s""#).play()
    #expect(try whole.cache().misses >= 200)
    #expect(try whole.client().inFlightAtStart == 0)
    #expect(whole.digest == result.digest)
  }

  @Test func `A run without a start has no warm-up to speak of`() throws {
    let result = try Sketch(
      run: #""duration": "100s""#,
      clients: [("web", #"{ "arrivals": { "poisson": "50/s" }, "calls": "app" }"#)],
      components: [Sketch.service(does: #"{ "wait": { "exponential": "10ms" } }"#)]
    ).play()
    #expect(result.warmup == .automatic)
    #expect(result.window.start <= .zero + .seconds(20))
  }

  @Test func `A warm-up that is not found says why`() throws {
    let broken = try coldCache(
      #""duration": "60s""#, [#"{ "at": "0s", "for": "1s", "outage": "database" }"#]
    ).play()
    #expect(reason(broken) == "something is broken from the start")
    #expect(broken.window.start == .zero)

    let idle = try Sketch(
      run: #""duration": "10s""#, clients: [Sketch.once(at: "20s")],
      components: [Sketch.service(does: #"{ "wait": "1s" }"#)]
    ).play()
    #expect(reason(idle) == "no request ended")

    let few = try Sketch(
      run: #""duration": "10s""#, clients: [Sketch.once()],
      components: [Sketch.service(does: #"{ "wait": "1s" }"#)]
    ).play()
    #expect(reason(few).hasPrefix("web ends too few requests"))

    let growing = try Sketch(
      run: #""duration": "60s""#,
      clients: [("web", #"{ "arrivals": { "constant": "20/s" }, "calls": "app" }"#)],
      components: [("app", #"{ "kind": "service", "work": "100ms", "backlog": "unlimited" }"#)]
    ).play()
    #expect(reason(growing).hasPrefix("the latency of web does not settle"))

    let stopped = try Sketch(
      run: #""duration": "60s", "inFlightLimit": 100"#,
      clients: [("web", #"{ "arrivals": { "constant": "20/s" }, "calls": "app" }"#)],
      components: [("app", #"{ "kind": "service", "work": "100ms", "backlog": "unlimited" }"#)]
    ).play()
    #expect(reason(stopped) == "the run was stopped early")
  }

  @Test func `A run that is stopped in its warm-up is about all that there was`() throws {
    let result = try Sketch(
      run: #""duration": "60s", "warmup": "30s", "inFlightLimit": 100"#,
      clients: [("web", #"{ "arrivals": { "constant": "20/s" }, "calls": "app" }"#)],
      components: [("app", #"{ "kind": "service", "work": "100ms", "backlog": "unlimited" }"#)]
    ).play()
    #expect(reason(result) == "the run ended before its warm-up did")
    #expect(result.window.start == .zero)
    #expect(Books(of: result).complaints == [])
  }
}
