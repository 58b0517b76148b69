import ArchitectureModel
import ArchitectureSimulation
import EventEngine
import RunStatistics

/// Adds up the runs of one point of a sweep.
struct SweepStudy {
  private let columns: [SweepColumn]
  private let architecture: Architecture
  private var samples: [SampleMean]
  private var verdicts: [[ExpectationResult]] = []
  private var digest = TraceDigest()
  private var note: SweepPoint.Note?
  private var single: UInt64?
  private var runs = 0

  init(_ architecture: Architecture, _ columns: [SweepColumn]) {
    self.architecture = architecture
    self.columns = columns
    samples = columns.map { _ in SampleMean() }
  }

  mutating func add(_ result: RunResult) {
    let table = MetricTable(result)
    for (index, column) in columns.enumerated() {
      guard let value = column.value(in: result, table), value.isFinite else { continue }
      samples[index].add(value)
    }
    runs += 1
    verdicts.append(result.expectations)
    digest.fold(result.digest.total)
    single = result.digest.total
    note = Self.graver(note, Self.note(on: result))
  }

  private static func note(on result: RunResult) -> SweepPoint.Note? {
    let checks = [result.audit.flow, result.audit.littlesLaw, result.audit.utilisation]
    for case .broken(let reason) in checks { return .selfCheckFailed(reason) }
    if case .stopped(_, let reason) = result.ending { return .stopped(reason) }
    return nil
  }

  private static func graver(
    _ first: SweepPoint.Note?, _ second: SweepPoint.Note?
  ) -> SweepPoint.Note? {
    if case .selfCheckFailed = second { return second }
    return first ?? second
  }

  func point(_ number: Int, _ setting: SweepPlan.Setting, confidence: Double) -> SweepPoint {
    let outcomes = expectations(confidence: confidence)
    let verdict: SweepPoint.Verdict? =
      outcomes.contains { $0.verdict == .fail }
      ? .fail
      : outcomes.contains { $0.verdict == .inconclusive } || note != nil
        ? .inconclusive : outcomes.isEmpty ? nil : .pass
    return SweepPoint(
      number: number, setting: setting,
      figures: zip(columns, samples).map { column, sample in
        SweepPoint.Figure(
          value: sample.count > 0 ? sample.mean : nil,
          interval: runs > 1
            ? sample.interval(confidence: confidence)?.limited(by: column.unit) : nil)
      },
      verdict: verdict, failing: outcomes.filter { $0.verdict != .pass }.map(\.text),
      digest: runs == 1 ? single ?? 0 : digest.value, note: note)
  }

  private func expectations(
    confidence: Double
  ) -> [(text: String, verdict: ExpectationResult.Verdict)] {
    guard runs > 1 else { return (verdicts.first ?? []).map { ($0.text, $0.verdict) } }
    return architecture.expectations.enumerated().map { index, expectation in
      let outcome = ReplicatedExpectation(
        expectation, verdicts.compactMap { index < $0.count ? $0[index] : nil },
        confidence: confidence)
      return (outcome.text, outcome.verdict)
    }
  }
}
