import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An interrupt from the keyboard or a request to terminate, kept until the program has time for it.
enum Interruption {
  private static let request = Atomic<Bool>(false)

  static var isRequested: Bool { request.load(ordering: .relaxed) }

  /// Takes the first interrupt as a request; the second one ends the program as usual.
  static func install() {
    // Reached once before a signal can come, so that the handler finds it made.
    request.store(false, ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      let former = signal(number) { number in
        Interruption.request.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
      // Whoever started the program may have said that it is not to be disturbed, as shells do.
      if unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self) {
        signal(number, SIG_IGN)
      }
    }
  }
}
