// A test needs one import. Aliases would give it the names of the types below, but not their members,
// such as `.milliseconds(200)` or the fields of a result, where `MemberImportVisibility` is on.

/// Results and causes of failure.
@_exported public import ArchitectureSimulation
/// What several runs say together.
@_exported public import Experiments
/// Intervals.
@_exported public import RunStatistics
/// `TimeSpan`, `Instant` and `Rate`.
@_exported public import TimeBase
