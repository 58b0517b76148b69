/// Everything outside the program that its commands touch, so that a test can stand in for it.
public struct CommandEnvironment {
  /// Where relative paths begin, without a slash at the end.
  public var currentFolder: String
  public var files: any FileAccess

  /// Results.
  public var output: any TextSink

  /// Messages, progress and figures of the wall clock.
  public var messages: any TextSink

  /// Whether ``output`` and ``messages`` are read by a person as they come.
  public var outputIsTerminal: Bool
  public var messagesAreTerminal: Bool

  /// How many columns the terminal has at present that ``messages`` are read on; `nil` if it does not
  /// say.
  public var messageColumns: () -> Int?

  /// The same of ``output``.
  public var outputColumns: () -> Int?

  /// Whether a terminal may be coloured; `NO_COLOR` says no.
  public var allowsColour: Bool

  /// Whether a terminal shows more than ASCII.
  public var showsUnicode: Bool

  /// Whether the user has asked to stop.
  public var isInterrupted: () -> Bool

  /// Wall-clock time since any fixed moment; never runs backwards.
  public var elapsed: () -> Duration

  /// Lets wall-clock time pass; ends early if the user asks to stop.
  public var pause: (Duration) -> Void

  /// A variable of the environment, by which a scheduler of jobs tells a task which one it is.
  public var variable: (String) -> String?

  public var runner: any ModelRunner

  /// Runs that are made at a time if nothing else is said.
  public var processors: Int

  public init(
    currentFolder: String, files: any FileAccess, output: any TextSink, messages: any TextSink,
    runner: any ModelRunner, outputIsTerminal: Bool = false, messagesAreTerminal: Bool = false,
    messageColumns: @escaping () -> Int? = { nil },
    outputColumns: @escaping () -> Int? = { nil }, allowsColour: Bool = true,
    showsUnicode: Bool = true,
    isInterrupted: @escaping () -> Bool = { false },
    elapsed: @escaping () -> Duration = { .zero },
    pause: @escaping (Duration) -> Void = { _ in }, processors: Int = 1,
    variable: @escaping (String) -> String? = { _ in nil }
  ) {
    self.currentFolder = currentFolder
    self.files = files
    self.output = output
    self.messages = messages
    self.runner = runner
    self.outputIsTerminal = outputIsTerminal
    self.messagesAreTerminal = messagesAreTerminal
    self.messageColumns = messageColumns
    self.outputColumns = outputColumns
    self.allowsColour = allowsColour
    self.showsUnicode = showsUnicode
    self.isInterrupted = isInterrupted
    self.elapsed = elapsed
    self.pause = pause
    self.processors = processors
    self.variable = variable
  }
}
