// A test needs one import. Aliases would give it the names of the types below, but not their members,
// such as `.milliseconds(200)` or the fields of a result, where `MemberImportVisibility` is on.

/// Results and causes of failure.
@_exported public import ArchitectureSimulation
/// `TimeSpan`, `Instant` and `Rate`.
@_exported public import TimeBase
