import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An interrupt from the keyboard, kept until the program has time for it.
enum Interruption {
  private static let request = Atomic<Bool>(false)

  static var isRequested: Bool { request.load(ordering: .relaxed) }

  /// Takes the first interrupt as a request; the second one ends the program as usual.
  static func install() {
    // Reached once before a signal can come, so that the handler finds it made.
    request.store(false, ordering: .relaxed)
    signal(SIGINT) { _ in
      Interruption.request.store(true, ordering: .relaxed)
      signal(SIGINT, SIG_DFL)
    }
  }
}
