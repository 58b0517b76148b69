#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Standard output or standard error.
package final class DescriptorSink: TextSink {
  private let descriptor: Int32
  private let name: String

  /// Set once the reader has gone, as `head` does when it has seen enough; nothing is written from
  /// then on.
  private var isClosed = false

  package init(descriptor: Int32, named name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The columns of the terminal at present; `nil` if it does not say, or is none.
  var columns: Int? {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  package func write(_ text: String) throws(FileProblem) {
    guard !isClosed else { return }
    let failure = SystemCall.write(Array(text.utf8), to: descriptor)
    if failure == EPIPE {
      isClosed = true
    } else if failure != 0 {
      throw FileProblem(.write, name, SystemCall.reason(failure))
    }
  }
}
