import Experiments
import RunReports
import TimeBase

/// One line on a terminal that tells how far a long run has come, and then vanishes.
struct ProgressLine {
  private let model: String
  private let duration: TimeSpan
  private let environment: CommandEnvironment
  private let start: Duration

  /// When the line is due next; a run that is over before that shows none.
  private var due: Duration

  /// Columns to wipe out.
  private var width = 0

  /// A run shorter than this shows no progress.
  private static let patience = Duration.milliseconds(500)
  private static let interval = Duration.milliseconds(100)

  /// - Parameter duration: How much virtual time the run has before it.
  init(model: String, duration: TimeSpan, environment: CommandEnvironment) {
    self.model = DisplayText.truncated(DisplayText.name(model), to: 24)
    self.duration = duration
    self.environment = environment
    start = environment.elapsed()
    due = start + Self.patience
  }

  mutating func show(_ headway: Headway) {
    guard let elapsed = nextLook() else { return }
    draw(fitting(text(of: headway, after: elapsed)))
  }

  /// Shows how far a series of runs has come.
  ///
  /// - Parameter count: How many runs it has, or may have at most.
  mutating func show(_ progress: SeriesProgress, of count: Int) {
    guard let elapsed = nextLook() else { return }
    let share = min(1, progress.advance / Double(max(1, count)))
    let text = "\(model)  \(Int(share * 100))%  \(progress.finished) of \(count) runs"
    draw(fitting(text + remainder(after: elapsed, share: share)))
  }

  /// The time since the start if the line is due, and it is due again only later.
  private mutating func nextLook() -> Duration? {
    guard environment.messagesAreTerminal else { return nil }
    let now = environment.elapsed()
    guard now >= due else { return nil }
    due = now + Self.interval
    return now - start
  }

  /// As much of the text as the terminal shows on one line, for what has gone on to the next one is
  /// not taken away again.
  private func fitting(_ text: String) -> String {
    guard let columns = environment.messageColumns() else { return text }
    return DisplayText.truncated(text, to: max(0, columns - 1), ellipsis: "..")
  }

  /// Takes the line away.
  mutating func clear() {
    guard width > 0 else { return }
    draw("")
    try? environment.messages.write("\r")
  }

  private mutating func draw(_ text: String) {
    let columns = DisplayText.columns(of: text)
    try? environment.messages.write("\r" + DisplayText.padded(text, to: width))
    width = columns
  }

  private func text(of headway: Headway, after elapsed: Duration) -> String {
    let reached = headway.now - Instant.zero
    let share = min(1, max(0, reached.seconds / max(duration.seconds, 1e-9)))
    let seconds = TimeSpan(elapsed).seconds
    var text = "\(model)  \(Int(share * 100))%  \(Self.whole(reached)) of \(Self.whole(duration))"
    if seconds > 0 { text += "  " + Pace.rate(Double(headway.events) / seconds, of: "events") }
    return text + remainder(after: elapsed, share: share)
  }

  /// How long the rest will probably take; nothing as long as nobody can know.
  private func remainder(after elapsed: Duration, share: Double) -> String {
    guard share > 0.01 else { return "" }
    let seconds = TimeSpan(elapsed).seconds
    let left = TimeSpan(roundingNanoseconds: seconds * (1 / share - 1) * 1e9)
    return "  \(Self.whole(left)) left"
  }

  /// Whole seconds below a hundred, which is as fine as a line that changes is read.
  private static func whole(_ span: TimeSpan) -> String {
    span < .seconds(100) ? "\(Int64(span.seconds.rounded())) s" : Figure.time(span)
  }
}
