// A test needs one import. Aliases would give it the names of the types below, but not their members,
// such as `.milliseconds(200)` or the fields of a result, where `MemberImportVisibility` is on.

/// What models are made of.
@_exported public import ArchitectureModel
/// Results and causes of failure.
@_exported public import ArchitectureSimulation
/// Distributions.
@_exported public import EventEngine
/// What several runs say together.
@_exported public import Experiments
/// Intervals.
@_exported public import RunStatistics
/// `TimeSpan`, `Instant` and `Rate`.
@_exported public import TimeBase
