import Resilience
import Testing

@Suite struct BackendLimitTests {
  @Test func `who finds no backend is refused at once, unless one is kept for him`() {
    var backends = BackendLimit()
    let connected = (0..<100).count { _ in backends.connect() }
    #expect(connected == 97 && backends.count == 97)
    let administrators = (0..<5).count { _ in backends.connect(isAdministrator: true) }
    #expect(administrators == 3 && backends.count == 100)
    backends.disconnect()
    #expect(backends.connect() == false)
    #expect(backends.connect(isAdministrator: true) == true)
  }

  @Test(
    arguments: [
      (.init(maximum: 0), "0 backends serve nobody; the least is 1"),
      (.init(maximum: 3), "3 reserved of 3 backends leave none for others"),
    ] as [(BackendLimit.Policy, String)])
  func `an impossible policy says why`(policy: BackendLimit.Policy, problem: String) {
    #expect(policy.problem == problem)
    #expect(BackendLimit.Policy().problem == nil)
  }

  @Test func `ending a connection that is not there is a mistake`() async {
    await #expect(processExitsWith: .failure) {
      var backends = BackendLimit()
      backends.disconnect()
    }
  }
}
