#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension CommandEnvironment {
  /// The environment of this process. From here on an interrupt from the keyboard or a request to
  /// terminate asks the program to stop, a second one ends it, and a reader of the output that goes
  /// away does not.
  public static func process() -> CommandEnvironment {
    Interruption.install()
    signal(SIGPIPE, SIG_IGN)
    // A file that may not grow further is an error that is reported, not the end of the program.
    signal(SIGXFSZ, SIG_IGN)
    let output = DescriptorSink(descriptor: STDOUT_FILENO, named: "standard output")
    let messages = DescriptorSink(descriptor: STDERR_FILENO, named: "standard error")
    let start = ContinuousClock.now
    return CommandEnvironment(
      currentFolder: currentFolderOfProcess(), files: DiskFiles(), output: output,
      messages: messages, runner: SimulationRunner(), outputIsTerminal: output.isTerminal,
      messagesAreTerminal: messages.isTerminal, messageColumns: { messages.columns },
      outputColumns: { output.columns },
      allowsColour: allowsColour(terminal: variable("TERM"), refusal: variable("NO_COLOR")),
      showsUnicode: showsUnicode(
        locale: ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty }),
      isInterrupted: { Interruption.isRequested },
      elapsed: { ContinuousClock.now - start }, pause: pause,
      processors: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))), variable: { variable($0) })
  }

  /// A signal ends the sleep.
  private static func pause(for time: Duration) {
    let (seconds, attoseconds) = time.components
    var span = timespec()
    span.tv_sec = Int(seconds)
    span.tv_nsec = Int(attoseconds / 1_000_000_000)
    nanosleep(&span, nil)
  }

  /// Whether a terminal of this kind shows colours and nobody has asked for none; one that does not
  /// say what it is may show anything.
  package static func allowsColour(terminal: String?, refusal: String?) -> Bool {
    guard let terminal, !terminal.isEmpty, terminal != "dumb" else { return false }
    return (refusal ?? "").isEmpty
  }

  /// Whether a terminal of this locale shows UTF-8; one that says nothing most probably does.
  package static func showsUnicode(locale: String?) -> Bool {
    guard let locale else { return true }
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func currentFolderOfProcess() -> String {
    guard let path = getcwd(nil, 0) else { return "." }
    defer { free(path) }
    return String(cString: path)
  }
}
