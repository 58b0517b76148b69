import ArchitectureModel
import TimeBase

/// What faults do to the messages of one call site; several may overlap.
struct LinkState: BitwiseCopyable {
  /// Added to the way of a call to its component.
  var delay = TimeSpan.zero

  /// Probability with which a message is lost, besides what the link loses anyway.
  var loss = 0.0

  /// Cuts that lose or refuse calls, and answers.
  var lossesThere = 0
  var refusalsThere = 0
  var lossesBack = 0
  var refusalsBack = 0

  mutating func cut(_ way: Fault.Way, _ mode: Fault.OutageMode, by step: Int) {
    if way != .back {
      switch mode {
      case .hang: lossesThere += step
      case .refuse: refusalsThere += step
      }
    }
    if way != .there {
      switch mode {
      case .hang: lossesBack += step
      case .refuse: refusalsBack += step
      }
    }
  }
}
