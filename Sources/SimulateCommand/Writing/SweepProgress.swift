import Experiments
import RunReports
import TimeBase

/// How far a sweep has come: a bar on a terminal, a line now and then anywhere else.
struct SweepProgress {
  private let environment: CommandEnvironment

  /// What is counted, such as `points`.
  private let things: String
  private let total: Int

  /// Of these, those that were finished before.
  private let before: Int
  private let start: Duration
  private var due: Duration
  private var width = 0

  private static let interval = Duration.milliseconds(100)
  private static let lineInterval = Duration.seconds(30)
  private static let barLength = 30

  init(_ things: String, total: Int, before: Int = 0, _ environment: CommandEnvironment) {
    self.things = things
    self.total = total
    self.before = before
    self.environment = environment
    start = environment.elapsed()
    due = start + (environment.messagesAreTerminal ? .milliseconds(500) : Self.lineInterval)
  }

  mutating func show(_ progress: SeriesProgress) {
    let now = environment.elapsed()
    guard now >= due else { return }
    due = now + (environment.messagesAreTerminal ? Self.interval : Self.lineInterval)
    let text = text(of: progress, after: TimeSpan(now - start).seconds)
    guard environment.messagesAreTerminal else {
      try? environment.messages.write(text + "\n")
      return
    }
    let share = (Double(before) + progress.advance) / Double(max(1, total))
    let bar = ReportStyle(usesUnicode: environment.showsUnicode).progressBar(
      share, Self.barLength)
    var line = bar + "  " + text
    if let columns = environment.messageColumns() {
      line = DisplayText.truncated(line, to: max(0, columns - 1), ellipsis: "..")
    }
    draw(line)
  }

  /// `57 of 200 points, 1.90 points/s, 1m15s left`; points that are half done count half.
  private func text(of progress: SeriesProgress, after seconds: Double) -> String {
    let done = before + progress.finished
    var text = "\(done) of \(total) \(things)"
    guard seconds > 0, progress.advance > 0 else { return text }
    let rate = progress.advance / seconds
    text += ", \(Figure.number(rate)) \(things)/s"
    let left = (Double(total - before) - progress.advance) / rate
    guard left >= 0, left < 1e9 else { return text }
    return text + ", \(Figure.time(TimeSpan(roundingNanoseconds: left.rounded() * 1e9))) left"
  }

  /// Takes the bar away.
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
}
