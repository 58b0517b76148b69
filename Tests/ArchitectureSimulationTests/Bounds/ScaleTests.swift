import ArchitectureSimulation
import Testing
import TimeBase

/// What a large architecture costs: as much as its requests, and not as its components.
@Suite struct ScaleTests {
  /// Fifty services, of which each request passes three; all of them take 10 ms for it.
  private func result(instances: Int, faults: [String] = []) throws -> RunResult {
    let services = (1...50).flatMap { number -> [(String, String)] in
      let next = number % 3 == 0 || number == 50 ? "" : #", { "call": "balancer \#(number + 1)" }"#
      return [
        ("balancer \(number)", #"{ "kind": "balancer", "over": "app \#(number)" }"#),
        Sketch.service(
          "app \(number)", #""workers": 10, "instances": \#(instances)"#,
          does: #"{ "wait": "10ms" }\#(next)"#),
      ]
    }
    let clients = stride(from: 1, through: 50, by: 3).map { number in
      (
        "web \(number)",
        #"{ "arrivals": { "constant": "20/s", "limit": 60 }, "calls": "balancer \#(number)" }"#
      )
    }
    return try Sketch(
      run: #""duration": "4s", "warmup": "0s", "step": "1s""#, clients: clients,
      components: services, faults: faults
    ).play()
  }

  @Test func `A thousand instances in fifty services play the events of fifty`() throws {
    let small = try result(instances: 1)
    let large = try result(instances: 20)
    #expect(Books(of: large).complaints == [])
    #expect(large.components.reduce(0) { $0 + max(1, $1.instances.count) } == 1_050)
    #expect(large.clients.allSatisfy { $0.total.succeeded == 60 })
    #expect(large.digest.events == small.digest.events)
    // An arrival each, and 10 ms at each of the services that a request passes.
    let requests = large.clients.reduce(0) { $0 + $1.total.offered }
    let visits = large.components.filter { $0.kind == "service" }
      .reduce(0) { $0 + $1.total.arrivals }
    #expect(large.digest.events == requests + visits)
  }

  @Test func `What waits for a user and for a request is small`() {
    #expect(MemoryLayout<UserState>.size == 8)
    #expect(MemoryLayout<Call>.size == 64)
    #expect(MemoryLayout<Event>.size == 8)
  }
}
