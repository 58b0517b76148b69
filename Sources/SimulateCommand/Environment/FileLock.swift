/// Keeps a file from others of this program that ask for it, as long as it is kept.
public final class FileLock {
  private let release: () -> Void

  /// - Parameter release: What ends it.
  public init(_ release: @escaping () -> Void) {
    self.release = release
  }

  deinit { release() }
}
